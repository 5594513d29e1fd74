import { useCallback, useEffect, useRef, type RefObject } from 'react';
import { useSearchParams } from 'react-router-dom';
import { asksToTry, withoutShared, withTrying } from './request/sharedParams';

/** The page on which requests are tried: whether it is open, and where the keyboard goes when it opens and closes. */
export interface TryPlace {
  isOpen: boolean;
  open: () => void;
  close: () => void;
  button: RefObject<HTMLSpanElement>;
  content: RefObject<HTMLDivElement>;
}

/** Keeps in the address whether the page is open: the browser's way back closes it, and a link opens it. */
export function useTryPlace(): TryPlace {
  const [params, setParams] = useSearchParams();
  const button = useRef<HTMLSpanElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const isOpen = asksToTry(params);
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
  const open = useCallback(() => setParams(withTrying), [setParams]);
  const close = useCallback(() => setParams(withoutShared), [setParams]);
  return { isOpen, open, close, button, content };
}
