import { z } from 'zod';
import { resourceRefSchema } from '../refs/resourceRefSchema';

/**
 * Something in an object that a person should look at: what it is (`message`), where (`ref`, `path`) and what to do (`remedy`).
 *
 * @public
 */
export const findingSchema = z.object({
  /** Stable, kebab-case: `unknown-field`, `malformed-field`, `subset-without-workloads`. */
  code: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  /** Path inside the object, as in `spec.http[0].match[1].uri`; empty for the object as a whole. */
  path: z.string(),
  message: z.string(),
  remedy: z.string().optional(),
  ref: resourceRefSchema.optional(),
});

/**
 * What {@link findingSchema} describes.
 *
 * @public
 */
export type Finding = z.infer<typeof findingSchema>;
