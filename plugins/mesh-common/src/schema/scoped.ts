import { z } from 'zod';
import { bindingSchema, unscopedSchema } from './entity';
import { freshnessSchema } from './freshness';

/** Fields of every answer about an entity with workloads. */
export const scoped = {
  status: z.literal('ok'),
  entityRef: z.string(),
  /** Changes whenever an object of the scope changes. */
  revision: z.number(),
  freshness: freshnessSchema,
  binding: bindingSchema,
};

/** The answer about an entity without workloads. */
export const unscoped = unscopedSchema.extend({ freshness: freshnessSchema });

/** A list that nobody changes. */
export function list<S extends z.ZodType>(
  schema: S,
): z.ZodReadonly<z.ZodArray<S>> {
  return z.array(schema).readonly();
}
