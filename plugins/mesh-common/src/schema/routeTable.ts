import { resourceRefSchema } from '@fairway/mesh-core';
import { z } from 'zod';
import { routeCallerSchema } from './callers';
import { clusterName, hostText, portNumber } from './limits';
import { caveatSchema, routeRowSchema, unsentRuleSchema } from './routeRows';
import { list, scoped, unscoped } from './scoped';

/**
 * Body of `POST /entities/:kind/:namespace/:name/route-table`: whose rules, for which host and port.
 *
 * @public
 */
export const routeTableQuerySchema = z.strictObject({
  cluster: clusterName,
  caller: routeCallerSchema,
  host: hostText,
  port: portNumber,
});

/**
 * What {@link routeTableQuerySchema} describes.
 *
 * @public
 */
export type RouteTableQuery = z.infer<typeof routeTableQuerySchema>;

/**
 * What a request gets that no row takes.
 *
 * `default-route`: the last row is the one that Istio adds, nothing is left over. `covered`: a row takes every request.
 * `not-found`: 404. `passthrough`: forwarded to the address that the client chose. `blackhole`: refused.
 * `no-listener`, `no-filter-chain`: the connection is closed. `refused`: the proxy does not take the configuration of this port.
 *
 * @public
 */
export const remainderSchema = z.object({
  kind: z.enum([
    'default-route',
    'covered',
    'not-found',
    'passthrough',
    'blackhole',
    'no-listener',
    'no-filter-chain',
    'refused',
  ]),
  status: z.number().optional(),
  reason: z.string(),
});

/**
 * What {@link remainderSchema} describes.
 *
 * @public
 */
export type RouteRemainder = z.infer<typeof remainderSchema>;

/**
 * How the proxy takes the connection before it looks at a rule.
 *
 * @public
 */
export const tableListenerSchema = z.object({
  port: z.number(),
  /** What the client speaks on this port. */
  transport: z.enum(['plaintext', 'tls', 'any']),
  clientCertificate: z.enum(['required', 'optional']).optional(),
  /** Every request over plain HTTP is sent to HTTPS before a rule is looked at. */
  httpsRedirect: z.boolean(),
});

/**
 * What {@link tableListenerSchema} describes.
 *
 * @public
 */
export type RouteTableListener = z.infer<typeof tableListenerSchema>;

/**
 * `POST /entities/:kind/:namespace/:name/route-table`: the rules that the proxy of a caller has for a host and port, in its order.
 *
 * @public
 */
export const routeTableViewSchema = z.discriminatedUnion('status', [
  z.object({
    ...scoped,
    cluster: z.string(),
    caller: routeCallerSchema,
    host: z.string(),
    port: z.number(),
    istioVersion: z.string(),
    /** The one that takes connections for the host; absent where there is none: `remainder` says what that means. */
    listener: tableListenerSchema.optional(),
    /** The virtual host, and the domain of it that is the host's. */
    virtualHost: z.object({ name: z.string(), domain: z.string() }).optional(),
    rows: list(routeRowSchema),
    /** Rows that were left out because there are too many. */
    moreRows: z.number(),
    unsent: list(unsentRuleSchema),
    remainder: remainderSchema,
    /** Objects that the rows come from. */
    objects: list(resourceRefSchema),
    caveats: list(caveatSchema),
  }),
  unscoped,
]);

/**
 * What {@link routeTableViewSchema} describes.
 *
 * @public
 */
export type RouteTableView = z.infer<typeof routeTableViewSchema>;
