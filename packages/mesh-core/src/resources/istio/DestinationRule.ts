import { z } from 'zod';
import { namespacedMetaSchema } from '../meta/objectMeta';
import { parserFor } from '../reading/parserFor';
import type { Parser } from '../Parsed';
import { condition } from '../schema/notes';
import { fields, textMap } from '../schema/fields';
import {
  exportTo,
  istioStatusSchema,
  matchLabelsSelectorSchema,
} from './common';
import { trafficPolicySchema } from './trafficPolicy';

/**
 * A named part of the workloads of a host.
 *
 * @public
 */
export const subsetSchema = fields({
  labels: condition(textMap),
  trafficPolicy: trafficPolicySchema,
}).extend({ name: z.string() });

/**
 * What {@link subsetSchema} reads.
 *
 * @public
 */
export type Subset = z.infer<typeof subsetSchema>;

/**
 * Policies towards a host and its subsets.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/
 * @public
 */
export const destinationRuleSchema = z.strictObject({
  apiVersion: z.string(),
  kind: z.literal('DestinationRule'),
  metadata: namespacedMetaSchema,
  spec: fields({
    /** Required by the API; without it the rule has no effect. */
    host: z.string(),
    trafficPolicy: trafficPolicySchema,
    subsets: z.array(subsetSchema),
    exportTo,
    /** Callers the rule is for. */
    workloadSelector: condition(matchLabelsSelectorSchema),
  }).default({}),
  status: istioStatusSchema.optional(),
});

/**
 * What {@link destinationRuleSchema} reads.
 *
 * @public
 */
export type DestinationRule = z.infer<typeof destinationRuleSchema>;

/**
 * Reads a DestinationRule tolerantly; never throws on a cluster object.
 *
 * @public
 */
export const parseDestinationRule: Parser<DestinationRule> = parserFor(
  'DestinationRule',
  destinationRuleSchema,
);
