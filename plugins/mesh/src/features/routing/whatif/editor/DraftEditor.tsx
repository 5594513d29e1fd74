import { useEffect, useRef } from 'react';
import type { ProblemWords } from '../problemWords';
import { createEditor, type DraftEditorHandle } from './createEditor';

/** What the editor shows, and whom it tells. */
export interface DraftEditorProps {
  /** What it begins with; later the editor has the text. */
  initialText: string;
  label: string;
  describedBy: string;
  /** What the text is compared with; absent shows the text alone. */
  compareWith?: string;
  /** What is wrong with which text. */
  marks?: { text: string; problems: readonly ProblemWords[] };
  /** Where to go: another object goes there once more. */
  target?: { offset: number };
  onChange: (text: string) => void;
  onTooLong: (bytes: number) => void;
}

/** The editor as a component. Another draft takes another `key`. */
export function DraftEditor(props: DraftEditorProps): JSX.Element {
  const { compareWith, marks, target } = props;
  const parent = useRef<HTMLDivElement>(null);
  const editor = useRef<DraftEditorHandle>();
  const latest = useRef(props);
  latest.current = props;

  useEffect(() => {
    if (!parent.current) {
      return undefined;
    }
    const { initialText, label, describedBy } = latest.current;
    const created = createEditor({
      parent: parent.current,
      text: initialText,
      label,
      describedBy,
      onChange: text => latest.current.onChange(text),
      onTooLong: bytes => latest.current.onTooLong(bytes),
    });
    editor.current = created;
    return () => created.destroy();
  }, []);

  useEffect(() => editor.current?.compareWith(compareWith), [compareWith]);
  useEffect(() => {
    if (marks) {
      editor.current?.mark(marks.text, marks.problems);
    }
  }, [marks]);
  useEffect(() => {
    if (target) {
      editor.current?.goTo(target.offset);
    }
  }, [target]);

  return <div ref={parent} />;
}
