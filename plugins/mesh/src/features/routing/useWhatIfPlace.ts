import {
  formatResourceRef,
  parseResourceRef,
  type ResourceRef,
} from '@fairway/mesh-core';
import { useCallback } from 'react';
import { useParam } from './useParam';
import { usePlaceFocus, type PlaceFocus } from './usePlaceFocus';

const NEW = 'new';

/** The simulation of an edit: whether it is open, for which object, and where the keyboard goes when it opens and closes. */
export interface WhatIfPlace extends PlaceFocus {
  isOpen: boolean;
  /** Absent for a new object. */
  object?: ResourceRef;
  open: (object: ResourceRef | undefined) => void;
  close: () => void;
}

/** Keeps what is edited in the address of the page: the browser's way back closes it. */
export function useWhatIfPlace(): WhatIfPlace {
  const [param, setParam] = useParam('whatIf', { push: true });
  const object = param && param !== NEW ? parseResourceRef(param) : undefined;
  const isOpen = param === NEW || object !== undefined;
  const focus = usePlaceFocus(isOpen);
  const open = useCallback(
    (ref: ResourceRef | undefined) =>
      setParam(ref ? formatResourceRef(ref) : NEW),
    [setParam],
  );
  const close = useCallback(() => setParam(undefined), [setParam]);
  return { ...focus, isOpen, object, open, close };
}
