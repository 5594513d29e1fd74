import { z } from 'zod';
import { fields } from '../schema/fields';

/**
 * The Gateway, or the Service of a mesh, that a route hangs on.
 *
 * @public
 */
export const parentReferenceSchema = fields({
  /** Absent is `gateway.networking.k8s.io`; a Service has the empty group. */
  group: z.string(),
  kind: z.string(),
  namespace: z.string(),
  sectionName: z.string(),
  port: z.int(),
}).extend({ name: z.string() });

/**
 * What {@link parentReferenceSchema} reads.
 *
 * @public
 */
export type ParentReference = z.infer<typeof parentReferenceSchema>;

/** Where to find an object, besides its name; absent is a Service beside it. */
export const backendObjectFields = {
  group: z.string(),
  kind: z.string(),
  namespace: z.string(),
  port: z.int(),
};

/**
 * A backend by name; a Service beside the route unless it says otherwise.
 *
 * @public
 */
export const backendObjectSchema = fields(backendObjectFields).extend({
  name: z.string(),
});

/**
 * What {@link backendObjectSchema} reads.
 *
 * @public
 */
export type BackendObject = z.infer<typeof backendObjectSchema>;

/** An object of the same namespace. */
export const localObjectSchema = z.strictObject({
  group: z.string(),
  kind: z.string(),
  name: z.string(),
});
