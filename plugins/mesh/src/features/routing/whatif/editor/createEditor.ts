import { autocompletion, completionKeymap } from '@codemirror/autocomplete';
import {
  defaultKeymap,
  history,
  historyKeymap,
  indentWithTab,
} from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import {
  bracketMatching,
  indentOnInput,
  indentUnit,
} from '@codemirror/language';
import { lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { unifiedMergeView } from '@codemirror/merge';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { bytesOf, MAX_YAML_BYTES } from '../limits';
import type { ProblemWords } from '../problemWords';
import { completions } from './completions';
import { diagnosticsOf } from './diagnosticsOf';
import { editorTheme } from './editorTheme';

/** What the editor needs, and whom it tells. */
export interface EditorOptions {
  parent: HTMLElement;
  text: string;
  /** Accessible name. */
  label: string;
  /** Id of the element that explains the keys. */
  describedBy: string;
  onChange(text: string): void;
  /** Something was pasted that would make the text too long: nothing was taken over. */
  onTooLong(bytes: number): void;
}

/** A YAML editor that stands on the page. */
export interface DraftEditorHandle {
  /** Shows what differs from a text; `undefined` shows the text alone. */
  compareWith(base: string | undefined): void;
  /** Marks what is wrong with a text; left alone when the text has gone on since. */
  mark(text: string, problems: readonly ProblemWords[]): void;
  /** Puts the cursor at an offset, scrolls there and takes the focus. */
  goTo(offset: number): void;
  destroy(): void;
}

const UNCHANGED_AROUND = { margin: 3, minSize: 6 };

/** Refuses what would make the text longer than is read. */
function limit(onTooLong: (bytes: number) => void): Extension {
  return EditorState.changeFilter.of(transaction => {
    const { newDoc, startState } = transaction;
    if (newDoc.length <= startState.doc.length) {
      return true;
    }
    // cheap for texts that are far from the limit: no character has more than 3 bytes per unit
    if (newDoc.length * 3 <= MAX_YAML_BYTES) {
      return true;
    }
    const bytes = bytesOf(newDoc.toString());
    if (bytes <= MAX_YAML_BYTES) {
      return true;
    }
    onTooLong(bytes);
    return false;
  });
}

/** Escape belongs to the editor: a drawer around it must not close. */
const keepsEscape = EditorView.domEventHandlers({
  keydown: event => {
    if (event.key === 'Escape') {
      event.stopPropagation();
    }
  },
});

function extensions(options: EditorOptions, merge: Compartment): Extension {
  return [
    lineNumbers(),
    lintGutter(),
    history(),
    drawSelection(),
    indentOnInput(),
    bracketMatching(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    indentUnit.of('  '),
    EditorState.tabSize.of(2),
    yaml(),
    autocompletion({ override: [completions], icons: false }),
    // Escape, then Tab leaves the editor: so CodeMirror has it
    keymap.of([
      ...completionKeymap,
      ...defaultKeymap,
      ...historyKeymap,
      ...lintKeymap,
      indentWithTab,
    ]),
    keepsEscape,
    limit(options.onTooLong),
    editorTheme,
    merge.of([]),
    EditorView.contentAttributes.of({
      'aria-label': options.label,
      'aria-describedby': options.describedBy,
      // editable text can be reached anyway; not every tool knows
      tabindex: '0',
    }),
    EditorView.updateListener.of(update => {
      if (update.docChanged) {
        options.onChange(update.state.doc.toString());
      }
    }),
  ];
}

function diff(base: string): Extension {
  return unifiedMergeView({
    original: base,
    mergeControls: false,
    gutter: true,
    collapseUnchanged: UNCHANGED_AROUND,
  });
}

/**
 * Puts a YAML editor into an element.
 *
 * @see https://codemirror.net/docs/ref/
 */
export function createEditor(options: EditorOptions): DraftEditorHandle {
  const merge = new Compartment();
  const view = new EditorView({
    parent: options.parent,
    state: EditorState.create({
      doc: options.text,
      extensions: extensions(options, merge),
    }),
  });
  return {
    compareWith: base =>
      view.dispatch({
        effects: merge.reconfigure(base === undefined ? [] : diff(base)),
      }),
    mark: (text, problems) => {
      if (view.state.doc.toString() === text) {
        const diagnostics = diagnosticsOf(problems, view.state.doc.length);
        view.dispatch(setDiagnostics(view.state, diagnostics));
      }
    },
    goTo: offset => {
      const anchor = Math.min(offset, view.state.doc.length);
      view.dispatch({
        selection: { anchor },
        effects: EditorView.scrollIntoView(anchor, { y: 'center' }),
      });
      view.focus();
    },
    destroy: () => view.destroy(),
  };
}
