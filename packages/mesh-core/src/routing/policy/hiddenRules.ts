import { hostIsSubsetOf } from '../../refs';
import {
  mostSpecific,
  type ConsolidatedRule,
  type NamespaceRules,
} from './consolidateRules';
import { reaches, type Search } from './lookupPath';
import type { HiddenRule, PolicyClient } from './model';

function reasonOf(
  rule: ConsolidatedRule,
  best: readonly ConsolidatedRule[],
  { steps, winner }: Search,
  client: PolicyClient,
): HiddenRule['reason'] {
  const step = steps.find(({ namespace }) => namespace === rule.namespace);
  if (!reaches(rule, client.namespace)) {
    return 'not-exported';
  }
  if (!step) {
    return 'off-the-path';
  }
  if (step.outcome === 'not-reached') {
    return 'earlier-namespace';
  }
  if (!best.includes(rule)) {
    return 'more-specific-host';
  }
  if (rule.selector) {
    return 'other-workloads';
  }
  return winner?.selector ? 'workload-rule-first' : 'younger-rule';
}

/**
 * The rules that name a host and have no effect for a client, with the reason.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/model/push_context.go
 */
export function hiddenRules(
  byNamespace: ReadonlyMap<string, NamespaceRules>,
  host: string,
  client: PolicyClient,
  search: Search,
): HiddenRule[] {
  const inEffect = new Set(search.winner?.from);
  const hidden = new Map<HiddenRule['rule'], HiddenRule>();
  for (const rules of byNamespace.values()) {
    const best = mostSpecific(rules, host);
    for (const [name, list] of rules.exact) {
      if (name === '' || !hostIsSubsetOf(host, name)) continue;
      for (const merged of list) {
        const reason = reasonOf(merged, best, search, client);
        merged.from
          .filter(rule => !inEffect.has(rule) && !hidden.has(rule))
          .forEach(rule => hidden.set(rule, { rule, reason }));
      }
    }
  }
  return [...hidden.values()];
}
