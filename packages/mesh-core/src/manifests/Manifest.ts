import type { Canary, DestinationRule, VirtualService } from '../resources';

/**
 * An object that the generator writes.
 *
 * @public
 */
export type GeneratedObject = VirtualService | DestinationRule | Canary;

/**
 * Why a field has its value, for people who read the file.
 *
 * @public
 */
export interface FieldComment {
  /** Place of the field in the object. */
  path: readonly (string | number)[];
  /** One line. */
  text: string;
}

/**
 * An object with what the file says about it.
 *
 * @public
 */
export interface Manifest<T extends GeneratedObject = GeneratedObject> {
  object: T;
  /** What the object does, in one sentence. */
  purpose: string;
  /** Page that explains all its fields. */
  reference: string;
  comments: FieldComment[];
}
