import { z } from 'zod';

/**
 * Path parameters of every endpoint of an entity.
 *
 * @public
 */
export const entityParamsSchema = z.strictObject({
  kind: z.string().min(1).max(63),
  namespace: z.string().min(1).max(63),
  name: z.string().min(1).max(63),
});

/**
 * What {@link entityParamsSchema} describes.
 *
 * @public
 */
export type EntityParams = z.infer<typeof entityParamsSchema>;

/**
 * Why an entity has no mesh view, and what to add so that it has one.
 * `not-configured`: no annotation says which workloads are meant. `no-workloads`: the annotations match nothing.
 *
 * @public
 */
export const unscopedSchema = z.object({
  status: z.enum(['not-configured', 'no-workloads']),
  entityRef: z.string(),
  reason: z.string(),
  /** Annotations to add to `metadata.annotations`. */
  suggestion: z.record(z.string(), z.string()),
  /** For `no-workloads`: what was looked for, in words. */
  lookedFor: z.array(z.string()),
});

/**
 * What {@link unscopedSchema} describes.
 *
 * @public
 */
export type Unscoped = z.infer<typeof unscopedSchema>;

/**
 * Whether the cluster confirms that the workloads belong to the entity: the workload carries the label
 * `backstage.io/kubernetes-id` of the entity, or its namespace the owner annotation. Without it the answer is reduced.
 *
 * @public
 */
export const bindingSchema = z.object({
  state: z.enum(['confirmed', 'unconfirmed']),
  reason: z.string(),
});

/**
 * What {@link bindingSchema} describes.
 *
 * @public
 */
export type Binding = z.infer<typeof bindingSchema>;
