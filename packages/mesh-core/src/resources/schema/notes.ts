import { z } from 'zod';

/**
 * A release of Istio whose custom resource definitions were read.
 *
 * @public
 */
export type IstioRelease = '1.28' | '1.29' | '1.30' | '1.31';

/**
 * What reading does not tell from the shape of a field alone.
 *
 * @public
 */
export interface FieldNotes {
  /**
   * The first Istio release with this field, when later than 1.28. An API
   * server of an earlier one drops the field without a word.
   */
  since?: IstioRelease;
  /**
   * `condition`: without the field the rule or object applies to more than is
   * written. `decisive`: without it the object does something else than is
   * written, because what is absent has a meaning of its own.
   */
  role?: 'condition' | 'decisive';
}

const registry = z.registry<FieldNotes>();

/** Notes on a field, also on the one inside `optional`. */
export function notesOf(field: z.core.$ZodType): FieldNotes {
  const own = registry.get(field) ?? {};
  return field instanceof z.ZodOptional
    ? { ...notesOf(field.unwrap()), ...own }
    : own;
}

function note<T extends z.ZodType>(field: T, notes: FieldNotes): T {
  // A copy, so that a schema used in two places gets the note in one.
  const copy = field.clone();
  registry.add(copy, { ...registry.get(field), ...notes });
  return copy;
}

/** Marks a field as new in an Istio release. */
export function since<T extends z.ZodType>(release: IstioRelease, field: T): T {
  return note(field, { since: release });
}

/** Marks a field without which the rule or object applies to more. */
export function condition<T extends z.ZodType>(field: T): T {
  return note(field, { role: 'condition' });
}

/** Marks a field whose absence means something else than its loss. */
export function decisive<T extends z.ZodType>(field: T): T {
  return note(field, { role: 'decisive' });
}
