import { z } from 'zod';
import { objectMetaSchema } from '../meta/objectMeta';
import { parserFor } from '../reading/parserFor';
import type { Parser } from '../Parsed';
import { fields } from '../schema/fields';
import { localObjectSchema } from './references';
import { gatewayApiConditionSchema } from './status';

/**
 * The sort of a Gateway and the controller in charge of it.
 *
 * @see https://gateway-api.sigs.k8s.io/api-types/gatewayclass/
 * @public
 */
export const gatewayClassSchema = z.strictObject({
  apiVersion: z.string(),
  kind: z.literal('GatewayClass'),
  metadata: objectMetaSchema,
  spec: fields({
    /** Required by the API, as `istio.io/gateway-controller`. */
    controllerName: z.string(),
    description: z.string(),
    parametersRef: localObjectSchema.extend({
      namespace: z.string().optional(),
    }),
  }).default({}),
  status: fields({
    conditions: z.array(gatewayApiConditionSchema),
    supportedFeatures: z.array(z.strictObject({ name: z.string() })),
  }).optional(),
});

/**
 * What {@link gatewayClassSchema} reads.
 *
 * @public
 */
export type GatewayClass = z.infer<typeof gatewayClassSchema>;

/**
 * Reads a GatewayClass tolerantly; never throws on a cluster object.
 *
 * @public
 */
export const parseGatewayClass: Parser<GatewayClass> = parserFor(
  'GatewayClass',
  gatewayClassSchema,
);
