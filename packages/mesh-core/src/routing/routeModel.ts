import { z } from 'zod';
import { resourceRefSchema } from '../refs/resourceRefSchema';
import { verdictSchema } from '../verdict';

/**
 * One condition of a match. All conditions of one match must hold.
 * `absent` and `not-*` are conditions on what the request must not have.
 *
 * @public
 */
export const matchConditionSchema = z.object({
  field: z.enum([
    'path',
    'method',
    'scheme',
    'authority',
    'header',
    'query',
    'port',
    'gateway',
    'sourceNamespace',
    'sourceLabels',
    'sni',
    'destinationSubnet',
    'grpcMethod',
  ]),
  /** Name of the header, query parameter or label; absent for the other fields. */
  name: z.string().optional(),
  op: z.enum([
    'exact',
    'prefix',
    'pathPrefix',
    'regex',
    'present',
    'absent',
    'not-exact',
    'not-prefix',
    'not-regex',
    'unknown',
  ]),
  value: z.string().optional(),
  ignoreCase: z.boolean().optional(),
});

/**
 * What {@link matchConditionSchema} describes.
 *
 * @public
 */
export type MatchCondition = z.infer<typeof matchConditionSchema>;

/**
 * Whether what a route names exists: `unknown` when the objects that would tell were not read.
 *
 * @public
 */
export const targetStateSchema = verdictSchema([
  'ready',
  'no-ready-endpoints',
  'no-workload-in-subset',
  'subset-not-defined',
  'unknown-host',
  'external',
  'unknown',
] as const);

/**
 * A destination of a route. `weight` is what the object says; `share` (0–1) is what the proxy does with it
 * (a single destination takes all, zero weights are dropped, the rest is proportional to the sum).
 *
 * @public
 */
export const routeDestinationSchema = z.object({
  host: z.string(),
  /** Resolved name, as in `checkout-canary.shop.svc.cluster.local`. */
  fqdn: z.string(),
  port: z.number().optional(),
  subset: z.string().optional(),
  weight: z.number().optional(),
  share: z.number(),
  role: z.enum(['primary', 'canary', 'other']),
  /** Image tag of the workload behind the destination, where all its pods agree. */
  version: z.string().optional(),
  target: targetStateSchema,
});

/**
 * What {@link routeDestinationSchema} describes.
 *
 * @public
 */
export type RouteDestination = z.infer<typeof routeDestinationSchema>;

/**
 * What a rule does with a request that it takes.
 *
 * @public
 */
export const routeActionSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('route'),
    destinations: z.array(routeDestinationSchema),
  }),
  z.object({
    kind: z.literal('redirect'),
    code: z.number(),
    /** What changes, as in `https://host/path`; parts that stay are left out. */
    scheme: z.string().optional(),
    authority: z.string().optional(),
    port: z.string().optional(),
    uri: z.string().optional(),
  }),
  z.object({
    kind: z.literal('directResponse'),
    status: z.number(),
    body: z.string().optional(),
  }),
  z.object({
    kind: z.literal('delegate'),
    ref: resourceRefSchema,
    found: z.boolean(),
  }),
  z.object({ kind: z.literal('none'), reason: z.string() }),
]);

/**
 * What {@link routeActionSchema} describes.
 *
 * @public
 */
export type RouteAction = z.infer<typeof routeActionSchema>;

/**
 * What happens to a request on the way. Durations are milliseconds, percentages 0–100.
 *
 * @public
 */
export const routeOptionsSchema = z.object({
  timeoutMs: z.number().optional(),
  retries: z
    .object({
      attempts: z.number(),
      perTryTimeoutMs: z.number().optional(),
      retryOn: z.string().optional(),
    })
    .optional(),
  fault: z
    .object({
      delayMs: z.number().optional(),
      delayPercentage: z.number().optional(),
      abortStatus: z.number().optional(),
      abortPercentage: z.number().optional(),
    })
    .optional(),
  mirrors: z.array(
    z.object({
      host: z.string(),
      subset: z.string().optional(),
      percentage: z.number(),
    }),
  ),
  rewrite: z
    .object({
      uri: z.string().optional(),
      authority: z.string().optional(),
      regex: z.object({ match: z.string(), rewrite: z.string() }).optional(),
    })
    .optional(),
  headers: z.array(
    z.object({
      on: z.enum(['request', 'response']),
      op: z.enum(['set', 'add', 'remove']),
      name: z.string(),
      value: z.string().optional(),
    }),
  ),
  cors: z.boolean().optional(),
});

/**
 * What {@link routeOptionsSchema} describes.
 *
 * @public
 */
export type RouteOptions = z.infer<typeof routeOptionsSchema>;

/**
 * One rule of a VirtualService, HTTPRoute or GRPCRoute, in the order of the object.
 * No entry in `matches` means that the rule takes every request; several entries are alternatives.
 *
 * @public
 */
export const routeRuleSchema = z.object({
  protocol: z.enum(['http', 'grpc', 'tls', 'tcp']),
  /** Index in the object's own list, for `http[3]`. */
  index: z.number(),
  /** Path of the rule in the object, as in `spec.http[3]`. */
  path: z.string(),
  name: z.string().optional(),
  matches: z.array(z.array(matchConditionSchema)),
  action: routeActionSchema,
  options: routeOptionsSchema,
});

/**
 * What {@link routeRuleSchema} describes.
 *
 * @public
 */
export type RouteRule = z.infer<typeof routeRuleSchema>;

/**
 * One routing object of the scope with its rules. Hosts of other services are counted, not named.
 *
 * @public
 */
export const routeObjectSchema = z.object({
  ref: resourceRefSchema,
  /** Hosts of this object that belong to the entity. */
  hosts: z.array(z.string()),
  hiddenHosts: z.number(),
  /** `mesh`, or `namespace/name` of a gateway. */
  gateways: z.array(z.string()),
  managedBy: z.enum(['flagger']).optional(),
  /** Why the object is shown, as in "routes checkout.shop.svc.cluster.local". */
  reason: z.string(),
  createdAt: z.string().optional(),
  rules: z.array(routeRuleSchema),
  /** Rules of this object that concern other services only; counted, not shown. */
  hiddenRules: z.number(),
});

/**
 * What {@link routeObjectSchema} describes.
 *
 * @public
 */
export type RouteObject = z.infer<typeof routeObjectSchema>;
