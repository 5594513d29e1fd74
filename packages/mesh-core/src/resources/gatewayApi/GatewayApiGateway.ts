import { z } from 'zod';
import { namespacedMetaSchema } from '../meta/objectMeta';
import { parserFor } from '../reading/parserFor';
import type { Parser } from '../Parsed';
import { condition, decisive } from '../schema/notes';
import { fields, textMap } from '../schema/fields';
import { labelSelectorSchema } from '../schema/labelSelector';
import {
  certificateRefSchema,
  gatewayListenerSchema,
  routeKindsSchema,
} from './listener';
import { localObjectSchema } from './references';
import { gatewayApiConditionSchema } from './status';

const clientValidationSchema = fields({
  validation: fields({
    mode: decisive(z.enum(['AllowValidOnly', 'AllowInsecureFallback'])),
  }).extend({
    caCertificateRefs: z.array(
      fields({ namespace: z.string() }).extend({
        group: z.string(),
        kind: z.string(),
        name: z.string(),
      }),
    ),
  }),
});

const gatewayTlsSchema = fields({
  backend: fields({ clientCertificateRef: certificateRefSchema }),
  frontend: fields({
    perPort: z.array(
      z.strictObject({ port: z.int(), tls: clientValidationSchema }),
    ),
  }).extend({ default: clientValidationSchema }),
});

const statusSchema = fields({
  addresses: z.array(
    fields({ type: z.string() }).extend({ value: z.string() }),
  ),
  attachedListenerSets: z.int(),
  conditions: z.array(gatewayApiConditionSchema),
  listeners: z.array(
    fields({
      supportedKinds: routeKindsSchema,
      attachedRoutes: z.int(),
      conditions: z.array(gatewayApiConditionSchema),
    }).extend({ name: z.string() }),
  ),
});

/**
 * The Gateway API's Gateway, not Istio's own.
 *
 * @see https://gateway-api.sigs.k8s.io/api-types/gateway/
 * @public
 */
export const gatewayApiGatewaySchema = z.strictObject({
  apiVersion: z.string(),
  kind: z.literal('Gateway'),
  metadata: namespacedMetaSchema,
  spec: fields({
    /** Required by the API, as are the listeners. */
    gatewayClassName: z.string(),
    listeners: z.array(gatewayListenerSchema),
    addresses: z.array(fields({ type: z.string(), value: z.string() })),
    infrastructure: fields({
      labels: textMap,
      annotations: textMap,
      parametersRef: localObjectSchema,
    }),
    allowedListeners: fields({
      namespaces: fields({
        /** Absent is `None`. */
        from: decisive(z.enum(['All', 'Selector', 'Same', 'None'])),
        selector: condition(labelSelectorSchema),
      }),
    }),
    tls: gatewayTlsSchema,
    defaultScope: z.enum(['All', 'None']),
  }).default({}),
  status: statusSchema.optional(),
});

/**
 * What {@link gatewayApiGatewaySchema} reads.
 *
 * @public
 */
export type GatewayApiGateway = z.infer<typeof gatewayApiGatewaySchema>;

/**
 * Reads a GatewayApiGateway tolerantly; never throws on a cluster object.
 *
 * @public
 */
export const parseGatewayApiGateway: Parser<GatewayApiGateway> = parserFor(
  'GatewayApiGateway',
  gatewayApiGatewaySchema,
);
