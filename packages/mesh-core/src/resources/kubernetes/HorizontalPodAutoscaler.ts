import { z } from 'zod';
import { namespacedMetaSchema } from '../meta/objectMeta';
import { parserFor } from '../reading/parserFor';
import type { Parser } from '../Parsed';
import { fieldsInUse } from '../schema/fields';
import { kubernetesConditionSchema } from './podParts';

/**
 * The fields in use of a HorizontalPodAutoscaler.
 *
 * @public
 */
export const horizontalPodAutoscalerSchema = z.object({
  apiVersion: z.string(),
  kind: z.literal('HorizontalPodAutoscaler'),
  metadata: namespacedMetaSchema,
  spec: fieldsInUse({
    scaleTargetRef: fieldsInUse({ apiVersion: z.string() }).extend({
      kind: z.string(),
      name: z.string(),
    }),
    /** 1 when absent. */
    minReplicas: z.int(),
    maxReplicas: z.int(),
  }).default({}),
  status: fieldsInUse({
    currentReplicas: z.int(),
    desiredReplicas: z.int(),
    lastScaleTime: z.string(),
    conditions: z.array(kubernetesConditionSchema),
  }).optional(),
});

/**
 * What {@link horizontalPodAutoscalerSchema} reads.
 *
 * @public
 */
export type HorizontalPodAutoscaler = z.infer<
  typeof horizontalPodAutoscalerSchema
>;

/**
 * Reads a HorizontalPodAutoscaler tolerantly; never throws on a cluster object.
 *
 * @public
 */
export const parseHorizontalPodAutoscaler: Parser<HorizontalPodAutoscaler> =
  parserFor('HorizontalPodAutoscaler', horizontalPodAutoscalerSchema);
