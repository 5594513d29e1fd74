import { z } from 'zod';
import { resourceRefSchema } from '../../refs/resourceRefSchema';
import { findingSchema, verdictSchema } from '../../verdict';

/**
 * One caller that a rule names, in plain words: `shop/checkout`, `namespace shop`, `anyone in the mesh`.
 *
 * @public
 */
export const callerSchema = z.object({
  kind: z.enum([
    'anyone',
    'mesh',
    'workload',
    'namespace',
    'trust-domain',
    'token',
    'address',
    'client-address',
  ]),
  text: z.string(),
});

/**
 * What {@link callerSchema} describes.
 *
 * @public
 */
export type Caller = z.infer<typeof callerSchema>;

/**
 * What one rule of an AuthorizationPolicy says: who, what, under which conditions.
 *
 * @public
 */
export const accessGrantSchema = z.object({
  ref: resourceRefSchema,
  /** Index of the rule in the object. */
  rule: z.number(),
  action: z.enum(['ALLOW', 'DENY', 'AUDIT', 'CUSTOM']),
  /** Recorded only, not enforced. */
  dryRun: z.boolean(),
  /** Alternatives; each of the callers, with all of the conditions. */
  sources: z.array(
    z.object({ who: z.array(callerSchema), conditions: z.array(z.string()) }),
  ),
  /** Alternatives, as in `GET, POST /v1/*`; empty is everything. */
  operations: z.array(z.string()),
  /** All must hold, as in `header x-user is one of a, b`. */
  conditions: z.array(z.string()),
  /** Why no request can ever fulfil the rule. */
  impossible: z.string().optional(),
  /** External service that decides, of CUSTOM. */
  provider: z.string().optional(),
});

/**
 * What {@link accessGrantSchema} describes.
 *
 * @public
 */
export type AccessGrant = z.infer<typeof accessGrantSchema>;

/**
 * Who may call, in a sentence and rule by rule.
 *
 * @public
 */
export const callersAnswerSchema = z.object({
  /** `mesh`: any workload with mutual TLS. `limited`: whom the ALLOW rules name. DENY and CUSTOM rules may take from each. */
  verdict: z.enum(['anyone', 'mesh', 'limited', 'nobody', 'unknown']),
  sentence: z.string(),
  allow: z.array(accessGrantSchema),
  deny: z.array(accessGrantSchema),
  custom: z.array(accessGrantSchema),
  /** AUDIT policies, and those on trial. */
  notEnforced: z.array(accessGrantSchema),
  /** AuthorizationPolicies that hold, also those without rules. */
  policies: z.array(z.object({ ref: resourceRefSchema, scope: z.string() })),
  warnings: z.array(findingSchema),
});

/**
 * What {@link callersAnswerSchema} describes.
 *
 * @public
 */
export type CallersAnswer = z.infer<typeof callersAnswerSchema>;

/**
 * Whether callers need a token (JWT). `checked`: only when one is sent.
 *
 * @public
 */
export const tokenRequirementSchema = verdictSchema([
  'not-checked',
  'checked',
  'required-for-some',
  'required',
] as const);

/**
 * What {@link tokenRequirementSchema} describes.
 *
 * @public
 */
export type TokenRequirement = z.infer<typeof tokenRequirementSchema>;
