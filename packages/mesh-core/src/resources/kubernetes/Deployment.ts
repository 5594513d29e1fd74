import { z } from 'zod';
import { namespacedMetaSchema } from '../meta/objectMeta';
import { parserFor } from '../reading/parserFor';
import type { Parser } from '../Parsed';
import { fieldsInUse } from '../schema/fields';
import { kubernetesConditionSchema, workloadFields } from './podParts';

/**
 * The fields in use of a Deployment.
 *
 * @public
 */
export const deploymentSchema = z.object({
  apiVersion: z.string(),
  kind: z.literal('Deployment'),
  metadata: namespacedMetaSchema,
  spec: fieldsInUse({
    ...workloadFields,
    /** 1 when absent. */
    replicas: z.int(),
    paused: z.boolean(),
    minReadySeconds: z.int(),
    progressDeadlineSeconds: z.int(),
    strategy: fieldsInUse({ type: z.string() }),
  }).default({}),
  status: fieldsInUse({
    observedGeneration: z.int(),
    replicas: z.int(),
    updatedReplicas: z.int(),
    readyReplicas: z.int(),
    availableReplicas: z.int(),
    unavailableReplicas: z.int(),
    conditions: z.array(kubernetesConditionSchema),
  }).optional(),
});

/**
 * What {@link deploymentSchema} reads.
 *
 * @public
 */
export type Deployment = z.infer<typeof deploymentSchema>;

/**
 * Reads a Deployment tolerantly; never throws on a cluster object.
 *
 * @public
 */
export const parseDeployment: Parser<Deployment> = parserFor(
  'Deployment',
  deploymentSchema,
);
