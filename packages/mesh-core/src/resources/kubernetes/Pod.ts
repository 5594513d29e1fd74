import { z } from 'zod';
import { namespacedMetaSchema } from '../meta/objectMeta';
import { parserFor } from '../reading/parserFor';
import type { Parser } from '../Parsed';
import { fieldsInUse } from '../schema/fields';
import { kubernetesConditionSchema, podSpecFields } from './podParts';
import { keepMeshAnnotations } from './keepMeshAnnotations';

const containerStatusSchema = fieldsInUse({
  ready: z.boolean(),
  started: z.boolean(),
  image: z.string(),
  restartCount: z.int(),
  state: fieldsInUse({
    waiting: fieldsInUse({ reason: z.string() }),
    terminated: fieldsInUse({ reason: z.string(), exitCode: z.int() }),
  }),
}).extend({ name: z.string() });

/**
 * The fields in use of a Pod, which is the most frequent kind by far.
 *
 * @public
 */
export const podSchema = z.object({
  apiVersion: z.string(),
  kind: z.literal('Pod'),
  metadata: namespacedMetaSchema,
  spec: fieldsInUse({ ...podSpecFields, nodeName: z.string() }).default({}),
  status: fieldsInUse({
    phase: z.string(),
    reason: z.string(),
    podIP: z.string(),
    startTime: z.string(),
    conditions: z.array(kubernetesConditionSchema),
    containerStatuses: z.array(containerStatusSchema),
    initContainerStatuses: z.array(containerStatusSchema),
  }).optional(),
});

/**
 * What {@link podSchema} reads.
 *
 * @public
 */
export type Pod = z.infer<typeof podSchema>;

/**
 * Reads a Pod tolerantly; never throws on a cluster object.
 *
 * @public
 */
export const parsePod: Parser<Pod> = parserFor(
  'Pod',
  podSchema,
  keepMeshAnnotations,
);
