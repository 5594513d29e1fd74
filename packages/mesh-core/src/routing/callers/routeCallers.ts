import type { EntityScope, MeshSnapshot } from '../../snapshot';
import { RoutingContext } from '../RoutingContext';
import { workloadNamed } from './callerPods';
import { configuredNamespaces } from './configuredNamespaces';
import { gatewayCallers } from './gatewayCallers';
import type { ObservedCalls, PossibleCaller } from './model';
import { selfCallers } from './selfCallers';
import { waypointCallers } from './waypointCallers';
import {
  isProxyPod,
  workloadCallers,
  type NamespaceCalls,
} from './workloadCallers';

type Call = ObservedCalls['callers'][number];

const NOTHING: ObservedCalls = { callers: [], called: [] };

/** Adds what was measured to a caller. */
function addRate(
  proxy: PossibleCaller,
  requestsPerSecond: number | undefined,
): void {
  proxy.seenBy = 'telemetry';
  if (requestsPerSecond !== undefined) {
    proxy.requestsPerSecond =
      (proxy.requestsPerSecond ?? 0) + requestsPerSecond;
  }
}

/** Counts calls of gateways and waypoints to these. What is left are those of workloads; the entity's calls to itself are none. */
function divideCalls(
  context: RoutingContext,
  calls: readonly Call[],
  proxies: readonly PossibleCaller[],
): Map<string, Call[]> {
  const own = new Set(
    context.scope.workloads.map(({ ref }) => `${ref.namespace}/${ref.name}`),
  );
  const byNamespace = new Map<string, Call[]>();
  for (const call of calls) {
    const { namespace, workload } = call;
    const pods = workload && workloadNamed(context, namespace, workload);
    const proxy = pods && proxies.find(entry => isProxyPod(entry, pods));
    if (proxy) {
      addRate(proxy, call.requestsPerSecond);
    } else if (!workload || !own.has(`${namespace}/${workload}`)) {
      const known = byNamespace.get(namespace) ?? [];
      byNamespace.set(namespace, [...known, call]);
    }
  }
  return byNamespace;
}

/** Namespaces that call: as measured, else as configured, else the entity's own, so that there is one to ask about. */
function callsByNamespace(
  context: RoutingContext,
  observed: ReadonlyMap<string, Call[]>,
): Map<string, NamespaceCalls> {
  const all = new Map<string, NamespaceCalls>();
  for (const [namespace, calls] of observed) {
    all.set(namespace, { seenBy: 'telemetry', calls });
  }
  for (const namespace of configuredNamespaces(context)) {
    if (!all.has(namespace)) {
      all.set(namespace, { seenBy: 'configuration', calls: [] });
    }
  }
  return all;
}

const roles: readonly PossibleCaller['role'][] = [
  'workloads',
  'waypoint',
  'gateway',
  'outside-mesh',
  'self',
];

/** Those that are measured come first, the busiest before the others; then what the mesh itself needs; the entity comes last. */
function byTraffic(
  rootNamespace: string,
): (a: PossibleCaller, b: PossibleCaller) => number {
  const rank = ({ role, caller }: PossibleCaller): number =>
    role === 'self' ? 2 : Number(caller.namespace === rootNamespace);
  return (a, b) =>
    rank(a) - rank(b) ||
    (b.requestsPerSecond ?? -1) - (a.requestsPerSecond ?? -1) ||
    roles.indexOf(a.role) - roles.indexOf(b.role) ||
    (a.id < b.id ? -1 : 1);
}

/**
 * Who calls an entity, and whom its configuration expects to: workloads by namespace (told apart by labels where rules do), gateways
 * that admit its hosts, its waypoint; and the entity itself, for what it calls. Each with the hosts and ports that it may ask for.
 *
 * @param scope - of the same snapshot
 * @param observed - calls that were measured
 * @returns those that are measured first, the busiest before the others; the entity itself last
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest
 * @public
 */
export function routeCallers(
  snapshot: MeshSnapshot,
  scope: EntityScope,
  observed: ObservedCalls = NOTHING,
): PossibleCaller[] {
  const context = new RoutingContext(snapshot, scope, []);
  const gateways = gatewayCallers(context);
  const waypoints = waypointCallers(context);
  const proxies = [...gateways, ...waypoints];
  const calls = divideCalls(context, observed.callers, proxies);
  const [waypoint] = waypoints;
  const throughWaypoint = waypoint
    ? (rate: number | undefined) => addRate(waypoint, rate)
    : undefined;
  const workloadsOf = (namespace: string, found: NamespaceCalls) =>
    workloadCallers(context, namespace, found, proxies, throughWaypoint);
  const measured = [...callsByNamespace(context, calls)].flatMap(
    ([namespace, found]) => workloadsOf(namespace, found),
  );
  const nobody = measured.length === 0 && waypoints.length === 0;
  const expected = nobody
    ? [...context.namespaces].flatMap(namespace =>
        workloadsOf(namespace, { seenBy: 'configuration', calls: [] }),
      )
    : [];
  return [
    ...measured,
    ...expected,
    ...proxies,
    ...selfCallers(context, observed),
  ].sort(byTraffic(scope.rootNamespace));
}
