import {
  formatResourceRef,
  parseResourceRef,
  type ResourceRef,
} from '@fairway/mesh-core';
import { useCallback, useEffect, useRef, type RefObject } from 'react';
import { useParam } from './useParam';

const NEW = 'new';

/** The simulation of an edit: whether it is open, for which object, and where the keyboard goes when it opens and closes. */
export interface WhatIfPlace {
  isOpen: boolean;
  /** Absent for a new object. */
  object?: ResourceRef;
  open: (object: ResourceRef | undefined) => void;
  close: () => void;
  /** Where the keyboard goes when it is closed, unless it knows better. */
  button: RefObject<HTMLSpanElement>;
  /** Where the keyboard goes when it is opened. */
  content: RefObject<HTMLDivElement>;
}

/** Keeps what is edited in the address of the page: the browser's way back closes it. */
export function useWhatIfPlace(): WhatIfPlace {
  const [param, setParam] = useParam('whatIf', { push: true });
  const button = useRef<HTMLSpanElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const object = param && param !== NEW ? parseResourceRef(param) : undefined;
  const isOpen = param === NEW || object !== undefined;
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
  const open = useCallback(
    (ref: ResourceRef | undefined) =>
      setParam(ref ? formatResourceRef(ref) : NEW),
    [setParam],
  );
  const close = useCallback(() => setParam(undefined), [setParam]);
  return { isOpen, object, open, close, button, content };
}
