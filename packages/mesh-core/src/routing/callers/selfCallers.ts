import type { ScopedWorkload } from '../../snapshot';
import type { RoutingContext } from '../RoutingContext';
import { knownHost, ownHosts } from './callableHosts';
import { workloadNamed } from './callerPods';
import type { CallableHost, PossibleCaller } from './model';

/** Workloads of the entity that serve: of a release the primary, not the copy that waits for the next one. */
function servingWorkloads(
  workloads: readonly ScopedWorkload[],
): ScopedWorkload[] {
  const primaries = new Set(
    workloads
      .filter(({ role }) => role === 'primary')
      .map(({ ref }) => `${ref.namespace}/${ref.name}`),
  );
  return workloads.filter(
    ({ ref }) => !primaries.has(`${ref.namespace}/${ref.name}-primary`),
  );
}

/**
 * The entity as a caller, one for each of its workloads, with the hosts that it calls or may call outside of the cluster. Where none is
 * known these are its own.
 *
 * @param called - full names of hosts that it was seen to call
 */
export function selfCallers(
  context: RoutingContext,
  called: readonly string[],
): PossibleCaller[] {
  const { snapshot, scope } = context;
  const named = [...new Set([...called, ...scope.egressHosts])];
  const outbound: CallableHost[] = named
    .filter(host => !context.isOwnHost(host))
    .flatMap(host => knownHost(snapshot, host) ?? []);
  const hosts = outbound.length > 0 ? outbound : ownHosts(scope);
  return servingWorkloads(scope.workloads).flatMap(({ object }) => {
    const { namespace, name } = object.metadata;
    const pods = workloadNamed(context, namespace, name);
    if (!pods) {
      return [];
    }
    const proxied = pods.dataplane === 'sidecar';
    return [
      {
        id: `self:${namespace}/${name}`,
        role: 'self' as const,
        caller: proxied
          ? { kind: 'sidecar' as const, namespace, labels: pods.labels }
          : { kind: 'none' as const, namespace },
        title: name,
        detail: `what ${name} itself calls`,
        seenBy:
          called.length > 0
            ? ('telemetry' as const)
            : ('configuration' as const),
        hosts,
      },
    ];
  });
}
