import { KubernetesObject, nameOf, namespaceOf } from '../../kubernetes';
import { Namespaces } from './attachment';
import { conditionsOf, Finding } from './conditions';

const useWaypoint = 'istio.io/use-waypoint';

/** Waypoints of the cluster by `<namespace>/<name>`. */
export type Waypoints = ReadonlySet<string>;

/** True when the pods of a namespace are in ambient mode. */
export function isAmbientNamespace(
  namespace: KubernetesObject | undefined,
): boolean {
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

interface PolicySpec {
  targetRefs?: { kind: string; name: string }[];
  rules?: { to?: { operation: Record<string, unknown> }[]; when?: unknown[] }[];
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

/** True when ztunnel can enforce a policy: it looks at connections, not at requests. */
function isOfConnections({ rules = [] }: PolicySpec): boolean {
  return rules.every(
    ({ to = [], when = [] }) =>
      when.length === 0 &&
      to.every(({ operation }) =>
        Object.keys(operation).every(field => /^(notP|p)orts$/.test(field)),
      ),
  );
}

/** What istiod says of an AuthorizationPolicy in ambient mode; undefined where it says nothing, or is not played. */
export function policyConditions(
  policy: KubernetesObject,
  services: ReadonlyMap<string, KubernetesObject>,
  namespaces: Namespaces,
  waypoints: Waypoints,
  nowMs: number,
): unknown {
  const spec = policy.spec as PolicySpec;
  const waypoint = waypointOfPolicy(policy, services, namespaces);
  const observedGeneration = String(policy.metadata.generation ?? 1);
  const accepted = (type: string, message: string): unknown =>
    conditionsOf(
      policy.status?.conditions,
      [{ type, holds: true, reason: 'Accepted', message, observedGeneration }],
      nowMs,
    );
  if (waypoint !== undefined && waypoints.has(waypoint)) {
    return accepted('WaypointAccepted', `bound to ${waypoint}`);
  }
  const ambient = isAmbientNamespace(namespaces.get(namespaceOf(policy)));
  return ambient && !spec.targetRefs && isOfConnections(spec)
    ? accepted('ZtunnelAccepted', 'attached to ztunnel')
    : undefined;
}

/** Objects by `<namespace>/<name>`. */
export function byKey(
  objects: readonly KubernetesObject[],
): Map<string, KubernetesObject> {
  return new Map(
    objects.map(object => [`${namespaceOf(object)}/${nameOf(object)}`, object]),
  );
}
