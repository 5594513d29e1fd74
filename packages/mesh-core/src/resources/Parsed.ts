import type { Finding } from '../verdict';

/**
 * A value that was left out of a parsed object: an unknown field, or a known
 * one that could not be read.
 *
 * @public
 */
export interface LeftOut {
  /** Place in the original object, written as in {@link Finding}. */
  path: string;
  /** As it came from the cluster. */
  value: unknown;
}

/**
 * What reading a cluster object gave.
 *
 * @public
 */
export interface Parsed<T> {
  /** Absent when the object has no kind, no name or no namespace. */
  object?: T;
  findings: Finding[];
  /** Values that `object` does not hold. Absent when there are none. */
  leftOut?: LeftOut[];
}

/**
 * Reads objects of one kind. Never throws on a cluster object, whatever it
 * holds.
 *
 * @public
 */
export type Parser<T> = (raw: unknown) => Parsed<T>;
