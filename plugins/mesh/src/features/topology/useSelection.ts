import type { GraphSelection } from '@fairway/backstage-plugin-mesh-react';
import { useCallback, useRef, useState, type RefObject } from 'react';

/** What is selected, and the way back to where the keyboard was when the selection is closed. */
export function useSelection(initial: GraphSelection | undefined): {
  selection: GraphSelection | undefined;
  select: (selection: GraphSelection | undefined) => void;
  close: () => void;
  root: RefObject<HTMLDivElement>;
} {
  const root = useRef<HTMLDivElement>(null);
  // undefined: nobody has chosen yet
  const [chosen, setChosen] = useState<GraphSelection | 'none'>();
  const selection = chosen === 'none' ? undefined : (chosen ?? initial);
  const select = useCallback(
    (next: GraphSelection | undefined) => setChosen(next ?? 'none'),
    [],
  );
  const close = useCallback(() => {
    const id = selection?.kind === 'edge' ? selection.id : undefined;
    const buttons = root.current?.querySelectorAll<HTMLElement>('[data-edge]');
    [...(buttons ?? [])].find(button => button.dataset.edge === id)?.focus();
    setChosen('none');
  }, [selection]);
  return { selection, select, close, root };
}
