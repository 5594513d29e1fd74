import { useEffect, type RefObject } from 'react';

/** Calls back when Escape is pressed while the focus is inside an element. */
export function useEscape(
  root: RefObject<HTMLElement>,
  onEscape: () => void,
): void {
  useEffect(() => {
    const element = root.current;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape') {
        onEscape();
      }
    };
    element?.addEventListener('keydown', onKeyDown);
    return () => element?.removeEventListener('keydown', onKeyDown);
  }, [root, onEscape]);
}
