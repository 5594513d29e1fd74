import { KubernetesObject, namespaceOf, ObjectStore } from '../../kubernetes';
import { usesAmbient, waypointOf } from './ambientStatus';
import { Namespaces, namesGateway, Refusal, refusalOf } from './attachment';
import { Condition, conditionsOf, Finding } from './conditions';
import { GatewayObject, Reference, RouteObject } from './shapes';

const controllerName = 'istio.io/gateway-controller';

interface Grant {
  from?: { group: string; kind: string; namespace: string }[];
  to?: { group: string; kind: string; name?: string }[];
}

/** What the status of a route depends on. */
export interface RouteSurroundings {
  readonly store: ObjectStore;
  readonly gateways: readonly GatewayObject[];
  readonly namespaces: Namespaces;
  readonly nowMs: number;
}

function isGranted(
  store: ObjectStore,
  route: RouteObject,
  { name, namespace = '' }: Reference,
): boolean {
  const grants = store.list(
    'referencegrants.gateway.networking.k8s.io',
    namespace,
  ).items;
  return grants.some(({ spec = {} }) => {
    const { from = [], to = [] } = spec as Grant;
    return (
      from.some(
        source =>
          source.kind === route.kind && source.namespace === namespaceOf(route),
      ) &&
      to.some(
        target => target.kind === 'Service' && (target.name ?? name) === name,
      )
    );
  });
}

/** The first backend that cannot be used. Routes of the mesh need no ReferenceGrant. */
function backendProblem(
  store: ObjectStore,
  route: RouteObject,
  needsGrant: boolean,
): Pick<Finding, 'message' | 'reason'> | undefined {
  const own = namespaceOf(route);
  const backends = (route.spec.rules ?? []).flatMap(
    ({ backendRefs = [] }) => backendRefs,
  );
  for (const backend of backends) {
    const { name, namespace = own } = backend;
    if (needsGrant && namespace !== own && !isGranted(store, route, backend)) {
      return {
        reason: 'RefNotPermitted',
        message: `backendRef ${name}/${namespace} not accessible to a ${route.kind} in namespace "${own}" (missing a ReferenceGrant?)`,
      };
    }
    if (!store.get({ kind: 'services', namespace, name })) {
      return {
        reason: 'BackendNotFound',
        message: `backend(${name}.${namespace}.svc.cluster.local) not found`,
      };
    }
  }
  return undefined;
}

const noWaypoint =
  'istio.io/use-waypoint label missing from parent and parent namespace; in ambient mode, route will not be respected';

/** With ambient mode, istiod says of an HTTPRoute whether a waypoint acts on it. It is no error when none does. */
function waypointFinding(
  service: KubernetesObject | undefined,
  ofMesh: boolean,
  namespaces: Namespaces,
): Finding {
  const missing = service ? noWaypoint : 'parent not found';
  const bound =
    !ofMesh || (service && waypointOf(service, namespaces) !== undefined);
  return {
    type: 'ResolvedWaypoints',
    holds: true,
    reason: 'ResolvedWaypoints',
    message: bound ? 'All waypoints resolved' : missing,
  };
}

function acceptedFinding(refusal: Refusal | undefined): Finding {
  return {
    type: 'Accepted',
    holds: refusal === undefined,
    ...(refusal ?? { reason: 'Accepted', message: 'Route was valid' }),
  };
}

function refusalOfService(
  name: string,
  service: KubernetesObject | undefined,
): Refusal | undefined {
  return service
    ? undefined
    : {
        reason: 'NoMatchingParent',
        message: `parent service: "${name}" not found`,
      };
}

function findingsOf(
  parent: Reference,
  route: RouteObject,
  { store, gateways, namespaces }: RouteSurroundings,
): Finding[] | undefined {
  const { kind, name, namespace = namespaceOf(route) } = parent;
  const gateway = gateways.find(item => namesGateway(parent, route, item));
  const ofMesh = kind === 'Service';
  if (!gateway && !ofMesh) {
    return undefined;
  }
  const service = ofMesh
    ? store.get({ kind: 'services', namespace, name })
    : undefined;
  const refusal = gateway
    ? refusalOf(parent, route, gateway, namespaces)
    : refusalOfService(name, service);
  const problem = backendProblem(store, route, !ofMesh) ?? {
    reason: 'ResolvedRefs',
    message: 'All references resolved',
  };
  const withWaypoints = route.kind === 'HTTPRoute' && usesAmbient(namespaces);
  const observedGeneration = route.metadata.generation ?? 1;
  return [
    acceptedFinding(refusal),
    {
      type: 'ResolvedRefs',
      holds: problem.reason === 'ResolvedRefs',
      ...problem,
    },
    ...(withWaypoints ? [waypointFinding(service, ofMesh, namespaces)] : []),
  ].map(finding => ({ ...finding, observedGeneration }));
}

/** `status` of an HTTPRoute or GRPCRoute: one entry for each parent that istiod is responsible for. */
export function routeStatus(
  route: RouteObject,
  surroundings: RouteSurroundings,
): KubernetesObject['status'] {
  const before = (route.status?.parents ?? []) as {
    parentRef: Reference;
    conditions: Condition[];
  }[];
  const parents = (route.spec.parentRefs ?? []).flatMap(parentRef => {
    const findings = findingsOf(parentRef, route, surroundings);
    const known = before.find(
      ({ parentRef: other }) =>
        other.name === parentRef.name &&
        other.sectionName === parentRef.sectionName,
    );
    return findings
      ? [
          {
            parentRef,
            controllerName,
            conditions: conditionsOf(
              known?.conditions,
              findings,
              surroundings.nowMs,
            ),
          },
        ]
      : [];
  });
  return { parents };
}
