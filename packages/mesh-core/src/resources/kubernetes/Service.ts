import { z } from 'zod';
import { namespacedMetaSchema } from '../meta/objectMeta';
import { parserFor } from '../reading/parserFor';
import type { Parser } from '../Parsed';
import { fieldsInUse, intOrString, textMap, texts } from '../schema/fields';

/**
 * The fields in use of a Service.
 *
 * @public
 */
export const serviceSchema = z.object({
  apiVersion: z.string(),
  kind: z.literal('Service'),
  metadata: namespacedMetaSchema,
  spec: fieldsInUse({
    type: z.string(),
    /** `None` makes it headless. */
    clusterIP: z.string(),
    clusterIPs: texts,
    externalName: z.string(),
    externalIPs: texts,
    selector: textMap,
    ports: z.array(
      fieldsInUse({
        name: z.string(),
        protocol: z.string(),
        appProtocol: z.string(),
        targetPort: intOrString,
        nodePort: z.int(),
      }).extend({ port: z.int() }),
    ),
    loadBalancerClass: z.string(),
    loadBalancerSourceRanges: texts,
    externalTrafficPolicy: z.string(),
    trafficDistribution: z.string(),
    publishNotReadyAddresses: z.boolean(),
  }).default({}),
  status: fieldsInUse({
    loadBalancer: fieldsInUse({
      ingress: z.array(fieldsInUse({ ip: z.string(), hostname: z.string() })),
    }),
  }).optional(),
});

/**
 * What {@link serviceSchema} reads.
 *
 * @public
 */
export type Service = z.infer<typeof serviceSchema>;

/**
 * Reads a Service tolerantly; never throws on a cluster object.
 *
 * @public
 */
export const parseService: Parser<Service> = parserFor(
  'Service',
  serviceSchema,
);
