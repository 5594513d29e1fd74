import { KubernetesObject, namespaceOf, ObjectStore } from '../../kubernetes';
import { Namespaces, namesGateway, refusalOf } from './attachment';
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

function findingsOf(
  parent: Reference,
  route: RouteObject,
  { store, gateways, namespaces }: RouteSurroundings,
): Finding[] | undefined {
  const gateway = gateways.find(item => namesGateway(parent, route, item));
  const ofMesh = parent.kind === 'Service';
  if (!gateway && !ofMesh) {
    return undefined;
  }
  const refusal = gateway && refusalOf(parent, route, gateway, namespaces);
  const problem = backendProblem(store, route, !ofMesh);
  const observedGeneration = route.metadata.generation ?? 1;
  return [
    {
      type: 'Accepted',
      holds: refusal === undefined,
      observedGeneration,
      ...(refusal ?? { reason: 'Accepted', message: 'Route was valid' }),
    },
    {
      type: 'ResolvedRefs',
      holds: problem === undefined,
      observedGeneration,
      ...(problem ?? {
        reason: 'ResolvedRefs',
        message: 'All references resolved',
      }),
    },
  ];
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
