import { resolveHost, serviceFqdn } from '../refs';
import type {
  GRPCRoute,
  HTTPRoute,
  KindName,
  MeshObjects,
  VirtualService,
} from '../resources';
import { canaryNames } from './canaryNames';
import { backendFqdn, routeBackends } from './routeBackends';

/** Destinations of a VirtualService as written: of routes and mirrors of every protocol. */
function destinationsOf(virtualService: VirtualService): string[] {
  const { http = [], tls = [], tcp = [] } = virtualService.spec;
  const routed = [...http, ...tls, ...tcp].flatMap(rule =>
    (rule.route ?? []).map(({ destination }) => destination.host),
  );
  const mirrored = http.flatMap(rule => [
    ...(rule.mirror ? [rule.mirror.host] : []),
    ...(rule.mirrors ?? []).map(({ destination }) => destination.host),
  ]);
  return [...routed, ...mirrored];
}

function hostsOfRoute(route: HTTPRoute | GRPCRoute): string[] {
  const { namespace } = route.metadata;
  const parents = (route.spec.parentRefs ?? []).filter(
    parent => parent.kind === 'Service',
  );
  return [
    ...(route.spec.hostnames ?? []),
    ...[...parents, ...routeBackends(route)].map(backend =>
      backendFqdn(backend, namespace),
    ),
  ];
}

/** A host of a gateway or sidecar without the namespace in front of it. */
function withoutNamespace(host: string): string {
  return host.slice(host.indexOf('/') + 1);
}

type HostsOf = {
  readonly [K in KindName]?: (object: MeshObjects[K]) => string[];
};

const hostsByKind: HostsOf = {
  VirtualService: object => [
    ...(object.spec.hosts ?? []),
    ...destinationsOf(object),
  ],
  DestinationRule: object =>
    object.spec.host === undefined ? [] : [object.spec.host],
  ServiceEntry: object => object.spec.hosts ?? [],
  IstioGateway: object =>
    (object.spec.servers ?? []).flatMap(server =>
      (server.hosts ?? []).map(withoutNamespace),
    ),
  GatewayApiGateway: object =>
    (object.spec.listeners ?? []).map(listener => listener.hostname ?? '*'),
  Sidecar: object =>
    (object.spec.egress ?? []).flatMap(egress =>
      (egress.hosts ?? []).map(withoutNamespace),
    ),
  HTTPRoute: hostsOfRoute,
  GRPCRoute: hostsOfRoute,
  Service: ({ metadata }) => [serviceFqdn(metadata.namespace, metadata.name)],
  Canary: object => {
    const names = canaryNames(object);
    return names ? [names.apex, names.primaryService, names.canaryService] : [];
  },
};

/**
 * The hosts that an object names as host, destination or mirror: full names in lower case, each once. Wildcards stay.
 * Kinds that name no hosts have none.
 */
export function hostsOf<K extends KindName>(
  kind: K,
  object: MeshObjects[K],
): string[] {
  const named = hostsByKind[kind]?.(object) ?? [];
  const namespace = object.metadata.namespace ?? '';
  return [...new Set(named.map(host => resolveHost(host, namespace)))];
}
