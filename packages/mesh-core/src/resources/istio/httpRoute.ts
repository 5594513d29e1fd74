import { z } from 'zod';
import { condition, decisive, since } from '../schema/notes';
import { fields } from '../schema/fields';
import { istioDestinationSchema } from './common';
import { corsFields, headerChangesSchema, httpMatchFields } from './httpParts';

/**
 * Conditions on a request. All given ones must hold; an empty one holds always.
 *
 * @public
 */
export const httpMatchSchema = fields({
  ...httpMatchFields,
  statPrefix: z.string(),
});

/**
 * What {@link httpMatchSchema} reads.
 *
 * @public
 */
export type HttpMatch = z.infer<typeof httpMatchSchema>;

/**
 * A destination with its share of the requests.
 *
 * @public
 */
export const weightedDestinationSchema = fields({
  /** Relative to the sum of the rule. Absent is 0, unless it is the only one. */
  weight: decisive(z.int()),
  headers: headerChangesSchema,
}).extend({ destination: istioDestinationSchema });

/**
 * What {@link weightedDestinationSchema} reads.
 *
 * @public
 */
export type WeightedDestination = z.infer<typeof weightedDestinationSchema>;

/** 0–100; absent is 100. */
const percentage = decisive(fields({ value: decisive(z.number()) }));

const faultSchema = fields({
  delay: fields({
    fixedDelay: z.string(),
    exponentialDelay: z.string(),
    percentage,
    /** Old, whole numbers only. */
    percent: decisive(z.int()),
  }),
  abort: fields({
    httpStatus: z.int(),
    grpcStatus: z.string(),
    http2Error: z.string(),
    percentage,
  }),
});

const redirectSchema = fields({
  uri: z.string(),
  prefixRewrite: since('1.31', z.string()),
  authority: z.string(),
  scheme: z.string(),
  port: z.int(),
  derivePort: z.enum(['FROM_PROTOCOL_DEFAULT', 'FROM_REQUEST_PORT']),
  /** 301 when absent. */
  redirectCode: z.int(),
});

const retriesSchema = fields({
  attempts: z.int(),
  perTryTimeout: z.string(),
  retryOn: z.string(),
  backoff: z.string(),
  retryIgnorePreviousHosts: z.boolean(),
  retryRemoteLocalities: z.boolean(),
});

const corsPolicySchema = fields({
  ...corsFields,
  unmatchedPreflights: z.enum(['UNSPECIFIED', 'FORWARD', 'IGNORE']),
});

/**
 * One rule of a VirtualService. Durations are texts such as `1.5s`.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute
 * @public
 */
export const httpRouteSchema = fields({
  name: z.string(),
  /** Any of them. Absent holds always. */
  match: condition(z.array(httpMatchSchema)),
  route: z.array(weightedDestinationSchema),
  redirect: redirectSchema,
  directResponse: fields({
    body: fields({ string: z.string(), bytes: z.string() }),
  }).extend({ status: z.int() }),
  delegate: fields({ name: z.string(), namespace: z.string() }),
  rewrite: fields({
    uri: z.string(),
    authority: z.string(),
    uriRegexRewrite: fields({ match: z.string(), rewrite: z.string() }),
  }),
  timeout: z.string(),
  retries: retriesSchema,
  fault: faultSchema,
  mirror: istioDestinationSchema,
  mirrorPercentage: percentage,
  /** Old spellings of `mirrorPercentage`, whole numbers only. */
  mirrorPercent: decisive(z.int()),
  mirror_percent: decisive(z.int()),
  mirrors: z.array(
    fields({ percentage }).extend({ destination: istioDestinationSchema }),
  ),
  corsPolicy: corsPolicySchema,
  headers: headerChangesSchema,
});

/**
 * What {@link httpRouteSchema} reads.
 *
 * @public
 */
export type VirtualServiceHttpRoute = z.infer<typeof httpRouteSchema>;
