import { z } from 'zod';
import { namespacedMetaSchema } from '../meta/objectMeta';
import { parserFor } from '../reading/parserFor';
import type { Parser } from '../Parsed';
import { fieldsInUse } from '../schema/fields';
import { kubernetesConditionSchema, workloadFields } from './podParts';

/**
 * The fields in use of a DaemonSet.
 *
 * @public
 */
export const daemonSetSchema = z.object({
  apiVersion: z.string(),
  kind: z.literal('DaemonSet'),
  metadata: namespacedMetaSchema,
  spec: fieldsInUse({
    ...workloadFields,
    minReadySeconds: z.int(),
    updateStrategy: fieldsInUse({ type: z.string() }),
  }).default({}),
  status: fieldsInUse({
    observedGeneration: z.int(),
    desiredNumberScheduled: z.int(),
    currentNumberScheduled: z.int(),
    updatedNumberScheduled: z.int(),
    numberReady: z.int(),
    numberAvailable: z.int(),
    numberUnavailable: z.int(),
    conditions: z.array(kubernetesConditionSchema),
  }).optional(),
});

/**
 * What {@link daemonSetSchema} reads.
 *
 * @public
 */
export type DaemonSet = z.infer<typeof daemonSetSchema>;

/**
 * Reads a DaemonSet tolerantly; never throws on a cluster object.
 *
 * @public
 */
export const parseDaemonSet: Parser<DaemonSet> = parserFor(
  'DaemonSet',
  daemonSetSchema,
);
