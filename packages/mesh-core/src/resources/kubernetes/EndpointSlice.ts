import { z } from 'zod';
import { namespacedMetaSchema } from '../meta/objectMeta';
import { parserFor } from '../reading/parserFor';
import type { Parser } from '../Parsed';
import { fieldsInUse, texts } from '../schema/fields';

/**
 * The fields in use of an EndpointSlice. The label \`kubernetes.io/service-name\` names its Service.
 *
 * @public
 */
export const endpointSliceSchema = z.object({
  apiVersion: z.string(),
  kind: z.literal('EndpointSlice'),
  metadata: namespacedMetaSchema,
  addressType: z.string().optional(),
  endpoints: z
    .array(
      fieldsInUse({
        addresses: texts,
        conditions: fieldsInUse({
          ready: z.boolean(),
          serving: z.boolean(),
          terminating: z.boolean(),
        }),
        hostname: z.string(),
        nodeName: z.string(),
        zone: z.string(),
        targetRef: fieldsInUse({
          kind: z.string(),
          namespace: z.string(),
          name: z.string(),
        }),
      }),
    )
    .optional(),
  ports: z
    .array(
      fieldsInUse({
        name: z.string(),
        port: z.int(),
        protocol: z.string(),
        appProtocol: z.string(),
      }),
    )
    .optional(),
});

/**
 * What {@link endpointSliceSchema} reads.
 *
 * @public
 */
export type EndpointSlice = z.infer<typeof endpointSliceSchema>;

/**
 * Reads a EndpointSlice tolerantly; never throws on a cluster object.
 *
 * @public
 */
export const parseEndpointSlice: Parser<EndpointSlice> = parserFor(
  'EndpointSlice',
  endpointSliceSchema,
);
