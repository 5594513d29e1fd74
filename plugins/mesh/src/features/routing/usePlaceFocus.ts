import { useEffect, useRef, type RefObject } from 'react';

/** Where the keyboard goes when something opens in the place of the rules, and when it closes. */
export interface PlaceFocus {
  /** Around the button that opens it: the keyboard goes back there, unless it knows better. */
  button: RefObject<HTMLSpanElement>;
  content: RefObject<HTMLDivElement>;
}

/** Takes the keyboard to what opens, and back to the button when it closes. */
export function usePlaceFocus(isOpen: boolean): PlaceFocus {
  const button = useRef<HTMLSpanElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const wasOpen = useRef(isOpen);
  useEffect(() => {
    if (isOpen && !wasOpen.current) {
      content.current?.focus();
    }
    if (!isOpen && wasOpen.current) {
      button.current?.querySelector('button')?.focus();
    }
    wasOpen.current = isOpen;
  }, [isOpen]);
  return { button, content };
}
