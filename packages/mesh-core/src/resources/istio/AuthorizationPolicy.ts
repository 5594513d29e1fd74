import { z } from 'zod';
import { namespacedMetaSchema } from '../meta/objectMeta';
import { parserFor } from '../reading/parserFor';
import type { Parser } from '../Parsed';
import { condition, decisive, since } from '../schema/notes';
import { fields, texts } from '../schema/fields';
import { istioStatusSchema, policyTargeting } from './common';

const sourceSchema = fields({
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

/** @public */
export type AuthorizationSource = z.infer<typeof sourceSchema>;

const operationSchema = fields({
  hosts: texts,
  notHosts: texts,
  ports: texts,
  notPorts: texts,
  methods: texts,
  notMethods: texts,
  paths: texts,
  notPaths: texts,
});

/** @public */
export type AuthorizationOperation = z.infer<typeof operationSchema>;

/**
 * A rule holds when `from`, `to` and `when` all hold; an absent one holds
 * always, so an empty rule is every request.
 *
 * @public
 */
export const authorizationRuleSchema = fields({
  from: condition(z.array(fields({ source: sourceSchema }))),
  to: condition(z.array(fields({ operation: operationSchema }))),
  when: condition(
    z.array(
      fields({ values: texts, notValues: texts }).extend({ key: z.string() }),
    ),
  ),
});

/** @public */
export type AuthorizationRule = z.infer<typeof authorizationRuleSchema>;

/**
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

/** @public */
export type AuthorizationPolicy = z.infer<typeof authorizationPolicySchema>;

/** @public */
export const parseAuthorizationPolicy: Parser<AuthorizationPolicy> = parserFor(
  'AuthorizationPolicy',
  authorizationPolicySchema,
);
