import { z } from 'zod';
import { namespacedMetaSchema } from '../meta/objectMeta';
import { parserFor } from '../reading/parserFor';
import type { Parser } from '../Parsed';
import { openReportFields } from './policyReportParts';

/**
 * Results of policies for objects of one namespace (`openreports.io`).
 *
 * @public
 */
export const openReportSchema = z.strictObject({
  apiVersion: z.string(),
  kind: z.literal('Report'),
  metadata: namespacedMetaSchema,
  ...openReportFields,
});

/**
 * What {@link openReportSchema} reads.
 *
 * @public
 */
export type OpenReport = z.infer<typeof openReportSchema>;

/**
 * Reads a OpenReport tolerantly; never throws on a cluster object.
 *
 * @public
 */
export const parseOpenReport: Parser<OpenReport> = parserFor(
  'OpenReport',
  openReportSchema,
);
