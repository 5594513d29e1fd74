import { selectsLabels } from '../../snapshot/scope/servicesOf';
import type { RoutingContext } from '../RoutingContext';
import { hostsInMesh } from './callableHosts';
import {
  hasLabels,
  workloadNamed,
  workloadsIn,
  type CallerPods,
  type Labels,
} from './callerPods';
import { distinguishingLabels } from './configuredNamespaces';
import type { ObservedCalls, PossibleCaller } from './model';

const GATEWAY_NAME = 'gateway.networking.k8s.io/gateway-name';

/** Rules that tell the pods of a namespace apart make several callers of it; not more than these. */
const MAX_PER_NAMESPACE = 6;

/** Callers of one namespace before they are told apart. */
export interface NamespaceCalls {
  seenBy: PossibleCaller['seenBy'];
  calls: ObservedCalls['callers'];
}

function projection(labels: Labels, keys: ReadonlySet<string>): Labels {
  return Object.fromEntries(
    Object.entries(labels)
      .filter(([name]) => keys.has(name))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function labelText(labels: Labels): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}=${value}`)
    .join(',');
}

interface Group {
  dataplane: CallerPods['dataplane'];
  labels: Labels;
  requestsPerSecond?: number;
}

function sum(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined && b === undefined ? undefined : (a ?? 0) + (b ?? 0);
}

/** Injection gives pods more labels than their workload asks for; a Gateway without pods is known by fewer. */
function isOfGateway(gateway: Labels, workload: Labels): boolean {
  const [fewer, more] =
    Object.keys(gateway).length < Object.keys(workload).length
      ? [gateway, workload]
      : [workload, gateway];
  return Object.keys(fewer).length > 0 && hasLabels(more, fewer);
}

/** Whether pods are those of a gateway or waypoint, which are callers of their own. */
export function isProxyPod(
  { caller }: PossibleCaller,
  { namespace, name, labels }: CallerPods,
): boolean {
  switch (caller.kind) {
    case 'gateway':
      return (
        caller.namespace === namespace && isOfGateway(caller.labels, labels)
      );
    case 'waypoint':
      return caller.namespace === namespace && caller.name === name;
    default:
      return false;
  }
}

/** Whether pods are those of a gateway, also of one that does not lead to the entity. */
function isGatewayPod(
  { snapshot }: RoutingContext,
  { labels }: CallerPods,
): boolean {
  return (
    labels[GATEWAY_NAME] !== undefined ||
    snapshot
      .list('IstioGateway')
      .some(({ spec }) => selectsLabels(spec.selector, labels))
  );
}

function groupsOf(
  context: RoutingContext,
  namespace: string,
  { seenBy, calls }: NamespaceCalls,
  proxies: readonly PossibleCaller[],
): Group[] {
  const keys = distinguishingLabels(context, namespace);
  const all = workloadsIn(context, namespace);
  // A policy knows callers by an identity that only the mesh gives.
  const free = all.filter(
    pods =>
      pods.dataplane !== 'outside' &&
      !isGatewayPod(context, pods) &&
      !proxies.some(proxy => isProxyPod(proxy, pods)),
  );
  const groups = new Map<string, Group>();
  const add = (
    pods: CallerPods | undefined,
    requestsPerSecond: number | undefined,
  ): void => {
    const dataplane = (pods ?? free.at(0))?.dataplane ?? 'sidecar';
    const labels =
      pods && dataplane === 'sidecar' ? projection(pods.labels, keys) : {};
    const key = `${dataplane} ${labelText(labels)}`;
    const known = groups.get(key);
    const total = sum(known?.requestsPerSecond, requestsPerSecond);
    groups.set(key, {
      dataplane,
      labels,
      ...(total === undefined ? {} : { requestsPerSecond: total }),
    });
  };
  if (seenBy === 'telemetry') {
    for (const { workload, requestsPerSecond } of calls) {
      const pods = workload && workloadNamed(context, namespace, workload);
      add(pods || undefined, requestsPerSecond);
    }
  } else if (free.length > 0) {
    free.forEach(pods => add(pods, undefined));
  } else if (all.length === 0) {
    add(undefined, undefined);
  }
  return [...groups.values()].slice(0, MAX_PER_NAMESPACE);
}

function callerOf(
  namespace: string,
  { dataplane, labels, requestsPerSecond }: Group,
  seenBy: PossibleCaller['seenBy'],
): Omit<PossibleCaller, 'hosts'> {
  const rate = requestsPerSecond === undefined ? {} : { requestsPerSecond };
  if (dataplane !== 'sidecar') {
    return {
      id: `${dataplane === 'ambient' ? 'ambient' : 'none'}:${namespace}`,
      role: 'outside-mesh',
      caller: { kind: 'none', namespace },
      title: namespace,
      detail:
        dataplane === 'ambient'
          ? `ambient, no waypoint · namespace ${namespace}`
          : `outside of the mesh · namespace ${namespace}`,
      seenBy,
      ...rate,
    };
  }
  const text = labelText(labels);
  return {
    id: `sidecar:${namespace}${text ? `:${text}` : ''}`,
    role: 'workloads',
    caller: { kind: 'sidecar', namespace, labels },
    title: text ? `${namespace} (${text})` : namespace,
    detail: `in-mesh · namespace ${namespace}`,
    seenBy,
    ...rate,
  };
}

/**
 * The workloads of a namespace that call, told apart where rules do.
 *
 * @param proxies - gateways and waypoints, whose pods are left out
 * @param throughWaypoint - gets the rate of callers whose requests go through the waypoint of the entity; absent when it has none
 */
export function workloadCallers(
  context: RoutingContext,
  namespace: string,
  calls: NamespaceCalls,
  proxies: readonly PossibleCaller[],
  throughWaypoint?: (requestsPerSecond: number | undefined) => void,
): PossibleCaller[] {
  const hosts = hostsInMesh(context.scope);
  return groupsOf(context, namespace, calls, proxies).flatMap(group => {
    if (group.dataplane === 'ambient' && throughWaypoint) {
      if (calls.seenBy === 'telemetry') {
        throughWaypoint(group.requestsPerSecond);
      }
      return [];
    }
    return [{ ...callerOf(namespace, group, calls.seenBy), hosts }];
  });
}
