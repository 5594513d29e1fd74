import { z } from 'zod';
import { namespacedMetaSchema } from '../meta/objectMeta';
import { parserFor } from '../reading/parserFor';
import type { Parser } from '../Parsed';
import { fieldsInUse } from '../schema/fields';
import { kubernetesConditionSchema, workloadFields } from './podParts';

/**
 * The fields in use of a ReplicaSet: one version of a Deployment. The label \`pod-template-hash\` and the owner tell which.
 *
 * @public
 */
export const replicaSetSchema = z.object({
  apiVersion: z.string(),
  kind: z.literal('ReplicaSet'),
  metadata: namespacedMetaSchema,
  spec: fieldsInUse({
    ...workloadFields,
    /** 1 when absent. */
    replicas: z.int(),
  }).default({}),
  status: fieldsInUse({
    observedGeneration: z.int(),
    replicas: z.int(),
    fullyLabeledReplicas: z.int(),
    readyReplicas: z.int(),
    availableReplicas: z.int(),
    conditions: z.array(kubernetesConditionSchema),
  }).optional(),
});

/**
 * What {@link replicaSetSchema} reads.
 *
 * @public
 */
export type ReplicaSet = z.infer<typeof replicaSetSchema>;

/**
 * Reads a ReplicaSet tolerantly; never throws on a cluster object.
 *
 * @public
 */
export const parseReplicaSet: Parser<ReplicaSet> = parserFor(
  'ReplicaSet',
  replicaSetSchema,
);
