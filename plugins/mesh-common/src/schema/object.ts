import { resourceRefSchema } from '@fairway/mesh-core';
import { z } from 'zod';
import { freshnessSchema } from './freshness';
import { managedBySchema } from './routeRows';

/**
 * Query of `GET /entities/:kind/:namespace/:name/object`: which object. `group` is empty for core kinds, `namespace` absent for
 * kinds without one.
 *
 * @public
 */
export const objectQuerySchema = z.strictObject({
  cluster: z.string().min(1).max(253),
  group: z.string().max(253),
  kind: z.string().min(1).max(63),
  namespace: z.string().min(1).max(63).optional(),
  name: z.string().min(1).max(253),
});

/**
 * `GET /entities/:kind/:namespace/:name/object`: one object that acts on the entity.
 *
 * @public
 */
export const objectViewSchema = z.object({
  entityRef: z.string(),
  freshness: freshnessSchema,
  ref: resourceRefSchema,
  /** Why the object is shown, as in "routes checkout.shop.svc.cluster.local". */
  reason: z.string(),
  /** Without `managedFields`, without what kubectl applied last, without status. Values that could not be read are in it. */
  yaml: z.string(),
  resourceVersion: z.string().optional(),
  createdAt: z.string().optional(),
  /** Hosts and rules of others were taken out; emptied rules keep their places. Such an object cannot be changed here. */
  reduced: z.boolean().optional(),
  managedBy: managedBySchema.optional(),
  /** The file that the object comes from, when the object says so. */
  sourceUrl: z.string().optional(),
  /** Where the sources of the entity are, when the entity says so. */
  repositoryUrl: z.string().optional(),
});

/**
 * What {@link objectViewSchema} describes.
 *
 * @public
 */
export type ObjectView = z.infer<typeof objectViewSchema>;
