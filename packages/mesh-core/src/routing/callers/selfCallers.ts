import type { ScopedWorkload } from '../../snapshot';
import type { RoutingContext } from '../RoutingContext';
import { knownHost, ownHosts, hostOfPods } from './callableHosts';
import { workloadNamed } from './callerPods';
import type { CallableHost, ObservedCalls, PossibleCaller } from './model';

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

/** Hosts of others that the entity calls, or may call outside of the cluster, each once. */
function outboundHosts(
  context: RoutingContext,
  { called, calledWorkloads = [] }: ObservedCalls,
): CallableHost[] {
  const { snapshot, scope } = context;
  const found = [
    ...called.map(host => knownHost(snapshot, host)),
    ...calledWorkloads.map(({ namespace, workload }) => {
      const pods = workloadNamed(context, namespace, workload);
      return pods && hostOfPods(snapshot, namespace, pods.labels);
    }),
    ...scope.egressHosts.map(host => knownHost(snapshot, host)),
  ].flatMap(host => (host && !context.isOwnHost(host.host) ? [host] : []));
  return [...new Map(found.map(host => [host.host, host])).values()];
}

/**
 * The entity as a caller, one for each of its workloads, with the hosts that it calls or may call outside of the cluster. Where none is
 * known these are its own.
 *
 * @param observed - hosts and workloads that it was seen to call
 */
export function selfCallers(
  context: RoutingContext,
  observed: ObservedCalls,
): PossibleCaller[] {
  const { scope } = context;
  const outbound = outboundHosts(context, observed);
  const hosts = outbound.length > 0 ? outbound : ownHosts(scope);
  const { called, calledWorkloads = [] } = observed;
  const seen = called.length + calledWorkloads.length > 0;
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
        seenBy: seen ? ('telemetry' as const) : ('configuration' as const),
        hosts,
      },
    ];
  });
}
