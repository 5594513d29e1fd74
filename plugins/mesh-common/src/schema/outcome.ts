import { z } from 'zod';
import {
  destinationPolicySummarySchema,
  tableFaultSchema,
  tableMirrorSchema,
  tableRetriesSchema,
} from './routeActions';
import { list } from './scoped';

const routeNameSchema = z.union([
  z.object({ virtualService: z.string(), name: z.string().optional() }),
  z.object({ name: z.string(), httpRoute: z.string(), rule: z.number() }),
  z.object({ name: z.string(), grpcRoute: z.string(), rule: z.number() }),
  z.object({ name: z.literal('default') }),
]);

const changedHeadersSchema = z.object({
  /** Values by name in lower case. */
  set: z.record(z.string(), z.string()).optional(),
  removed: list(z.string()).optional(),
});

const outcomeDestinationSchema = z.object({
  host: z.string().optional(),
  port: z.number().optional(),
  subset: z.string().optional(),
  /** As configured; 100 for the only one. */
  weight: z.number(),
  exists: z.boolean(),
  policy: destinationPolicySummarySchema.optional(),
  requestHeaders: changedHeadersSchema.optional(),
  responseHeaders: changedHeadersSchema.optional(),
  path: z.string().optional(),
  authority: z.string().optional(),
  cluster: z.string().optional(),
});

/**
 * What becomes of a request. Times are milliseconds; `null` is none.
 *
 * `route`: forwarded. `redirect`, `direct`, `cors_preflight`: answered by the proxy. `no_route`: 404, no rule takes it. `rejected`:
 * refused before any rule. `passthrough`: forwarded to the address that the client chose. `blackhole`: refused, the host is not
 * known. `tcp`: forwarded without a look at HTTP. `no_listener`, `no_filter_chain`, `multiple_filter_chains`: nobody takes the
 * connection. `hidden`: a rule about services of others takes it.
 *
 * @public
 */
export const outcomeSchema = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('route'),
    route: routeNameSchema,
    destinations: list(outcomeDestinationSchema),
    timeoutMs: z.number().nullable(),
    retries: tableRetriesSchema.nullable(),
    /** Sent upstream. */
    path: z.string(),
    authority: z.string(),
    mirrors: list(tableMirrorSchema).optional(),
    fault: tableFaultSchema.optional(),
    statusIfMissing: z.number().optional(),
  }),
  z.object({
    outcome: z.literal('redirect'),
    status: z.number(),
    location: z.string(),
    route: routeNameSchema.optional(),
    reason: z.literal('httpsRedirect').optional(),
  }),
  z.object({
    outcome: z.literal('direct'),
    status: z.number(),
    body: z.string(),
    route: routeNameSchema,
    responseHeaders: changedHeadersSchema.optional(),
  }),
  z.object({
    outcome: z.literal('cors_preflight'),
    status: z.number(),
    route: routeNameSchema,
    /** `null`: the origin is not allowed. */
    allowOrigin: z.string().nullable(),
    allowMethods: z.string().nullable(),
  }),
  z.object({ outcome: z.literal('no_route'), status: z.literal(404) }),
  z.object({
    outcome: z.literal('rejected'),
    status: z.number(),
    detail: z.string(),
  }),
  z.object({
    outcome: z.literal('passthrough'),
    level: z.enum(['http', 'tcp']),
  }),
  z.object({
    outcome: z.literal('blackhole'),
    level: z.enum(['http', 'tcp']),
    /** 502 at the level `http`. */
    status: z.number().optional(),
  }),
  z.object({
    outcome: z.literal('tcp'),
    destinations: list(outcomeDestinationSchema),
  }),
  z.object({ outcome: z.literal('no_listener') }),
  z.object({ outcome: z.literal('no_filter_chain') }),
  z.object({ outcome: z.literal('multiple_filter_chains') }),
  z.object({ outcome: z.literal('hidden') }),
]);

/**
 * What {@link outcomeSchema} describes.
 *
 * @public
 */
export type RouteOutcome = z.infer<typeof outcomeSchema>;
