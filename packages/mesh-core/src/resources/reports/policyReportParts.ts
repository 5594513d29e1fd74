import { z } from 'zod';
import { fields, textMap } from '../schema/fields';
import { labelSelectorSchema } from '../schema/labelSelector';

/** An object that a report is about. */
const reportedObjectSchema = fields({
  apiVersion: z.string(),
  kind: z.string(),
  namespace: z.string(),
  name: z.string(),
  uid: z.string(),
  fieldPath: z.string(),
  resourceVersion: z.string(),
});

/** How a check came out. */
export const policyResultState = z.enum([
  'pass',
  'fail',
  'warn',
  'error',
  'skip',
]);

/**
 * The outcome of one rule for one or more objects.
 *
 * @public
 */
export const policyResultSchema = fields({
  rule: z.string(),
  result: policyResultState,
  severity: z.enum(['critical', 'high', 'low', 'medium', 'info']),
  category: z.string(),
  message: z.string(),
  source: z.string(),
  scored: z.boolean(),
  properties: textMap,
  resources: z.array(reportedObjectSchema),
  resourceSelector: labelSelectorSchema,
  /** Since 1970. */
  timestamp: z.strictObject({ seconds: z.int(), nanos: z.int() }),
}).extend({ policy: z.string() });

/**
 * What {@link policyResultSchema} reads.
 *
 * @public
 */
export type PolicyResult = z.infer<typeof policyResultSchema>;

/** What both APIs put into a report. */
export const reportFields = {
  /** The object the whole report is about. */
  scope: reportedObjectSchema.optional(),
  scopeSelector: labelSelectorSchema.optional(),
  summary: fields({
    pass: z.int(),
    fail: z.int(),
    warn: z.int(),
    error: z.int(),
    skip: z.int(),
  }).optional(),
  results: z.array(policyResultSchema).optional(),
};

/** What the reports of openreports.io have besides. */
export const openReportFields = {
  ...reportFields,
  source: z.string().optional(),
  configuration: fields({})
    .extend({
      limits: fields({
        maxResults: z.int(),
        statusFilter: z.array(policyResultState),
      }),
    })
    .optional(),
};
