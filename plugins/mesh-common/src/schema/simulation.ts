import { resourceRefSchema } from '@fairway/mesh-core';
import { z } from 'zod';
import { routeCallerSchema } from './callers';
import { clusterName, hostText, portNumber } from './limits';
import { outcomeSchema } from './outcome';
import { caveatSchema, routeRowSchema } from './routeRows';
import { list, scoped, unscoped } from './scoped';

const headerLine = z
  .tuple([z.string().min(1).max(256), z.string().max(8_192)])
  .readonly();

/**
 * A request to simulate. Nothing is sent. With `https` the client speaks TLS, and the host is the server name (SNI) as well.
 *
 * @public
 */
export const routeRequestSchema = z.strictObject({
  method: z.string().min(1).max(64),
  scheme: z.enum(['http', 'https']),
  /** Host header as sent, with its port when it has one. */
  host: hostText,
  /** With the query, as in `/items?page=2`. */
  path: z.string().max(8_192),
  /** Names in lower case; a name may come several times. */
  headers: z.array(headerLine).max(100).readonly(),
  /** Of the service that is called, or of the gateway. */
  port: portNumber,
  /** The host whose address is called, when it is not the one that is sent. */
  connect: hostText.optional(),
});

/**
 * What {@link routeRequestSchema} describes.
 *
 * @public
 */
export type RouteRequest = z.infer<typeof routeRequestSchema>;

/**
 * Most requests that one question may hold.
 *
 * @public
 */
export const MAX_REQUESTS = 20;

/**
 * Body of `POST /entities/:kind/:namespace/:name/simulation`: the requests of one caller.
 *
 * @public
 */
export const simulationQuerySchema = z.strictObject({
  cluster: clusterName,
  caller: routeCallerSchema,
  requests: z.array(routeRequestSchema).min(1).max(MAX_REQUESTS).readonly(),
});

/**
 * What {@link simulationQuerySchema} describes.
 *
 * @public
 */
export type SimulationQuery = z.infer<typeof simulationQuerySchema>;

/**
 * The first field of a rule that a request does not have.
 *
 * @public
 */
export const matchFailureSchema = z.object({
  field: z.enum([
    'uri',
    'scheme',
    'method',
    'authority',
    'headers',
    'withoutHeaders',
    'queryParams',
  ]),
  /** Of the header or query parameter. */
  name: z.string().optional(),
  /** Set when the comparison cannot be made: what is wrong with the pattern. */
  problem: z.string().optional(),
});

/**
 * What {@link matchFailureSchema} describes.
 *
 * @public
 */
export type MatchFailure = z.infer<typeof matchFailureSchema>;

/**
 * How an outcome came about: listener, virtual host, the rules that were tried and why they failed, the rule that won.
 *
 * @public
 */
export const routeTraceSchema = z.object({
  listener: z
    .object({
      port: z.number(),
      /** The host whose addresses it is bound to; every address when absent. */
      host: z.string().optional(),
      refused: z.string().optional(),
    })
    .optional(),
  chain: z
    .object({
      transport: z.enum(['plaintext', 'tls', 'any']),
      serverNames: list(z.string()),
      clientCertificate: z.enum(['required', 'optional']).optional(),
    })
    .optional(),
  virtualHost: z
    .object({
      name: z.string(),
      /** The domain that the host was found by, and how. */
      domain: z.string(),
      by: z.enum(['exact', 'suffix', 'prefix', 'any']),
    })
    .optional(),
  /** After normalisation, as it is matched. */
  path: z.string(),
  /** Rules before the one that won. */
  tried: list(z.object({ row: routeRowSchema, failure: matchFailureSchema })),
  /** Tried rules that were left out because there are too many. */
  moreTried: z.number(),
  won: routeRowSchema.optional(),
  /** The next rules, which were not asked. */
  notAsked: list(routeRowSchema),
  /** Rules that were not asked and are not in `notAsked`. */
  moreNotAsked: z.number(),
  notes: list(z.string()),
});

/**
 * What {@link routeTraceSchema} describes.
 *
 * @public
 */
export type RouteTraceView = z.infer<typeof routeTraceSchema>;

/**
 * Whether the pods behind a destination let the request in. `depends`: an outside service decides, or the request does not say
 * enough.
 *
 * @public
 */
export const accessDecisionSchema = z.object({
  /** The destination, as in the outcome. */
  host: z.string(),
  subset: z.string().optional(),
  /** The workload whose pods decide. */
  workload: resourceRefSchema.optional(),
  verdict: z.enum(['allowed', 'denied', 'depends']),
  /** HTTP status of a refusal; absent where the connection is closed. */
  status: z.number().optional(),
  reason: z.string(),
  /** The policy that decided. */
  policy: resourceRefSchema.optional(),
  /** Path of the rule in it, as in `spec.rules[1]`. */
  path: z.string().optional(),
  notes: list(z.string()),
});

/**
 * What {@link accessDecisionSchema} describes.
 *
 * @public
 */
export type AccessDecisionView = z.infer<typeof accessDecisionSchema>;

/**
 * What becomes of one request, and why.
 *
 * @public
 */
export const simulationResultSchema = z.object({
  request: routeRequestSchema,
  outcome: outcomeSchema,
  trace: routeTraceSchema,
  /** One entry per workload behind the destinations; absent where nothing is known of them. */
  access: list(accessDecisionSchema).optional(),
});

/**
 * What {@link simulationResultSchema} describes.
 *
 * @public
 */
export type SimulationResult = z.infer<typeof simulationResultSchema>;

/**
 * `POST /entities/:kind/:namespace/:name/simulation`. One result per request, in their order.
 *
 * @public
 */
export const simulationViewSchema = z.discriminatedUnion('status', [
  z.object({
    ...scoped,
    cluster: z.string(),
    caller: routeCallerSchema,
    istioVersion: z.string(),
    results: list(simulationResultSchema),
    caveats: list(caveatSchema),
  }),
  unscoped,
]);

/**
 * What {@link simulationViewSchema} describes.
 *
 * @public
 */
export type SimulationView = z.infer<typeof simulationViewSchema>;
