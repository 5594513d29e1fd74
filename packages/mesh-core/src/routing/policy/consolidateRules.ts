import { resolveHost } from '../../refs';
import type { DestinationRule, Subset, TrafficPolicy } from '../../resources';
import { oldestFirst } from '../../snapshot/scope/oldestFirst';

/** Rules of one namespace and host that Istio merges into one. */
export interface ConsolidatedRule {
  namespace: string;
  host: string;
  /** What it was merged from, the oldest first. */
  from: DestinationRule[];
  /** Namespaces it reaches: `*`, `~` or names. */
  exportTo: ReadonlySet<string>;
  /** As written, which is what Istio compares when it merges; empty when absent. */
  written: ReadonlySet<string>;
  /** Absent when it holds for all workloads. */
  selector?: Readonly<Record<string, string>>;
  subsets: Map<string, Subset>;
  trafficPolicy?: TrafficPolicy;
}

/** The rules of a namespace by host. */
export interface NamespaceRules {
  exact: ReadonlyMap<string, readonly ConsolidatedRule[]>;
  /** The longest first. */
  wildcards: readonly [host: string, rules: readonly ConsolidatedRule[]][];
}

function sameSelector(a: ConsolidatedRule, b: ConsolidatedRule): boolean {
  if (!a.selector || !b.selector) {
    return a.selector === b.selector;
  }
  const left = Object.entries(a.selector);
  const { selector } = b;
  return (
    left.length === Object.keys(selector).length &&
    left.every(([label, value]) => selector[label] === value)
  );
}

/** Whether a younger rule is exported as an older one is, or further. */
function mergesWith(
  { written: older }: ConsolidatedRule,
  { written: younger }: ConsolidatedRule,
): boolean {
  return older.size === 0
    ? younger.size === 0
    : [...older].every(entry => younger.has(entry));
}

function single(
  rule: DestinationRule,
  host: string,
  defaultExportTo: readonly string[],
): ConsolidatedRule {
  const { exportTo, workloadSelector, subsets, trafficPolicy } = rule.spec;
  const { namespace } = rule.metadata;
  const named = exportTo?.length ? exportTo : defaultExportTo;
  const byName = new Map<string, Subset>();
  for (const subset of subsets ?? []) {
    if (!byName.has(subset.name)) byName.set(subset.name, subset);
  }
  return {
    namespace,
    host,
    from: [rule],
    written: new Set(exportTo),
    exportTo: new Set(named.map(entry => (entry === '.' ? namespace : entry))),
    ...(workloadSelector
      ? { selector: workloadSelector.matchLabels ?? {} }
      : {}),
    subsets: byName,
    trafficPolicy,
  };
}

function mergeInto(older: ConsolidatedRule, younger: ConsolidatedRule): void {
  older.from.push(...younger.from);
  for (const [name, subset] of younger.subsets) {
    if (!older.subsets.has(name)) older.subsets.set(name, subset);
  }
  older.trafficPolicy ??= younger.trafficPolicy;
}

function addRule(rules: ConsolidatedRule[], rule: ConsolidatedRule): void {
  let own = true;
  for (const older of rules) {
    if (sameSelector(older, rule) && mergesWith(older, rule)) {
      mergeInto(older, rule);
      own &&= rule.written.size !== older.written.size;
    }
  }
  if (own) rules.push(rule);
}

/**
 * The DestinationRules of each namespace, merged as Istio does: same host, same workload selector, exported at least as far as the
 * older one. Of subsets with one name the oldest counts, and so does the oldest policy at the top.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/model/destination_rule.go
 */
export function consolidateRules(
  rules: readonly DestinationRule[],
  defaultExportTo: readonly string[],
  clusterDomain?: string,
): Map<string, NamespaceRules> {
  const byNamespace = new Map<string, Map<string, ConsolidatedRule[]>>();
  for (const rule of oldestFirst(rules)) {
    const { namespace } = rule.metadata;
    const host = resolveHost(rule.spec.host ?? '', namespace, clusterDomain);
    const hosts = byNamespace.get(namespace) ?? new Map();
    byNamespace.set(namespace, hosts);
    const list: ConsolidatedRule[] = hosts.get(host) ?? [];
    hosts.set(host, list);
    addRule(list, single(rule, host, defaultExportTo));
  }
  return new Map(
    [...byNamespace].map(([namespace, hosts]) => [
      namespace,
      {
        exact: hosts,
        wildcards: [...hosts]
          .filter(([host]) => host.startsWith('*'))
          .sort(([a], [b]) => b.length - a.length),
      },
    ]),
  );
}

/**
 * The rules of a namespace for the most specific host that covers a host: the same host, else the longest wildcard.
 *
 * @param isThere - which rules take part; the others do not make a host more specific
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/model/context.go
 */
export function mostSpecific(
  rules: NamespaceRules | undefined,
  host: string,
  isThere: (rule: ConsolidatedRule) => boolean = () => true,
): readonly ConsolidatedRule[] {
  if (!rules || host === '') {
    return [];
  }
  const exact = (rules.exact.get(host) ?? []).filter(isThere);
  if (exact.length > 0) {
    return exact;
  }
  const suffix = host.startsWith('*') ? host.slice(1) : host;
  for (const [wildcard, list] of rules.wildcards) {
    const there = suffix.endsWith(wildcard.slice(1))
      ? list.filter(isThere)
      : [];
    if (there.length > 0) {
      return there;
    }
  }
  return [];
}
