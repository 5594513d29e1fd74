import { z } from 'zod';
import { namespacedMetaSchema } from '../meta/objectMeta';
import { parserFor } from '../reading/parserFor';
import type { Parser } from '../Parsed';
import { condition, decisive } from '../schema/notes';
import { fields, textMap, texts } from '../schema/fields';
import { exportTo, istioDestinationSchema, istioStatusSchema } from './common';
import { httpRouteSchema } from './httpRoute';

const l4RouteSchema = z.array(
  fields({ weight: decisive(z.int()) }).extend({
    destination: istioDestinationSchema,
  }),
);

const l4MatchFields = {
  destinationSubnets: texts,
  port: z.int(),
  sourceLabels: textMap,
  sourceNamespace: z.string(),
  gateways: texts,
};

/**
 * A rule for TLS that is passed on unopened: chosen by the server name that the
 * client asks for.
 *
 * @public
 */
export const virtualServiceTlsRouteSchema = fields({
  route: l4RouteSchema,
}).extend({
  match: condition(z.array(fields(l4MatchFields).extend({ sniHosts: texts }))),
});

/**
 * What {@link virtualServiceTlsRouteSchema} reads.
 *
 * @public
 */
export type VirtualServiceTlsRoute = z.infer<
  typeof virtualServiceTlsRouteSchema
>;

/**
 * A rule for connections without further knowledge of their content.
 *
 * @public
 */
export const virtualServiceTcpRouteSchema = fields({
  match: condition(
    z.array(fields({ ...l4MatchFields, sourceSubnet: z.string() })),
  ),
  route: l4RouteSchema,
});

/**
 * What {@link virtualServiceTcpRouteSchema} reads.
 *
 * @public
 */
export type VirtualServiceTcpRoute = z.infer<
  typeof virtualServiceTcpRouteSchema
>;

/**
 * Routes to hosts. One without `hosts` is a delegate of others.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/
 * @public
 */
export const virtualServiceSchema = z.strictObject({
  apiVersion: z.string(),
  kind: z.literal('VirtualService'),
  metadata: namespacedMetaSchema,
  spec: fields({
    hosts: texts,
    /** Absent is the mesh itself. */
    gateways: decisive(texts),
    /** The first that matches wins, so the loss of one changes the others. */
    http: z.array(decisive(httpRouteSchema)),
    tls: z.array(decisive(virtualServiceTlsRouteSchema)),
    tcp: z.array(decisive(virtualServiceTcpRouteSchema)),
    exportTo,
  }).default({}),
  status: istioStatusSchema.optional(),
});

/**
 * What {@link virtualServiceSchema} reads.
 *
 * @public
 */
export type VirtualService = z.infer<typeof virtualServiceSchema>;

/**
 * Reads a VirtualService tolerantly; never throws on a cluster object.
 *
 * @public
 */
export const parseVirtualService: Parser<VirtualService> = parserFor(
  'VirtualService',
  virtualServiceSchema,
);
