import { z } from 'zod';
import { countSchema, durationMsSchema, percentSchema } from './names';

/** Most retries that make sense: each hop multiplies them. */
const MAX_RETRIES = 10;

/** What Envoy can be told to retry on, beside single HTTP status codes. */
const RETRY_CONDITIONS = [
  '5xx',
  'gateway-error',
  'reset',
  'reset-before-request',
  'connect-failure',
  'envoy-ratelimited',
  'retriable-4xx',
  'refused-stream',
  'retriable-status-codes',
  'retriable-headers',
  'http3-post-connect-failure',
  'cancelled',
  'deadline-exceeded',
  'internal',
  'resource-exhausted',
  'unavailable',
];

const retryConditionSchema = z
  .string()
  .refine(
    condition =>
      RETRY_CONDITIONS.includes(condition) || /^[1-5]\d\d$/.test(condition),
    {
      error: `is nothing that Envoy retries on. Use an HTTP status code or one of ${RETRY_CONDITIONS.join(', ')}.`,
    },
  );

const retriesSchema = z.strictObject({
  /** Calls beside the first one; 0 turns retries off. */
  attempts: z
    .int()
    .min(0, { error: 'must be from 0 to 10.' })
    .max(MAX_RETRIES, { error: 'must be from 0 to 10.' }),
  /** How long each call may take. */
  perTryTimeoutMs: durationMsSchema.optional(),
  /** The default of Istio when not given. */
  retryOn: z.array(retryConditionSchema).min(1).optional(),
});

const outlierDetectionSchema = z.strictObject({
  /** Failures in a row after which a pod is left out. */
  consecutive5xxErrors: countSchema,
  /** Time between two looks at the pods. */
  intervalMs: durationMsSchema.optional(),
  /** How long a pod is left out the first time. */
  baseEjectionTimeMs: durationMsSchema.optional(),
  /** Share of the pods that may be left out at once. */
  maxEjectionPercent: percentSchema.optional(),
});

/**
 * What callers do when the service is slow or fails. It holds no more than a Canary of Flagger can carry.
 *
 * @see https://istio.io/latest/docs/concepts/traffic-management/#network-resilience-and-testing
 * @public
 */
export const resilienceIntentSchema = z
  .strictObject({
    /** How long a request may take, all its retries included. Istio has no limit of its own. */
    timeoutMs: durationMsSchema.optional(),
    retries: retriesSchema.optional(),
    /** How a pod is chosen; that of the mesh when not given. */
    loadBalancer: z.enum(['LEAST_REQUEST', 'ROUND_ROBIN', 'RANDOM']).optional(),
    outlierDetection: outlierDetectionSchema.optional(),
  })
  .superRefine(({ timeoutMs, retries }, context) => {
    const perTry = retries?.perTryTimeoutMs;
    if (timeoutMs !== undefined && perTry !== undefined && perTry > timeoutMs) {
      context.addIssue({
        code: 'custom',
        path: ['retries', 'perTryTimeoutMs'],
        message: `is longer than the whole request may take (${timeoutMs} ms), so it would never be reached. Lower it or raise timeoutMs.`,
      });
    }
  });

/**
 * What {@link resilienceIntentSchema} describes.
 *
 * @public
 */
export type ResilienceIntent = z.infer<typeof resilienceIntentSchema>;
