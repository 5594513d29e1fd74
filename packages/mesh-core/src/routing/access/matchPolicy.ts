import type { SeenRequest } from './attributeKinds';
import type { CompiledPolicy } from './compilePolicy';
import { matchRule } from './matchRule';
import type { PolicyStep } from './decisionModel';
import { anyOf, type Truth } from './truth';

function reasonFor(
  policy: CompiledPolicy,
  rules: PolicyStep['rules'],
  match: Truth,
): string {
  if (policy.unreadable) {
    return 'parts of it could not be read';
  }
  if (policy.unsupported) {
    return `ztunnel does not know ${policy.action}`;
  }
  if (rules.length === 0) {
    return 'it has no rules, so it takes no request';
  }
  const deciding = rules.find(rule => rule.match === match) ?? rules[0];
  return match === 'no' && rules.length > 1
    ? `none of its ${rules.length} rules takes the request`
    : `rule ${deciding.index}: ${deciding.reason}`;
}

/**
 * Whether a policy takes a request: by one of its rules.
 *
 * @see https://github.com/envoyproxy/envoy/blob/main/source/extensions/filters/common/rbac/engine_impl.cc
 */
export function matchPolicy(
  policy: CompiledPolicy,
  request: SeenRequest,
): PolicyStep {
  const rules = policy.rules.map(({ index, rule }) => ({
    index,
    ...matchRule(rule, request),
  }));
  const match = policy.unreadable
    ? 'unknown'
    : anyOf(rules.map(rule => rule.match));
  return {
    ref: policy.ref,
    action: policy.action,
    dryRun: policy.dryRun,
    scope: policy.scope,
    match,
    reason: reasonFor(policy, rules, match),
    rules,
  };
}
