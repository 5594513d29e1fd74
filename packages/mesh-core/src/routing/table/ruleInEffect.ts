import { hostIsSubsetOf, resolveHost } from '../../refs';
import type { DestinationRule } from '../../resources';
import type { MeshSnapshot } from '../../snapshot';
import { isExportedTo } from '../../snapshot/scope';
import { oldestFirst } from '../../snapshot/scope/oldestFirst';
import type { CompileOptions, RouteCaller } from './CompileOptions';
import type { MeshHost } from './meshHosts';
import { exportToOf } from './visibleVirtualServices';

function selects(rule: DestinationRule, caller: RouteCaller): boolean {
  const wanted = Object.entries(rule.spec.workloadSelector?.matchLabels ?? {});
  return (
    wanted.length === 0 ||
    (rule.metadata.namespace === caller.namespace &&
      wanted.every(([key, value]) => caller.labels[key] === value))
  );
}

/** The rules of one namespace for a host: those with the closest host name, the oldest first. */
function closest(
  snapshot: MeshSnapshot,
  namespace: string,
  host: string,
  caller: RouteCaller,
  defaultExportTo: readonly string[] | undefined,
): DestinationRule[] {
  const found = oldestFirst(snapshot.list('DestinationRule', namespace))
    .filter(
      rule =>
        isExportedTo(
          exportToOf(rule.spec, defaultExportTo),
          namespace,
          caller.namespace,
        ) && selects(rule, caller),
    )
    .map(rule => ({
      rule,
      name: resolveHost(rule.spec.host ?? '', namespace),
    }))
    .filter(({ name }) => name !== '' && hostIsSubsetOf(host, name));
  const rank = (name: string): number =>
    name.startsWith('*') ? name.length : Number.MAX_SAFE_INTEGER;
  const best = Math.max(...found.map(({ name }) => rank(name)));
  return found
    .filter(({ name }) => rank(name) === best)
    .map(({ rule }) => rule);
}

/**
 * The DestinationRules in effect for calls to a host: those of the caller's namespace, else of the host's, else of the root namespace.
 * The first namespace that has any ends the search, so a wildcard near the caller hides an exact rule near the host.
 *
 * @returns several of one host, the oldest first: their subsets count together, the policy is that of the first
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/model/push_context.go
 */
export function rulesInEffect(
  snapshot: MeshSnapshot,
  known: MeshHost,
  caller: RouteCaller,
  {
    rootNamespace = 'istio-system',
    defaultDestinationRuleExportTo,
  }: CompileOptions,
): DestinationRule[] {
  const path = [
    ...(caller.namespace === rootNamespace ? [] : [caller.namespace]),
    known.namespace,
    rootNamespace,
  ];
  for (const namespace of path) {
    const found = closest(
      snapshot,
      namespace,
      known.host,
      caller,
      defaultDestinationRuleExportTo,
    );
    if (found.length > 0) {
      return found;
    }
  }
  return [];
}
