import { z } from 'zod';
import { namespacedMetaSchema } from '../meta/objectMeta';
import { parserFor } from '../reading/parserFor';
import type { Parser } from '../Parsed';
import { fields, textMap } from '../schema/fields';
import { istioStatusSchema } from './common';

/**
 * A workload that is no pod: a virtual machine, an external address.
 *
 * @public
 */
export const workloadEntrySpecSchema = fields({
  address: z.string(),
  /** Number by name of the port. */
  ports: z.record(z.string(), z.int()),
  labels: textMap,
  network: z.string(),
  locality: z.string(),
  weight: z.int(),
  serviceAccount: z.string(),
});

/**
 * What {@link workloadEntrySpecSchema} reads.
 *
 * @public
 */
export type WorkloadEntrySpec = z.infer<typeof workloadEntrySpecSchema>;

/**
 * A workload that is no pod, as an object of its own.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/workload-entry/
 * @public
 */
export const workloadEntrySchema = z.strictObject({
  apiVersion: z.string(),
  kind: z.literal('WorkloadEntry'),
  metadata: namespacedMetaSchema,
  spec: workloadEntrySpecSchema.default({}),
  status: istioStatusSchema.optional(),
});

/**
 * What {@link workloadEntrySchema} reads.
 *
 * @public
 */
export type WorkloadEntry = z.infer<typeof workloadEntrySchema>;

/**
 * Reads a WorkloadEntry tolerantly; never throws on a cluster object.
 *
 * @public
 */
export const parseWorkloadEntry: Parser<WorkloadEntry> = parserFor(
  'WorkloadEntry',
  workloadEntrySchema,
);
