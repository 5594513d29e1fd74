import { selectsLabels } from '../../snapshot/scope/servicesOf';
import {
  mostSpecific,
  type ConsolidatedRule,
  type NamespaceRules,
} from './consolidateRules';
import type { LookupStep, PolicyClient } from './model';

/** A step with the merged rules it rests on. */
export interface SearchStep extends Omit<LookupStep, 'rules'> {
  candidates: readonly ConsolidatedRule[];
}

/** What the search yields. */
export interface Search {
  steps: SearchStep[];
  winner?: ConsolidatedRule;
}

/**
 * Whether a merged rule reaches clients of a namespace.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/model/push_context.go
 */
export function reaches(rule: ConsolidatedRule, namespace: string): boolean {
  return rule.exportTo.has('*') || rule.exportTo.has(namespace);
}

const isPrivate = ({ exportTo, namespace }: ConsolidatedRule): boolean =>
  exportTo.size === 1 && exportTo.has(namespace);

/**
 * The rule with a selector for this workload comes before that for all of them. Of several that could not be merged the oldest counts
 * where a selector takes the workload, else the youngest.
 */
function forClient(
  rules: readonly ConsolidatedRule[],
  { namespace, labels }: PolicyClient,
): ConsolidatedRule | undefined {
  return (
    rules.find(
      rule =>
        rule.selector !== undefined &&
        rule.namespace === namespace &&
        (Object.keys(rule.selector).length === 0 ||
          selectsLabels(rule.selector, labels)),
    ) ?? rules.filter(({ selector }) => selector === undefined).at(-1)
  );
}

/** Which rules an index holds, and which of them reach the client. */
interface Place {
  step: LookupStep['step'];
  namespace: string | undefined;
  isThere: (rule: ConsolidatedRule) => boolean;
}

function search(
  rules: NamespaceRules | undefined,
  host: string,
  { isThere }: Place,
  client: PolicyClient,
): Pick<SearchStep, 'outcome' | 'candidates'> & { winner?: ConsolidatedRule } {
  const best = mostSpecific(rules, host, isThere);
  const accepted = best.filter(rule => reaches(rule, client.namespace));
  if (accepted.length === 0) {
    const candidates = best.length > 0 ? best : mostSpecific(rules, host);
    return {
      candidates,
      outcome: candidates.length > 0 ? 'not-exported' : 'no-rule',
    };
  }
  const winner = forClient(accepted, client);
  return {
    candidates: best,
    winner,
    outcome: winner ? 'found' : 'other-workloads',
  };
}

function placesOf(
  client: string,
  service: string | undefined,
  root: string,
): Place[] {
  const exported = (rule: ConsolidatedRule) => !isPrivate(rule);
  const own = (rule: ConsolidatedRule) => reaches(rule, client);
  return [
    {
      step: 'client-namespace',
      namespace: client,
      isThere: client === root ? isPrivate : own,
    },
    { step: 'service-namespace', namespace: service, isThere: exported },
    { step: 'root-namespace', namespace: root, isThere: exported },
  ];
}

/**
 * Looks for the rule in the namespace of the client, then of the service, then in the root namespace. The first namespace that has
 * any rule for the host ends the search, also when that rule is for other workloads.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/model/push_context.go
 */
export function lookupPath(
  byNamespace: ReadonlyMap<string, NamespaceRules>,
  host: string,
  client: PolicyClient,
  serviceNamespace: string | undefined,
  rootNamespace: string,
): Search {
  const steps: SearchStep[] = [];
  let winner: ConsolidatedRule | undefined;
  let over = false;
  for (const place of placesOf(
    client.namespace,
    serviceNamespace,
    rootNamespace,
  )) {
    const { step, namespace } = place;
    if (over || namespace === undefined) {
      const outcome = over ? 'not-reached' : 'skipped';
      steps.push({ step, namespace, outcome, candidates: [] });
      continue;
    }
    const found = search(byNamespace.get(namespace), host, place, client);
    steps.push({
      step,
      namespace,
      outcome: found.outcome,
      candidates: found.candidates,
    });
    winner = found.winner;
    over = found.outcome === 'found' || found.outcome === 'other-workloads';
  }
  return { steps, winner };
}
