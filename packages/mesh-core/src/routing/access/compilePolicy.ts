import type { AuthorizationPolicy } from '../../resources';
import { originalIndex } from '../../resources';
import type { MeshSnapshot } from '../../snapshot';
import { compileRule, type CompiledRule, type Layer } from './compileRule';
import type { InactiveField } from './decisionModel';
import type { AccessOptions, PolicyAction } from './model';
import type { AttachedPolicy } from './policiesFor';

/** A policy as it is enforced. */
export interface CompiledPolicy extends AttachedPolicy<'AuthorizationPolicy'> {
  action: PolicyAction;
  dryRun: boolean;
  /** Name of the external service of CUSTOM. */
  provider?: string;
  rules: readonly { index: number; path: string; rule: CompiledRule }[];
  /** Ztunnel does not know the action. */
  unsupported: boolean;
  /** Parts of it could not be read: what it takes is not known. */
  unreadable: boolean;
  inactive: readonly InactiveField[];
}

const DRY_RUN = 'istio.io/dry-run';
/** Spellings that Go reads as true. */
const TRUE = new Set(['1', 't', 'T', 'true', 'TRUE', 'True']);

function isDryRun({ metadata }: AuthorizationPolicy): boolean {
  return TRUE.has(metadata.annotations?.[DRY_RUN] ?? '');
}

function withoutRules(action: PolicyAction): string {
  return action === 'ALLOW'
    ? 'An ALLOW policy without rules takes no request, so that all are refused that no other policy allows.'
    : `${action} without rules never takes a request. A rule {} takes every one.`;
}

/** CUSTOM is decided before tokens are checked: what it asks of them never holds. */
function tokensOfCustom(
  rule: CompiledRule,
): { path: string; message: string }[] {
  const conditions =
    rule.state === 'active'
      ? rule.clauses.flatMap(({ alternatives }) =>
          alternatives.flatMap(alternative => alternative.conditions),
        )
      : [];
  return conditions
    .filter(
      ({ name }) =>
        name === 'requestPrincipals' || name.startsWith('request.auth.'),
    )
    .map(({ path }) => ({
      path,
      message:
        'CUSTOM is decided before tokens are checked: there is none to compare.',
    }));
}

/** What of a policy is written and does not act. */
function inactiveOf(
  {
    ref,
    action,
    unsupported,
  }: Pick<CompiledPolicy, 'ref' | 'action' | 'unsupported'>,
  isEmpty: boolean,
  rules: CompiledPolicy['rules'],
): InactiveField[] {
  return [
    ...(isEmpty
      ? [{ ref, path: 'spec.rules', message: withoutRules(action) }]
      : []),
    ...(unsupported
      ? [
          {
            ref,
            path: 'spec.action',
            message: `ztunnel does not know ${action}: the policy is left out.`,
          },
        ]
      : []),
    ...rules.flatMap(({ path, rule }) =>
      [
        ...rule.dropped,
        ...(action === 'CUSTOM' ? tokensOfCustom(rule) : []),
      ].map(field => ({
        ref,
        path: `${path}.${field.path}`,
        message: field.message,
      })),
    ),
  ];
}

/**
 * A policy with its rules as the enforcer reads them.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/security/authz/model/model.go
 */
export function compilePolicy(
  snapshot: MeshSnapshot,
  attached: AttachedPolicy<'AuthorizationPolicy'>,
  layer: Layer,
  options: AccessOptions,
): CompiledPolicy {
  const { policy, ref } = attached;
  const { action = 'ALLOW', rules = [], provider } = policy.spec;
  const leftOut = snapshot.leftOutOf(ref);
  const unsupported =
    layer === 'ztunnel' && (action === 'AUDIT' || action === 'CUSTOM');
  const context = {
    action,
    layer,
    policyNamespace: policy.metadata.namespace,
    trustDomains: {
      own: options.trustDomain ?? 'cluster.local',
      aliases: options.trustDomainAliases ?? [],
    },
  };
  const compiled = (unsupported ? [] : rules).map((rule, position) => {
    const index = originalIndex(leftOut, 'spec.rules', position);
    const path = `spec.rules[${index}]`;
    return { index, path, rule: compileRule(rule, context) };
  });
  return {
    ...attached,
    action,
    dryRun: isDryRun(policy),
    ...(provider?.name ? { provider: provider.name } : {}),
    rules: compiled,
    unsupported,
    unreadable: leftOut.some(({ path }) => path.startsWith('spec')),
    inactive: inactiveOf(
      { ref, action, unsupported },
      rules.length === 0,
      compiled,
    ),
  };
}
