import { z } from 'zod';
import { namespacedMetaSchema } from '../meta/objectMeta';
import { parserFor } from '../reading/parserFor';
import type { Parser } from '../Parsed';
import { condition, decisive } from '../schema/notes';
import { fields, texts } from '../schema/fields';
import { exportTo, istioStatusSchema, workloadSelectorSchema } from './common';
import { workloadEntrySpecSchema } from './WorkloadEntry';

/**
 * Hosts that the mesh would not know otherwise.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/service-entry/
 * @public
 */
export const serviceEntrySchema = z.strictObject({
  apiVersion: z.string(),
  kind: z.literal('ServiceEntry'),
  metadata: namespacedMetaSchema,
  spec: fields({
    /** Required by the API; without it the entry has no effect. */
    hosts: texts,
    addresses: condition(texts),
    ports: z.array(
      fields({ protocol: z.string(), targetPort: z.int() }).extend({
        number: z.int(),
        name: z.string(),
      }),
    ),
    /** Absent is `MESH_EXTERNAL`. */
    location: decisive(z.enum(['MESH_EXTERNAL', 'MESH_INTERNAL'])),
    /** Absent is `NONE`. */
    resolution: decisive(
      z.enum(['NONE', 'STATIC', 'DNS', 'DNS_ROUND_ROBIN', 'DYNAMIC_DNS']),
    ),
    endpoints: z.array(workloadEntrySpecSchema),
    workloadSelector: condition(workloadSelectorSchema),
    exportTo,
    subjectAltNames: condition(texts),
  }).default({}),
  status: istioStatusSchema.optional(),
});

/**
 * What {@link serviceEntrySchema} reads.
 *
 * @public
 */
export type ServiceEntry = z.infer<typeof serviceEntrySchema>;

/**
 * Reads a ServiceEntry tolerantly; never throws on a cluster object.
 *
 * @public
 */
export const parseServiceEntry: Parser<ServiceEntry> = parserFor(
  'ServiceEntry',
  serviceEntrySchema,
);
