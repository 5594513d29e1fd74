import { z } from 'zod';
import { namespacedMetaSchema } from '../meta/objectMeta';
import { parserFor } from '../reading/parserFor';
import type { Parser } from '../Parsed';
import { condition } from '../schema/notes';
import { fields } from '../schema/fields';
import { httpRouteFilterSchema } from './httpFilters';
import { parentReferenceSchema } from './references';
import {
  hostnames,
  namedMatchSchema,
  sessionPersistenceSchema,
  useDefaultGateways,
  weightedBackendSchema,
} from './routeParts';
import { routeStatusSchema } from './status';

/**
 * Conditions on a request. All given ones must hold.
 *
 * @public
 */
export const httpRouteMatchSchema = fields({
  /** Absent is the prefix `/`. */
  path: fields({
    type: z.enum(['Exact', 'PathPrefix', 'RegularExpression']),
    value: z.string(),
  }),
  headers: z.array(namedMatchSchema),
  queryParams: z.array(namedMatchSchema),
  method: z.enum([
    'GET',
    'HEAD',
    'POST',
    'PUT',
    'DELETE',
    'CONNECT',
    'OPTIONS',
    'TRACE',
    'PATCH',
  ]),
});

/**
 * What {@link httpRouteMatchSchema} reads.
 *
 * @public
 */
export type HTTPRouteMatch = z.infer<typeof httpRouteMatchSchema>;

/**
 * One rule of an HTTPRoute. Rules of all routes of a host are sorted by how much
 * they say, not by their order.
 *
 * @public
 */
export const httpRouteRuleSchema = fields({
  name: z.string(),
  matches: condition(z.array(httpRouteMatchSchema)),
  filters: z.array(httpRouteFilterSchema),
  backendRefs: z.array(
    weightedBackendSchema.extend({
      filters: z.array(httpRouteFilterSchema).optional(),
    }),
  ),
  timeouts: fields({ request: z.string(), backendRequest: z.string() }),
  retry: fields({
    codes: z.array(z.int()),
    attempts: z.int(),
    backoff: z.string(),
  }),
  sessionPersistence: sessionPersistenceSchema,
});

/**
 * What {@link httpRouteRuleSchema} reads.
 *
 * @public
 */
export type HTTPRouteRule = z.infer<typeof httpRouteRuleSchema>;

/**
 * Gateway API's HTTPRoute, of gateways and of the mesh.
 *
 * @see https://gateway-api.sigs.k8s.io/api-types/httproute/
 * @public
 */
export const gatewayApiHttpRouteSchema = z.strictObject({
  apiVersion: z.string(),
  kind: z.literal('HTTPRoute'),
  metadata: namespacedMetaSchema,
  spec: fields({
    parentRefs: z.array(parentReferenceSchema),
    hostnames,
    rules: z.array(httpRouteRuleSchema),
    useDefaultGateways,
  }).default({}),
  status: routeStatusSchema.optional(),
});

/**
 * What {@link gatewayApiHttpRouteSchema} reads.
 *
 * @public
 */
export type HTTPRoute = z.infer<typeof gatewayApiHttpRouteSchema>;

/**
 * Reads a HTTPRoute tolerantly; never throws on a cluster object.
 *
 * @public
 */
export const parseHTTPRoute: Parser<HTTPRoute> = parserFor(
  'HTTPRoute',
  gatewayApiHttpRouteSchema,
);
