import { z } from 'zod';
import { resourceRefSchema } from '../refs/resourceRefSchema';

/**
 * One piece of evidence behind a verdict: a sentence and, where there is one, the object and the path in it.
 *
 * @public
 */
export const evidenceSchema = z.object({
  text: z.string(),
  ref: resourceRefSchema.optional(),
  path: z.string().optional(),
});

/**
 * What {@link evidenceSchema} describes.
 *
 * @public
 */
export type Evidence = z.infer<typeof evidenceSchema>;

/**
 * The shape of every verdict of mesh-core: a state, the reason in one sentence, and what it rests on.
 * `unknown` is a state; missing information is never reported as a failure.
 *
 * @param states - the closed set of states of this verdict
 * @returns the zod schema of the verdict
 * @public
 */
export function verdictSchema<const T extends readonly [string, ...string[]]>(
  states: T,
): z.ZodObject<{
  state: z.ZodEnum<{ [K in T[number]]: K }>;
  reason: z.ZodString;
  evidence: z.ZodArray<typeof evidenceSchema>;
}> {
  return z.object({
    state: z.enum(states),
    reason: z.string(),
    evidence: z.array(evidenceSchema),
  });
}

/**
 * A state, its reason in one sentence, and what it rests on.
 *
 * @public
 */
export interface Verdict<S extends string> {
  state: S;
  reason: string;
  evidence: Evidence[];
}
