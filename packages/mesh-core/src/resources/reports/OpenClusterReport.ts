import { z } from 'zod';
import { objectMetaSchema } from '../meta/objectMeta';
import { parserFor } from '../reading/parserFor';
import type { Parser } from '../Parsed';
import { openReportFields } from './policyReportParts';

/**
 * Results of policies for objects without a namespace (`openreports.io`).
 *
 * @public
 */
export const openClusterReportSchema = z.strictObject({
  apiVersion: z.string(),
  kind: z.literal('ClusterReport'),
  metadata: objectMetaSchema,
  ...openReportFields,
});

/**
 * What {@link openClusterReportSchema} reads.
 *
 * @public
 */
export type OpenClusterReport = z.infer<typeof openClusterReportSchema>;

/**
 * Reads a OpenClusterReport tolerantly; never throws on a cluster object.
 *
 * @public
 */
export const parseOpenClusterReport: Parser<OpenClusterReport> = parserFor(
  'OpenClusterReport',
  openClusterReportSchema,
);
