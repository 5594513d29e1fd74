import { KubernetesObject, nameOf, namespaceOf } from '../../kubernetes';
import { Namespaces } from './attachment';
import { conditionsOf, Finding } from './conditions';
import { PolicySpec, ztunnelFinding } from './ztunnelStatus';

const useWaypoint = 'istio.io/use-waypoint';

/** Waypoints of the cluster by `<namespace>/<name>`. */
export type Waypoints = ReadonlySet<string>;

/** True when the pods of a namespace are in ambient mode. */
function isAmbientNamespace(namespace: KubernetesObject | undefined): boolean {
  return namespace?.metadata.labels?.['istio.io/dataplane-mode'] === 'ambient';
}

/** The waypoint (`<namespace>/<name>`) of a Service, by its own label, else by that of its namespace. */
export function waypointOf(
  service: KubernetesObject,
  namespaces: Namespaces,
): string | undefined {
  const own = service.metadata.labels?.[useWaypoint];
  const inherited = namespaces.get(namespaceOf(service))?.metadata.labels;
  const name = own ?? inherited?.[useWaypoint];
  if (name === undefined || name === 'none') {
    return undefined;
  }
  const labels = own === undefined ? inherited : service.metadata.labels;
  const elsewhere = labels?.['istio.io/use-waypoint-namespace'];
  return `${elsewhere ?? namespaceOf(service)}/${name}`;
}

/** Conditions of a Service that is bound to a waypoint; undefined for others, and for the Services of waypoints. */
export function serviceConditions(
  service: KubernetesObject,
  namespaces: Namespaces,
  waypoints: Waypoints,
  nowMs: number,
): unknown {
  const waypoint = waypointOf(service, namespaces);
  const managed = service.metadata.labels?.['gateway.istio.io/managed'];
  if (waypoint === undefined || managed || !waypoints.has(waypoint)) {
    return undefined;
  }
  const fromIngress =
    service.metadata.labels?.['istio.io/ingress-use-waypoint'] === 'true';
  const bound: Finding = {
    type: 'istio.io/WaypointBound',
    holds: true,
    reason: 'WaypointAccepted',
    message: `Successfully attached to waypoint ${waypoint}${fromIngress ? '. Ingress traffic will traverse the waypoint' : ''}`,
  };
  return conditionsOf(service.status?.conditions, [bound], nowMs);
}

/** The waypoint that a policy acts in, by what it is attached to. */
function waypointOfPolicy(
  policy: KubernetesObject,
  services: ReadonlyMap<string, KubernetesObject>,
  namespaces: Namespaces,
): string | undefined {
  const [target] = (policy.spec as PolicySpec).targetRefs ?? [];
  const key = `${namespaceOf(policy)}/${target?.name}`;
  if (target?.kind === 'Gateway') {
    return key;
  }
  const service = target?.kind === 'Service' ? services.get(key) : undefined;
  return service && waypointOf(service, namespaces);
}

/** True when istiod runs with ambient mode: some namespace is in it. */
export function usesAmbient(namespaces: Namespaces): boolean {
  return [...namespaces.values()].some(isAmbientNamespace);
}

/** What istiod says of an AuthorizationPolicy; undefined where it says nothing, or is not played. */
export function policyConditions(
  policy: KubernetesObject,
  services: ReadonlyMap<string, KubernetesObject>,
  namespaces: Namespaces,
  waypoints: Waypoints,
  nowMs: number,
): unknown {
  const waypoint = waypointOfPolicy(policy, services, namespaces);
  const found: Finding | undefined =
    waypoint !== undefined && waypoints.has(waypoint)
      ? {
          type: 'WaypointAccepted',
          holds: true,
          reason: 'Accepted',
          message: `bound to ${waypoint}`,
        }
      : ztunnelFinding(policy.spec as PolicySpec);
  if (!found || !usesAmbient(namespaces)) {
    return undefined;
  }
  const observedGeneration = String(policy.metadata.generation ?? 1);
  return conditionsOf(
    policy.status?.conditions,
    [{ ...found, observedGeneration }],
    nowMs,
  );
}

/** Objects by `<namespace>/<name>`. */
export function byKey(
  objects: readonly KubernetesObject[],
): Map<string, KubernetesObject> {
  return new Map(
    objects.map(object => [`${namespaceOf(object)}/${nameOf(object)}`, object]),
  );
}
