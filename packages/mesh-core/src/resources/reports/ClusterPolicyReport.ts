import { z } from 'zod';
import { objectMetaSchema } from '../meta/objectMeta';
import { parserFor } from '../reading/parserFor';
import type { Parser } from '../Parsed';
import { reportFields } from './policyReportParts';

/**
 * Results of policies for objects without a namespace (`wgpolicyk8s.io`).
 *
 * @public
 */
export const clusterPolicyReportSchema = z.strictObject({
  apiVersion: z.string(),
  kind: z.literal('ClusterPolicyReport'),
  metadata: objectMetaSchema,
  ...reportFields,
});

/**
 * What {@link clusterPolicyReportSchema} reads.
 *
 * @public
 */
export type ClusterPolicyReport = z.infer<typeof clusterPolicyReportSchema>;

/**
 * Reads a ClusterPolicyReport tolerantly; never throws on a cluster object.
 *
 * @public
 */
export const parseClusterPolicyReport: Parser<ClusterPolicyReport> = parserFor(
  'ClusterPolicyReport',
  clusterPolicyReportSchema,
);
