import { resourceRefSchema, stringMatchSchema } from '@fairway/mesh-core';
import { z } from 'zod';
import { list } from './scoped';

const headerValues = list(z.tuple([z.string(), z.string()]).readonly());

/**
 * Changes of headers in the order in which the proxy makes them: `remove`, then `set` and `add`. Names are in lower case.
 *
 * @public
 */
export const headerOperationsSchema = z.object({
  set: headerValues,
  add: headerValues,
  remove: list(z.string()),
});

/**
 * The policy of a DestinationRule that holds for a destination, in short.
 *
 * @public
 */
export const destinationPolicySummarySchema = z.object({
  /** As Envoy names it, as in `LEAST_REQUEST`. */
  lb: z.string(),
  tls: z.enum(['auto', 'none', 'explicit']),
  maxConnections: z.number().optional(),
  http1MaxPendingRequests: z.number().optional(),
  consecutive5xx: z.number().optional(),
});

/**
 * A destination as the proxy knows it. `weight` is what the object says, `share` (0–1) what the proxy does with it. A service of
 * others that a rule of theirs names is called `another service`.
 *
 * @public
 */
export const tableDestinationSchema = z.object({
  host: z.string(),
  port: z.number(),
  subset: z.string().optional(),
  weight: z.number(),
  share: z.number(),
  role: z.enum(['primary', 'canary', 'other']),
  /** Image tag of the workload behind the destination, where all its pods agree. */
  version: z.string().optional(),
  /** Whether the caller has this host, port and subset. What is sent where it has not is answered with `statusIfMissing`. */
  exists: z.boolean(),
  /** Pods or addresses that are ready to answer; absent where this is not known. */
  endpoints: z.number().optional(),
  policy: destinationPolicySummarySchema.optional(),
  /** The DestinationRule in effect. */
  rule: resourceRefSchema.optional(),
  requestHeaders: headerOperationsSchema.optional(),
  responseHeaders: headerOperationsSchema.optional(),
  /** Replaces the authority of what is sent to this destination. */
  authority: z.string().optional(),
  /** The proxy's name for a backend that is no service. */
  cluster: z.string().optional(),
});

/**
 * What {@link tableDestinationSchema} describes.
 *
 * @public
 */
export type RouteRowDestination = z.infer<typeof tableDestinationSchema>;

/**
 * A copy of requests whose answers are thrown away. `percent` is 0–100.
 *
 * @public
 */
export const tableMirrorSchema = z.object({
  host: z.string(),
  port: z.number(),
  subset: z.string().optional(),
  percent: z.number(),
  exists: z.boolean(),
});

/**
 * Delays and errors that the proxy makes on purpose. Percentages are 0–100.
 *
 * @public
 */
export const tableFaultSchema = z.object({
  delay: z.object({ ms: z.number(), percent: z.number() }).optional(),
  abort: z
    .union([
      z.object({ status: z.number(), percent: z.number() }),
      z.object({ grpcStatus: z.number(), percent: z.number() }),
    ])
    .optional(),
});

/**
 * How often and when a request is sent again.
 *
 * @public
 */
export const tableRetriesSchema = z.object({
  attempts: z.number(),
  /** Conditions of Envoy, joined by commas. */
  on: z.string(),
  perTryTimeoutMs: z.number().optional(),
  /** Status codes that are tried again. */
  codes: list(z.number()).optional(),
  backoffMs: z.number().optional(),
});

const rewriteSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('prefix'), value: z.string() }),
  z.object({ kind: z.literal('full'), value: z.string() }),
  z.object({
    kind: z.literal('regex'),
    pattern: z.string(),
    substitution: z.string(),
  }),
]);

const common = {
  cors: z
    .object({
      allowOrigins: list(stringMatchSchema),
      allowMethods: z.string().optional(),
      allowHeaders: z.string().optional(),
      exposeHeaders: z.string().optional(),
      allowCredentials: z.boolean().optional(),
      forwardUnmatched: z.boolean(),
    })
    .optional(),
  responseHeaders: headerOperationsSchema.optional(),
};

/**
 * What the proxy does with a request that matches. `forward` passes a connection on without a look at HTTP. `hidden`: the rule is
 * about services of others only, nothing of it is shown. Times are milliseconds; `null` is none.
 *
 * @public
 */
export const tableActionSchema = z.discriminatedUnion('kind', [
  z.object({
    ...common,
    kind: z.literal('redirect'),
    status: z.number(),
    scheme: z.string().optional(),
    host: z.string().optional(),
    port: z.number().optional(),
    /** Replaces the path. */
    path: z.string().optional(),
    /** Replaces the matched prefix. */
    prefix: z.string().optional(),
  }),
  z.object({
    ...common,
    kind: z.literal('direct'),
    status: z.number(),
    body: z.string(),
  }),
  z.object({
    ...common,
    kind: z.literal('route'),
    destinations: list(tableDestinationSchema),
    /** 503, or 500 for an HTTPRoute. */
    statusIfMissing: z.number(),
    timeoutMs: z.number().nullable(),
    retries: tableRetriesSchema.nullable(),
    rewrite: rewriteSchema.optional(),
    authority: z.string().optional(),
    requestHeaders: headerOperationsSchema.optional(),
    mirrors: list(tableMirrorSchema).optional(),
    fault: tableFaultSchema.optional(),
  }),
  z.object({
    kind: z.literal('forward'),
    destinations: list(tableDestinationSchema),
  }),
  z.object({ kind: z.literal('hidden') }),
]);

/**
 * What {@link tableActionSchema} describes.
 *
 * @public
 */
export type RouteRowAction = z.infer<typeof tableActionSchema>;
