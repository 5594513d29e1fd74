import { z } from 'zod';

/**
 * The owner of an object, as the controller that made it wrote it.
 *
 * @public
 */
export const ownerReferenceSchema = z.object({
  apiVersion: z.string().optional(),
  kind: z.string(),
  name: z.string(),
  uid: z.string().optional(),
  controller: z.boolean().optional(),
});

/**
 * What {@link ownerReferenceSchema} reads.
 *
 * @public
 */
export type OwnerReference = z.infer<typeof ownerReferenceSchema>;

/**
 * The metadata in use. Fields that only the API server and its clients need,
 * `managedFields` above all, are left out in silence.
 *
 * @public
 */
export const objectMetaSchema = z.object({
  name: z.string().min(1),
  namespace: z.string().min(1).optional(),
  uid: z.string().optional(),
  resourceVersion: z.string().optional(),
  generation: z.number().optional(),
  /** RFC 3339, whole seconds. */
  creationTimestamp: z.string().optional(),
  /** Set while the object waits for its finalizers. */
  deletionTimestamp: z.string().optional(),
  labels: z.record(z.string(), z.string()).optional(),
  annotations: z.record(z.string(), z.string()).optional(),
  ownerReferences: z.array(ownerReferenceSchema).optional(),
  finalizers: z.array(z.string()).optional(),
});

/**
 * What {@link objectMetaSchema} reads.
 *
 * @public
 */
export type ObjectMeta = z.infer<typeof objectMetaSchema>;

/**
 * What every object of a cluster has.
 *
 * @public
 */
export interface MeshObjectBase {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
}

/**
 * Metadata of an object that belongs to a namespace.
 *
 * @public
 */
export const namespacedMetaSchema = objectMetaSchema.extend({
  namespace: z.string().min(1),
});
