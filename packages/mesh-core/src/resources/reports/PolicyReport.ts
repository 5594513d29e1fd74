import { z } from 'zod';
import { namespacedMetaSchema } from '../meta/objectMeta';
import { parserFor } from '../reading/parserFor';
import type { Parser } from '../Parsed';
import { reportFields } from './policyReportParts';

/**
 * Results of policies for objects of one namespace (`wgpolicyk8s.io`).
 *
 * @public
 */
export const policyReportSchema = z.strictObject({
  apiVersion: z.string(),
  kind: z.literal('PolicyReport'),
  metadata: namespacedMetaSchema,
  ...reportFields,
});

/**
 * What {@link policyReportSchema} reads.
 *
 * @public
 */
export type PolicyReport = z.infer<typeof policyReportSchema>;

/**
 * Reads a PolicyReport tolerantly; never throws on a cluster object.
 *
 * @public
 */
export const parsePolicyReport: Parser<PolicyReport> = parserFor(
  'PolicyReport',
  policyReportSchema,
);
