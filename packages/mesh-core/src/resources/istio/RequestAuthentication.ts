import { z } from 'zod';
import { namespacedMetaSchema } from '../meta/objectMeta';
import { parserFor } from '../reading/parserFor';
import type { Parser } from '../Parsed';
import { condition } from '../schema/notes';
import { fields, texts } from '../schema/fields';
import { istioStatusSchema, policyTargeting } from './common';

/**
 * Which tokens are accepted, and where they are looked for.
 *
 * @public
 */
export const jwtRuleSchema = fields({
  issuer: condition(z.string()),
  audiences: condition(texts),
  jwksUri: z.string(),
  /** Other spelling of `jwksUri`. */
  jwks_uri: z.string(),
  jwks: z.string(),
  fromHeaders: z.array(
    fields({ prefix: z.string() }).extend({ name: z.string() }),
  ),
  fromParams: texts,
  fromCookies: texts,
  forwardOriginalToken: z.boolean(),
  outputPayloadToHeader: z.string(),
  outputClaimToHeaders: z.array(
    z.strictObject({ header: z.string(), claim: z.string() }),
  ),
  spaceDelimitedClaims: texts,
  timeout: z.string(),
});

/**
 * What {@link jwtRuleSchema} reads.
 *
 * @public
 */
export type JwtRule = z.infer<typeof jwtRuleSchema>;

/**
 * Which tokens requests may carry; it does not ask for one by itself.
 *
 * @see https://istio.io/latest/docs/reference/config/security/request_authentication/
 * @public
 */
export const requestAuthenticationSchema = z.strictObject({
  apiVersion: z.string(),
  kind: z.literal('RequestAuthentication'),
  metadata: namespacedMetaSchema,
  spec: fields({
    ...policyTargeting,
    jwtRules: z.array(jwtRuleSchema),
  }).default({}),
  status: istioStatusSchema.optional(),
});

/**
 * What {@link requestAuthenticationSchema} reads.
 *
 * @public
 */
export type RequestAuthentication = z.infer<typeof requestAuthenticationSchema>;

/**
 * Reads a RequestAuthentication tolerantly; never throws on a cluster object.
 *
 * @public
 */
export const parseRequestAuthentication: Parser<RequestAuthentication> =
  parserFor('RequestAuthentication', requestAuthenticationSchema);
