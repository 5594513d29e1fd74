import { z } from 'zod';
import { namespacedMetaSchema } from '../meta/objectMeta';
import { parserFor } from '../reading/parserFor';
import type { Parser } from '../Parsed';
import { condition, decisive, since } from '../schema/notes';
import { fields, texts } from '../schema/fields';
import { istioStatusSchema, policyTargeting } from './common';

/**
 * Who sends a request. All given fields must hold, each by any of its values.
 *
 * @public
 */
export const authorizationSourceSchema = fields({
  principals: texts,
  notPrincipals: texts,
  requestPrincipals: texts,
  notRequestPrincipals: texts,
  namespaces: texts,
  notNamespaces: texts,
  serviceAccounts: texts,
  notServiceAccounts: texts,
  trustDomains: since('1.30', texts),
  notTrustDomains: since('1.30', texts),
  ipBlocks: texts,
  notIpBlocks: texts,
  remoteIpBlocks: texts,
  notRemoteIpBlocks: texts,
});

/**
 * What {@link authorizationSourceSchema} reads.
 *
 * @public
 */
export type AuthorizationSource = z.infer<typeof authorizationSourceSchema>;

/**
 * What a request asks for. All given fields must hold, each by any of its values.
 *
 * @public
 */
export const authorizationOperationSchema = fields({
  hosts: texts,
  notHosts: texts,
  ports: texts,
  notPorts: texts,
  methods: texts,
  notMethods: texts,
  paths: texts,
  notPaths: texts,
});

/**
 * What {@link authorizationOperationSchema} reads.
 *
 * @public
 */
export type AuthorizationOperation = z.infer<
  typeof authorizationOperationSchema
>;

/**
 * A rule holds when `from`, `to` and `when` all hold; an absent one holds
 * always, so an empty rule is every request.
 *
 * @public
 */
export const authorizationRuleSchema = fields({
  from: condition(z.array(fields({ source: authorizationSourceSchema }))),
  to: condition(z.array(fields({ operation: authorizationOperationSchema }))),
  when: condition(
    z.array(
      fields({ values: texts, notValues: texts }).extend({ key: z.string() }),
    ),
  ),
});

/**
 * What {@link authorizationRuleSchema} reads.
 *
 * @public
 */
export type AuthorizationRule = z.infer<typeof authorizationRuleSchema>;

/**
 * Who may call what.
 *
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/
 * @public
 */
export const authorizationPolicySchema = z.strictObject({
  apiVersion: z.string(),
  kind: z.literal('AuthorizationPolicy'),
  metadata: namespacedMetaSchema,
  spec: fields({
    ...policyTargeting,
    /** Absent is `ALLOW`. */
    action: decisive(z.enum(['ALLOW', 'DENY', 'AUDIT', 'CUSTOM'])),
    /** Absent or empty: no request matches. */
    rules: decisive(z.array(decisive(authorizationRuleSchema))),
    provider: fields({ name: z.string() }),
  }).default({}),
  status: istioStatusSchema.optional(),
});

/**
 * What {@link authorizationPolicySchema} reads.
 *
 * @public
 */
export type AuthorizationPolicy = z.infer<typeof authorizationPolicySchema>;

/**
 * Reads a AuthorizationPolicy tolerantly; never throws on a cluster object.
 *
 * @public
 */
export const parseAuthorizationPolicy: Parser<AuthorizationPolicy> = parserFor(
  'AuthorizationPolicy',
  authorizationPolicySchema,
);
