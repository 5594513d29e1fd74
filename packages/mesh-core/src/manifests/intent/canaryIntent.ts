import { z } from 'zod';
import {
  countSchema,
  dnsLabelSchema,
  durationMsSchema,
  percentSchema,
} from './names';
import { checkCanaryPlan } from './checkCanaryPlan';

/**
 * Reads the interval of an analysis.
 *
 * @param interval - such as `30s` or `1m`
 * @returns seconds; not a number when it is no interval
 * @public
 */
export function intervalSeconds(interval: string): number {
  const [, figure, unit] = /^(\d+)([ms])$/.exec(interval) ?? [];
  return Number(figure) * (unit === 'm' ? 60 : 1);
}

/** Flagger takes anything shorter as ten seconds. */
const SHORTEST_INTERVAL_SECONDS = 10;

const intervalSchema = z
  .string()
  .regex(/^[1-9]\d{0,4}[ms]$/, {
    error:
      'is no interval that Flagger takes. Write whole seconds or minutes, as in 30s or 1m.',
  })
  .refine(text => !(intervalSeconds(text) < SHORTEST_INTERVAL_SECONDS), {
    error: `is too short: Flagger looks at a release every ten seconds at most. Use at least ${SHORTEST_INTERVAL_SECONDS}s.`,
  });

const headerMatchSchema = z
  .strictObject({
    exact: z.string().optional(),
    prefix: z.string().optional(),
    /** RE2, on the whole value. */
    regex: z.string().optional(),
  })
  .refine(match => Object.values(match).filter(Boolean).length === 1, {
    error:
      'must say exactly one of exact, prefix and regex, and not with an empty text.',
  });

/** Users who get the new version in an A/B test. */
const userMatchSchema = z.strictObject({
  headers: z
    .record(
      z.string().regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/, {
        error:
          'is no header name that Istio compares. Write it in lower case with hyphens, as in x-canary.',
      }),
      headerMatchSchema,
    )
    .refine(headers => Object.keys(headers).length > 0, {
      error:
        'names no header. Flagger would then send everybody to the new version.',
    }),
});

const metricsSchema = z
  .strictObject({
    /** Percent of requests that must not fail; fractions such as 99.9 are fine. */
    successRateMin: z
      .number()
      .min(0, { error: 'must be from 0 to 100 percent.' })
      .max(100, { error: 'must be from 0 to 100 percent.' })
      .optional(),
    /** Milliseconds within which 99 % of the requests must be answered. */
    durationMaxMs: durationMsSchema.optional(),
  })
  .refine(metrics => Object.keys(metrics).length > 0, {
    error:
      'names no metric, so Flagger would promote by the clock alone. Give successRateMin, durationMaxMs or both.',
  });

const loadTestSchema = z.strictObject({
  /** URL of Flagger's load tester. */
  url: z.url({ protocol: /^https?$/, error: 'is no http or https URL.' }),
  /** Path of a request without side effects. It becomes part of a command. */
  path: z
    .string()
    .regex(/^\/[-\w./~]*$/, {
      error:
        'is no path for a test request. Start it with a slash and use letters, digits and -_.~/ only.',
    })
    .default('/'),
  ratePerSecond: z
    .int()
    .min(1, { error: 'must be from 1 to 1000.' })
    .max(1000, { error: 'must be from 1 to 1000.' }),
});

const alertSchema = z.strictObject({
  /** Name of the AlertProvider. */
  provider: dnsLabelSchema,
  /** Its namespace; that of the service when not given. */
  providerNamespace: dnsLabelSchema.optional(),
  /** The least severe message that is sent. It is always written: Flagger sends nothing without it. */
  severity: z.enum(['info', 'warn', 'error']).default('info'),
});

/**
 * How a new version is tried out. Exactly one of `stepWeight`, `stepWeights` and `iterations` says in which way.
 *
 * @see https://docs.flagger.app/usage/deployment-strategies
 * @public
 */
export const canaryIntentSchema = z
  .strictObject({
    /** Percent of requests that each step adds. */
    stepWeight: percentSchema.optional(),
    /** Percent of requests at each step, rising. */
    stepWeights: z
      .array(percentSchema)
      .min(1, { error: 'names no step. Give at least one.' })
      .optional(),
    /** Percent of requests at which the analysis ends. Only with `stepWeight`; 100 when not given. */
    maxWeight: percentSchema.optional(),
    /** Percent that each step gives to the promoted version; all at once when not given. */
    stepWeightPromotion: percentSchema.optional(),
    /** Number of checks of an A/B test (with `match`) or of blue/green (without). */
    iterations: countSchema.optional(),
    /** Users who get the new version. Only with `iterations`. */
    match: z.array(userMatchSchema).min(1).optional(),
    /** Time between two checks, such as `1m`. */
    interval: intervalSchema,
    /** Failed checks after which Flagger goes back. */
    threshold: countSchema,
    metrics: metricsSchema,
    /** Requests to the new version, so that there is something to measure. */
    loadTest: loadTestSchema.optional(),
    alerts: z.array(alertSchema).optional(),
    /** Name of the HorizontalPodAutoscaler of the Deployment. */
    autoscaler: dnsLabelSchema.optional(),
    /** Seconds that pods may take to become ready; 600 when not given. */
    progressDeadlineSeconds: countSchema.optional(),
  })
  .superRefine((canary, context) => {
    for (const { path, message } of checkCanaryPlan(canary)) {
      context.addIssue({ code: 'custom', path, message });
    }
  });

/**
 * What {@link canaryIntentSchema} describes.
 *
 * @public
 */
export type CanaryIntent = z.infer<typeof canaryIntentSchema>;
