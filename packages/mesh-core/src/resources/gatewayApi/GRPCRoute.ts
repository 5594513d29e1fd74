import { z } from 'zod';
import { namespacedMetaSchema } from '../meta/objectMeta';
import { parserFor } from '../reading/parserFor';
import type { Parser } from '../Parsed';
import { condition } from '../schema/notes';
import { fields } from '../schema/fields';
import { parentReferenceSchema } from './references';
import {
  commonFilterFields,
  hostnames,
  matchType,
  namedMatchSchema,
  sessionPersistenceSchema,
  useDefaultGateways,
  weightedBackendSchema,
} from './routeParts';
import { routeStatusSchema } from './status';

const filterSchema = fields(commonFilterFields).extend({
  type: z.enum([
    'ResponseHeaderModifier',
    'RequestHeaderModifier',
    'RequestMirror',
    'ExtensionRef',
  ]),
});

/**
 * One rule of a GRPCRoute.
 *
 * @public
 */
export const grpcRouteRuleSchema = fields({
  name: z.string(),
  matches: condition(
    z.array(
      fields({
        method: fields({
          type: matchType,
          service: z.string(),
          method: z.string(),
        }),
        headers: z.array(namedMatchSchema),
      }),
    ),
  ),
  filters: z.array(filterSchema),
  backendRefs: z.array(
    weightedBackendSchema.extend({
      filters: z.array(filterSchema).optional(),
    }),
  ),
  sessionPersistence: sessionPersistenceSchema,
});

/**
 * What {@link grpcRouteRuleSchema} reads.
 *
 * @public
 */
export type GRPCRouteRule = z.infer<typeof grpcRouteRuleSchema>;

/**
 * Gateway API's GRPCRoute, of gateways and of the mesh.
 *
 * @see https://gateway-api.sigs.k8s.io/api-types/grpcroute/
 * @public
 */
export const grpcRouteSchema = z.strictObject({
  apiVersion: z.string(),
  kind: z.literal('GRPCRoute'),
  metadata: namespacedMetaSchema,
  spec: fields({
    parentRefs: z.array(parentReferenceSchema),
    hostnames,
    rules: z.array(grpcRouteRuleSchema),
    useDefaultGateways,
  }).default({}),
  status: routeStatusSchema.optional(),
});

/**
 * What {@link grpcRouteSchema} reads.
 *
 * @public
 */
export type GRPCRoute = z.infer<typeof grpcRouteSchema>;

/**
 * Reads a GRPCRoute tolerantly; never throws on a cluster object.
 *
 * @public
 */
export const parseGRPCRoute: Parser<GRPCRoute> = parserFor(
  'GRPCRoute',
  grpcRouteSchema,
);
