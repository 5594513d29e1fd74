import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';
import { asksToTry, withoutShared, withTrying } from './request/sharedParams';
import { usePlaceFocus, type PlaceFocus } from './usePlaceFocus';

/** The page on which requests are tried: whether it is open, and where the keyboard goes when it opens and closes. */
export interface TryPlace extends PlaceFocus {
  isOpen: boolean;
  open: () => void;
  close: () => void;
}

/** Keeps in the address whether the page is open: the browser's way back closes it, and a link opens it. */
export function useTryPlace(): TryPlace {
  const [params, setParams] = useSearchParams();
  const isOpen = asksToTry(params);
  const focus = usePlaceFocus(isOpen);
  const open = useCallback(() => setParams(withTrying), [setParams]);
  const close = useCallback(() => setParams(withoutShared), [setParams]);
  return { ...focus, isOpen, open, close };
}
