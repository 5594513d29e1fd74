import { z } from 'zod';
import { resourceRefSchema } from '../../refs/resourceRefSchema';

const truthSchema = z.enum(['yes', 'no', 'unknown']);

/**
 * A field that is written and does not act, with the consequence.
 *
 * @public
 */
export const inactiveFieldSchema = z.object({
  ref: resourceRefSchema,
  /** In the object, as in `spec.rules[0].to[0].operation.methods`. */
  path: z.string(),
  message: z.string(),
});

/**
 * What {@link inactiveFieldSchema} describes.
 *
 * @public
 */
export type InactiveField = z.infer<typeof inactiveFieldSchema>;

/**
 * Whether a policy took the request, and each of its rules.
 *
 * @public
 */
export const policyStepSchema = z.object({
  ref: resourceRefSchema,
  action: z.enum(['ALLOW', 'DENY', 'AUDIT', 'CUSTOM']),
  /** Only recorded, not enforced. */
  dryRun: z.boolean(),
  /** Why the policy holds here. */
  scope: z.string(),
  match: truthSchema,
  reason: z.string(),
  rules: z.array(
    z.object({
      /** In the object as it stands in the cluster. */
      index: z.number(),
      match: truthSchema,
      /** In the rule, as in `from[0].source.principals`: what decided; absent when the rule took the request. */
      field: z.string().optional(),
      reason: z.string(),
    }),
  ),
});

/**
 * What {@link policyStepSchema} describes.
 *
 * @public
 */
export type PolicyStep = z.infer<typeof policyStepSchema>;

/**
 * What a decision rests on.
 *
 * @public
 */
export const decidedBySchema = z.object({
  ref: resourceRefSchema,
  /** Index of the rule in the object. */
  rule: z.number().optional(),
  /** In the object, as in `spec.rules[1].to[0].operation.paths`. */
  path: z.string(),
});

/**
 * What {@link decidedBySchema} describes.
 *
 * @public
 */
export type DecidedBy = z.infer<typeof decidedBySchema>;

/**
 * What becomes of a request that asks for access.
 *
 * @public
 */
export const accessDecisionSchema = z.object({
  /** `depends`: an external service decides, or the request does not tell what a rule asks for. */
  verdict: z.enum(['allowed', 'denied', 'depends']),
  /** When denied: what the caller gets. */
  answer: z
    .union([
      z.object({
        kind: z.literal('status'),
        status: z.union([z.literal(401), z.literal(403)]),
      }),
      z.object({ kind: z.literal('closed') }),
    ])
    .optional(),
  reason: z.string(),
  decidedBy: decidedBySchema.optional(),
  /** Policies in the order in which they are looked at: CUSTOM, AUDIT, DENY, ALLOW. */
  policies: z.array(policyStepSchema),
  /** Policies that are written for these pods and do not hold, with the reason. */
  ignored: z.array(z.object({ ref: resourceRefSchema, reason: z.string() })),
  /** What AUDIT and dry-run policies record, and what else the reader should know. */
  notes: z.array(z.string()),
  inactive: z.array(inactiveFieldSchema),
});

/**
 * What {@link accessDecisionSchema} describes.
 *
 * @public
 */
export type AccessDecision = z.infer<typeof accessDecisionSchema>;
