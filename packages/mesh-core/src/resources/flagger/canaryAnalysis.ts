import { z } from 'zod';
import { condition, decisive } from '../schema/notes';
import { fields, textMap } from '../schema/fields';
import { stringMatchSchema } from '../istio/common';

const namedReference = fields({ namespace: z.string() }).extend({
  name: z.string(),
});

/**
 * One check of a metric, made at each tick of the analysis.
 *
 * @public
 */
export const canaryMetricCheckSchema = fields({
  /** Window of the query, such as `1m`. */
  interval: z.string(),
  /** Deprecated in favour of `thresholdRange`. */
  threshold: z.number(),
  thresholdRange: fields({ min: z.number(), max: z.number() }),
  /** Deprecated in favour of `templateRef`. */
  query: z.string(),
  templateRef: namedReference,
  templateVariables: textMap,
}).extend({ name: z.string() });

/**
 * What {@link canaryMetricCheckSchema} reads.
 *
 * @public
 */
export type CanaryMetricCheck = z.infer<typeof canaryMetricCheckSchema>;

/**
 * An HTTP call that Flagger makes in a phase of the release.
 *
 * @public
 */
export const canaryWebhookCallSchema = fields({
  /** Absent and empty are `rollout`. */
  type: decisive(
    z.enum([
      '',
      'confirm-rollout',
      'pre-rollout',
      'rollout',
      'confirm-promotion',
      'post-rollout',
      'event',
      'rollback',
      'confirm-traffic-increase',
    ]),
  ),
  timeout: z.string(),
  retries: z.number(),
  metadata: textMap,
  muteAlert: z.boolean(),
  disableTLS: z.boolean(),
}).extend({ name: z.string(), url: z.string() });

/**
 * What {@link canaryWebhookCallSchema} reads.
 *
 * @public
 */
export type CanaryWebhookCall = z.infer<typeof canaryWebhookCallSchema>;

const sessionAffinitySchema = fields({
  primaryCookieName: z.string(),
  /** Seconds. */
  maxAge: z.number(),
  domain: z.string(),
  path: z.string(),
  httpOnly: z.boolean(),
  secure: z.boolean(),
  partitioned: z.boolean(),
  sameSite: z.enum(['Strict', 'Lax', 'None']),
}).extend({ cookieName: z.string() });

const matchSchema = fields({
  headers: z.record(
    z.string(),
    stringMatchSchema.extend({ suffix: z.string().optional() }),
  ),
  queryParams: z.record(z.string(), stringMatchSchema),
  sourceLabels: textMap,
});

/**
 * How a release is tried out. Weights are percent. The API takes any number for
 * them, also negative ones and fractions, which Flagger then stumbles over.
 *
 * @see https://docs.flagger.app/usage/how-it-works#canary-analysis
 * @public
 */
export const canaryAnalysisSchema = fields({
  /** Time between two ticks, such as `30s`; less than 10 s is taken as 10 s. */
  interval: z.string(),
  /** Failed checks after which the release is rolled back. */
  threshold: z.number(),
  /** Above 0: A/B test or blue/green instead of weights. */
  iterations: decisive(z.number()),
  maxWeight: decisive(z.number()),
  stepWeight: decisive(z.number()),
  stepWeights: decisive(z.array(decisive(z.number()))),
  stepWeightPromotion: z.number(),
  mirror: z.boolean(),
  mirrorWeight: decisive(z.number()),
  primaryReadyThreshold: z.number(),
  canaryReadyThreshold: z.number(),
  match: condition(z.array(matchSchema)),
  metrics: z.array(canaryMetricCheckSchema),
  webhooks: z.array(canaryWebhookCallSchema),
  alerts: z.array(
    fields({
      /** Absent and empty: no message is ever sent. */
      severity: decisive(z.enum(['', 'info', 'warn', 'error'])),
    }).extend({ name: z.string(), providerRef: namedReference }),
  ),
  sessionAffinity: sessionAffinitySchema,
});

/**
 * What {@link canaryAnalysisSchema} reads.
 *
 * @public
 */
export type CanaryAnalysis = z.infer<typeof canaryAnalysisSchema>;
