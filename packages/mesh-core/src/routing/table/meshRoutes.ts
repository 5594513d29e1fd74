import { serviceFqdn } from '../../refs';
import type { GRPCRoute, HTTPRoute, ParentReference } from '../../resources';
import type { MeshSnapshot } from '../../snapshot';
import type { CompileContext } from './CompileContext';
import { allGatewayApiRoutes, mergedRoutes } from './gatewayApi';
import type { PreparedRoutes } from './preparedRoutes';

type Parts = Pick<CompileContext, 'snapshot' | 'proxy' | 'options' | 'world'>;

interface Parent {
  host: string;
  port?: number;
}

/** Hosts of a Service or ServiceEntry that a route hangs on. */
function parentHosts(
  snapshot: MeshSnapshot,
  parent: ParentReference,
  routeNamespace: string,
  clusterDomain: string | undefined,
): Parent[] {
  const namespace = parent.namespace ?? routeNamespace;
  const port = parent.port === undefined ? {} : { port: parent.port };
  if (parent.kind === 'Service') {
    return [
      { host: serviceFqdn(namespace, parent.name, clusterDomain), ...port },
    ];
  }
  if (parent.kind !== 'ServiceEntry') {
    return [];
  }
  const entry = snapshot.get('ServiceEntry', namespace, parent.name);
  return (entry?.spec.hosts ?? []).map(host => ({
    host: host.toLowerCase(),
    ...port,
  }));
}

/** Hosts that the rules of a route send requests to. */
function destinationsOf(
  { metadata, spec }: HTTPRoute | GRPCRoute,
  clusterDomain: string | undefined,
): string[] {
  return (spec.rules ?? [])
    .flatMap(({ backendRefs = [], filters = [] }) => [
      ...backendRefs,
      ...filters.flatMap(
        ({ requestMirror }) => requestMirror?.backendRef ?? [],
      ),
    ])
    .map(({ name, namespace }) =>
      serviceFqdn(namespace ?? metadata.namespace, name, clusterDomain),
    );
}

/**
 * The routes of the mesh: those of the Gateway API that hang on a Service or ServiceEntry. Routes of one namespace for one host and port are
 * merged. Those beside the caller come before those beside the service; others have no effect.
 *
 * @see https://gateway-api.sigs.k8s.io/mesh/
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/config/kube/gateway/conversion.go
 */
export function meshRoutes({
  snapshot,
  proxy,
  options,
}: Parts): PreparedRoutes[] {
  const { clusterDomain } = options;
  const groups = new Map<
    string,
    { parent: Parent; routes: (HTTPRoute | GRPCRoute)[] }
  >();
  for (const route of allGatewayApiRoutes(snapshot)) {
    const { namespace } = route.metadata;
    const parents = (route.spec.parentRefs ?? []).flatMap(parent =>
      parentHosts(snapshot, parent, namespace, clusterDomain),
    );
    for (const parent of parents) {
      const key = `${namespace} ${parent.host} ${parent.port ?? ''}`;
      const group = groups.get(key) ?? { parent, routes: [] };
      group.routes.push(route);
      groups.set(key, group);
    }
  }
  return [...groups.values()].map(({ parent, routes }) => {
    const prepared = mergedRoutes(routes, parent.host, proxy.namespace, true);
    return {
      ...prepared,
      destinations: routes.flatMap(route =>
        destinationsOf(route, clusterDomain),
      ),
      compile: site =>
        parent.port === undefined || parent.port === site.port
          ? prepared.compile(site)
          : { routes: [], unsent: [] },
    };
  });
}
