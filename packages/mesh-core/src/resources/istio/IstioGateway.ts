import { z } from 'zod';
import { namespacedMetaSchema } from '../meta/objectMeta';
import { parserFor } from '../reading/parserFor';
import type { Parser } from '../Parsed';
import { condition } from '../schema/notes';
import { fields, textMap, texts } from '../schema/fields';
import { istioStatusSchema, serverTlsSchema } from './common';

/**
 * A port that a gateway listens on, and the hosts admitted there.
 *
 * @public
 */
export const gatewayServerSchema = fields({
  name: z.string(),
  bind: z.string(),
  defaultEndpoint: z.string(),
  tls: serverTlsSchema,
}).extend({
  /** Each may name the namespace that may bind: `shop/www.example.com`. */
  hosts: texts,
  port: fields({ targetPort: z.int() }).extend({
    number: z.int(),
    name: z.string(),
    protocol: z.string(),
  }),
});

/**
 * What {@link gatewayServerSchema} reads.
 *
 * @public
 */
export type GatewayServer = z.infer<typeof gatewayServerSchema>;

/**
 * Istio's own Gateway, not that of the Gateway API.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/gateway/
 * @public
 */
export const istioGatewaySchema = z.strictObject({
  apiVersion: z.string(),
  kind: z.literal('Gateway'),
  metadata: namespacedMetaSchema,
  spec: fields({
    /** Pods in any namespace, unless the mesh scopes gateways. */
    selector: condition(textMap),
    servers: z.array(gatewayServerSchema),
  }).default({}),
  status: istioStatusSchema.optional(),
});

/**
 * What {@link istioGatewaySchema} reads.
 *
 * @public
 */
export type IstioGateway = z.infer<typeof istioGatewaySchema>;

/**
 * Reads a IstioGateway tolerantly; never throws on a cluster object.
 *
 * @public
 */
export const parseIstioGateway: Parser<IstioGateway> = parserFor(
  'IstioGateway',
  istioGatewaySchema,
);
