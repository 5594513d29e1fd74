import type { Place } from './Place';
import type { ReadRun } from './ReadRun';

/** The answer of a reader for a value that cannot be used. */
export const UNREADABLE: unique symbol = Symbol('unreadable');

/**
 * Reads one value as a schema wants it. Answers the value itself when there is
 * nothing to change, else a changed copy, or {@link UNREADABLE} after a fault
 * was noted in the run. Never changes the value given.
 */
export type Reader = (
  value: unknown,
  place: Place | undefined,
  run: ReadRun,
) => unknown;
