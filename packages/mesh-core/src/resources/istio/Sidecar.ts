import { z } from 'zod';
import { namespacedMetaSchema } from '../meta/objectMeta';
import { parserFor } from '../reading/parserFor';
import type { Parser } from '../Parsed';
import { condition, decisive } from '../schema/notes';
import { fields, texts } from '../schema/fields';
import {
  istioDestinationSchema,
  istioStatusSchema,
  serverTlsSchema,
  workloadSelectorSchema,
} from './common';
import { connectionPoolSchema } from './trafficPolicy';

const portSchema = fields({
  number: z.int(),
  name: z.string(),
  protocol: z.string(),
  targetPort: z.int(),
});

const captureMode = z.enum(['DEFAULT', 'IPTABLES', 'NONE']);

/**
 * What a sidecar listens to and which hosts it knows.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/sidecar/
 * @public
 */
export const sidecarSchema = z.strictObject({
  apiVersion: z.string(),
  kind: z.literal('Sidecar'),
  metadata: namespacedMetaSchema,
  spec: fields({
    workloadSelector: condition(workloadSelectorSchema),
    ingress: z.array(
      fields({
        bind: z.string(),
        captureMode,
        defaultEndpoint: z.string(),
        tls: serverTlsSchema,
        connectionPool: connectionPoolSchema,
      }).extend({ port: portSchema }),
    ),
    /** Absent: all hosts visible to the namespace. */
    egress: decisive(
      z.array(
        fields({ port: portSchema, bind: z.string(), captureMode }).extend({
          /** `namespace/host`, with `.`, `*` and `~` as namespace. */
          hosts: texts,
        }),
      ),
    ),
    inboundConnectionPool: connectionPoolSchema,
    outboundTrafficPolicy: fields({
      /** What happens to hosts that the mesh does not know. */
      mode: decisive(z.enum(['REGISTRY_ONLY', 'ALLOW_ANY'])),
      egressProxy: istioDestinationSchema,
    }),
  }).default({}),
  status: istioStatusSchema.optional(),
});

/**
 * What {@link sidecarSchema} reads.
 *
 * @public
 */
export type Sidecar = z.infer<typeof sidecarSchema>;

/**
 * Reads a Sidecar tolerantly; never throws on a cluster object.
 *
 * @public
 */
export const parseSidecar: Parser<Sidecar> = parserFor(
  'Sidecar',
  sidecarSchema,
);
