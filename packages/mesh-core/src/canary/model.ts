import { z } from 'zod';
import { resourceRefSchema } from '../refs/resourceRefSchema';
import { findingSchema, verdictSchema } from '../verdict';

/**
 * Phases that Flagger writes, and `Unknown` for no status yet or a phase of a newer Flagger (kept in `rawPhase`).
 *
 * @see https://docs.flagger.app/usage/how-it-works
 * @public
 */
export const canaryPhaseSchema = z.enum([
  'Initializing',
  'Initialized',
  'Waiting',
  'Progressing',
  'WaitingPromotion',
  'Promoting',
  'Finalising',
  'Succeeded',
  'Failed',
  'Terminating',
  'Terminated',
  'Unknown',
]);

/**
 * What {@link canaryPhaseSchema} describes.
 *
 * @public
 */
export type CanaryPhase = z.infer<typeof canaryPhaseSchema>;

/**
 * Who serves users now. Read from the VirtualService (or HTTPRoute), never from `Canary.status.canaryWeight`.
 * Shares are percent (0–100) of the traffic that the split rule takes.
 *
 * @public
 */
export const liveWeightsSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('known'),
    primary: z.number(),
    canary: z.number(),
    source: z.object({
      ref: resourceRefSchema,
      /** Path of the rule, as in `spec.http[0]`. */
      path: z.string(),
    }),
    /** Set when `Canary.status.canaryWeight` says something else than the mesh does. */
    statusWeight: z.number().optional(),
    /** In an A/B test: the requests with these conditions go to the canary, all others to the primary. */
    by: z.enum(['weight', 'match']),
    /** For `by: match`: conditions in words, as in `header x-user-group = beta`; alternatives are separate entries. */
    conditions: z.array(z.string()),
  }),
  z.object({ state: z.literal('unknown'), reason: z.string() }),
]);

/**
 * What {@link liveWeightsSchema} describes.
 *
 * @public
 */
export type LiveWeights = z.infer<typeof liveWeightsSchema>;

/**
 * What runs on one side of a release: the images of its pod template and how many pods are ready.
 *
 * @public
 */
export const revisionSchema = z.object({
  ref: resourceRefSchema.optional(),
  images: z.array(z.object({ container: z.string(), image: z.string() })),
  /** Tag of the first container's image (or the digest's first 12 characters). */
  version: z.string().optional(),
  desired: z.number().optional(),
  ready: z.number().optional(),
});

/**
 * What {@link revisionSchema} describes.
 *
 * @public
 */
export type CanaryRevision = z.infer<typeof revisionSchema>;

/**
 * How a release is going, in one state and one sentence.
 *
 * @public
 */
export const canaryVerdictSchema = verdictSchema([
  'progressing',
  'waiting',
  'promoting',
  'succeeded',
  'failed',
  'initializing',
  'suspended',
  'unknown',
] as const);

/**
 * What {@link canaryVerdictSchema} describes.
 *
 * @public
 */
export type CanaryVerdict = z.infer<typeof canaryVerdictSchema>;

/**
 * One step of the run. Times are ISO 8601; `at` comes from an event, `earliest` is derived (show it with ≈).
 *
 * @public
 */
export const canaryStepSchema = z.object({
  kind: z.enum(['start', 'weight', 'iteration', 'promotion']),
  /** Percent to the canary for `weight`, number of the iteration for `iteration`. */
  value: z.number().optional(),
  state: z.enum(['done', 'current', 'todo', 'failed', 'unknown']),
  at: z.string().optional(),
  earliest: z.string().optional(),
  /** The step needs an approval that is not given as far as known. */
  gated: z.boolean(),
});

/**
 * What {@link canaryStepSchema} describes.
 *
 * @public
 */
export type CanaryStep = z.infer<typeof canaryStepSchema>;

/**
 * One event of Flagger. `count` tells how often Kubernetes saw the same text; `at` is the last time (ISO 8601).
 *
 * @public
 */
export const canaryEventSchema = z.object({
  at: z.string(),
  type: z.enum(['Normal', 'Warning']),
  /** The text as Flagger wrote it. */
  message: z.string(),
  kind: z.enum([
    'initialized',
    'new-revision',
    'started',
    'advanced',
    'halted',
    'waiting',
    'gate-passed',
    'rolled-back',
    'failed',
    'promoting',
    'promoted',
    'restarted',
    'suspended',
    'other',
  ]),
  count: z.number(),
});

/**
 * What {@link canaryEventSchema} describes.
 *
 * @public
 */
export type CanaryEvent = z.infer<typeof canaryEventSchema>;

/**
 * The state of one Canary, enough for a list, the overview card and the head of the tab.
 *
 * @public
 */
export const canarySummarySchema = z.object({
  ref: resourceRefSchema,
  strategy: z.enum(['weighted', 'ab-test', 'blue-green', 'unknown']),
  phase: canaryPhaseSchema,
  rawPhase: z.string().optional(),
  /** Entry into the present phase: `lastUpdateTime` of condition Promoted, never `status.lastTransitionTime`. */
  phaseSince: z.string().optional(),
  verdict: canaryVerdictSchema,
  weights: liveWeightsSchema,
  primary: revisionSchema,
  canary: revisionSchema,
  suspended: z.boolean(),
  /** `kind: erased` once Flagger has reset the counter (phase Failed). */
  failedChecks: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('counted'),
      count: z.number(),
      threshold: z.number(),
    }),
    z.object({ kind: z.literal('erased') }),
    z.object({ kind: z.literal('unknown') }),
  ]),
  steps: z.array(canaryStepSchema),
});

/**
 * What {@link canarySummarySchema} describes.
 *
 * @public
 */
export type CanarySummary = z.infer<typeof canarySummarySchema>;

/**
 * A condition of the Canary as Flagger wrote it; times are ISO 8601.
 *
 * @public
 */
export const canaryConditionSchema = z.object({
  type: z.string(),
  status: z.string(),
  reason: z.string().optional(),
  message: z.string().optional(),
  lastUpdateTime: z.string().optional(),
  lastTransitionTime: z.string().optional(),
});

/**
 * A check of the analysis with its bounds, in the unit of the metric.
 *
 * @public
 */
export const canaryMetricSchema = z.object({
  name: z.string(),
  min: z.number().optional(),
  max: z.number().optional(),
  intervalSeconds: z.number().optional(),
  template: resourceRefSchema.optional(),
});

/**
 * A webhook of the analysis, without its address.
 *
 * @public
 */
export const canaryWebhookSchema = z.object({
  name: z.string(),
  type: z.string(),
});

/**
 * All that the Canary tab shows of one Canary. The addresses of webhooks are left out: they may carry secrets.
 *
 * @public
 */
export const canaryDetailSchema = canarySummarySchema.extend({
  analysis: z.object({
    intervalSeconds: z.number(),
    threshold: z.number(),
    maxWeight: z.number().optional(),
    stepWeights: z.array(z.number()),
    iterations: z.number().optional(),
    mirror: z.boolean(),
    skip: z.boolean(),
    metrics: z.array(canaryMetricSchema),
    webhooks: z.array(canaryWebhookSchema),
  }),
  conditions: z.array(canaryConditionSchema),
  events: z.array(canaryEventSchema),
  /** Kubernetes drops and merges events of Flagger: what the list may lack. */
  eventsMayLack: z.string().optional(),
  related: z.array(resourceRefSchema),
  findings: z.array(findingSchema),
});

/**
 * What {@link canaryDetailSchema} describes.
 *
 * @public
 */
export type CanaryDetail = z.infer<typeof canaryDetailSchema>;
