import { ResourceRef } from '../refs';

/**
 * How much a finding matters: an `error` changes what the object does, a
 * `warning` may, `info` does not.
 *
 * @public
 */
export type FindingSeverity = 'error' | 'warning' | 'info';

/**
 * Something noticed about one object, with the place in it.
 *
 * @public
 */
export interface Finding {
  /** Stable name of what was noticed. */
  code: string;
  severity: FindingSeverity;
  /**
   * Place in the object as it came from the cluster, such as
   * `spec.http[0].match[1].uri`. Indexes are those of the original, also where
   * an element before it was left out. Empty for the object as a whole.
   */
  path: string;
  /** One or two sentences for people. */
  message: string;
  /** What to do about it. */
  remedy?: string;
  /** The object, where the finding stands beside findings of others. */
  ref?: ResourceRef;
}
