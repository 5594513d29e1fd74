import { z } from 'zod';

/**
 * Each field of a shape made optional.
 *
 * @public
 */
export type OptionalFields<S extends z.core.$ZodShape> = {
  [K in keyof S]: z.ZodOptional<S[K]>;
};

/**
 * A message of a custom resource: all fields optional, unknown ones reported.
 * Fields without which the message says nothing are added by `extend`.
 */
export function fields<S extends z.core.$ZodShape>(
  shape: S,
): z.ZodObject<OptionalFields<S>, z.core.$strict> {
  const optional = Object.fromEntries(
    Object.entries(shape).map(([name, field]) => [name, z.optional(field)]),
  );
  return z.strictObject(optional as OptionalFields<S>);
}

/**
 * Part of a core Kubernetes object. It names the fields in use only; all others
 * are left out in silence, since the API server knows them better than we do.
 */
export function fieldsInUse<S extends z.core.$ZodShape>(
  shape: S,
): z.ZodObject<OptionalFields<S>, z.core.$strip> {
  const optional = Object.fromEntries(
    Object.entries(shape).map(([name, field]) => [name, z.optional(field)]),
  );
  return z.object(optional as OptionalFields<S>);
}

/** Texts by name, as in labels. */
export const textMap = z.record(z.string(), z.string());

/** A list of texts. */
export const texts = z.array(z.string());

/** A port by number or by name, or a figure that some controllers quote. */
export const intOrString = z.union([z.int(), z.string()]);
