import { hostMatches, MESH_GATEWAY } from '../../refs';
import type { Service } from '../../resources';
import type { MeshSnapshot } from '../../snapshot';
import {
  compileContext,
  type CompileContext,
  type ResolvedOptions,
} from './CompileContext';
import type { RouteCaller } from './CompileOptions';
import { layer4Chains } from './layer4Chains';
import { knownNames } from './knownNames';
import { meshHosts, type MeshHost } from './meshHosts';
import { meshRoutes } from './meshRoutes';
import { preparedVirtualServices, type PreparedRoutes } from './preparedRoutes';
import type { Listener, RouteTable, VirtualHost } from './RouteTable';
import { mayBeHttp } from './sidecarVirtualHosts';
import { defaultAction } from './virtualServiceAction';

type WaypointCaller = Extract<RouteCaller, { kind: 'waypoint' }>;

const USE_WAYPOINT = 'istio.io/use-waypoint';
const USE_WAYPOINT_NAMESPACE = 'istio.io/use-waypoint-namespace';
const WAYPOINT_FOR = 'istio.io/waypoint-for';

/**
 * A waypoint by the name of its Gateway.
 *
 * @public
 */
export interface WaypointName {
  namespace: string;
  name: string;
}

/**
 * The waypoint that a Service's requests go through, as its labels or those of its namespace say; nothing when it has none.
 *
 * @see https://istio.io/latest/docs/ambient/usage/waypoint/
 * @public
 */
export function waypointOf(
  snapshot: MeshSnapshot,
  { metadata }: Pick<Service, 'metadata'>,
): WaypointName | undefined {
  const namespace = snapshot.get('Namespace', undefined, metadata.namespace);
  for (const labels of [metadata.labels, namespace?.metadata.labels]) {
    const name = labels?.[USE_WAYPOINT];
    if (name === 'none') {
      return undefined;
    }
    if (name) {
      const owner = labels?.[USE_WAYPOINT_NAMESPACE] || metadata.namespace;
      return servesServices(snapshot, owner, name)
        ? { namespace: owner, name }
        : undefined;
    }
  }
  return undefined;
}

/** A waypoint may be there for workloads only. */
function servesServices(
  snapshot: MeshSnapshot,
  namespace: string,
  name: string,
): boolean {
  const gateway = snapshot.get('GatewayApiGateway', namespace, name);
  const mode = gateway?.metadata.labels?.[WAYPOINT_FOR] ?? 'service';
  return gateway !== undefined && (mode === 'service' || mode === 'all');
}

/** Hosts whose requests go through a waypoint. */
function servedHosts(
  snapshot: MeshSnapshot,
  { namespace, name }: WaypointCaller,
  hosts: ReadonlyMap<string, MeshHost>,
): MeshHost[] {
  return [...hosts.values()].filter(known => {
    const service =
      known.name === undefined
        ? undefined
        : snapshot.get('Service', known.namespace, known.name);
    const waypoint = service && waypointOf(snapshot, service);
    return waypoint?.namespace === namespace && waypoint.name === name;
  });
}

interface Building {
  context: CompileContext;
  routes: readonly PreparedRoutes[];
}

/** All routes for a host one after the other; only those of the service's namespace and the waypoint's own. */
function virtualHostOf(
  { context, routes }: Building,
  known: MeshHost,
  port: number,
): VirtualHost {
  const site = {
    context,
    port,
    tls: false,
    gateways: new Set([MESH_GATEWAY]),
    onlyPort: ({ ports }: MeshHost) =>
      ports.length === 1 ? ports[0].number : undefined,
  };
  const compiled = routes
    .filter(
      ({ namespace, hosts }) =>
        (namespace === known.namespace ||
          namespace === context.proxy.namespace) &&
        hosts.some(host => hostMatches(host, known.host)),
    )
    .map(entry => entry.compile(site));
  const own = compiled.flatMap(entry => entry.routes);
  const unsent = compiled.flatMap(entry => entry.unsent);
  return {
    name: known.host,
    domains: ['*'],
    routes:
      own.length > 0
        ? own
        : [
            {
              name: 'default',
              match: {},
              action: defaultAction(known.host, { ...site, namespace: '' }),
            },
          ],
    ...(unsent.length > 0 ? { unsent } : {}),
  };
}

function listenersOf(building: Building, known: MeshHost): Listener[] {
  const { context, routes } = building;
  return known.ports.flatMap(({ number: port, protocol }) => {
    if (protocol === 'udp') {
      return [];
    }
    const http = mayBeHttp(known, port)
      ? [
          {
            transport:
              protocol === 'auto' ? ('plaintext' as const) : ('any' as const),
            serverNames: [],
            virtualHosts: [virtualHostOf(building, known, port)],
          },
        ]
      : [];
    const services = routes
      .filter(({ hosts }) => hosts.some(host => hostMatches(host, known.host)))
      .flatMap(({ virtualService }) => virtualService ?? []);
    const site = {
      context,
      port,
      gateways: new Set([MESH_GATEWAY]),
      atGateway: false,
    };
    const bytes =
      protocol === 'http' ? [] : layer4Chains(known, protocol, services, site);
    return [{ port, host: known.host, chains: [...http, ...bytes] }];
  });
}

/**
 * The configuration of a waypoint: for each port of the services behind it one virtual host that takes every name, with the routes of all
 * objects for that service one after the other.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/networking/core/listener_waypoint.go
 */
export function waypointTable(
  snapshot: MeshSnapshot,
  caller: WaypointCaller,
  options: ResolvedOptions,
): Omit<RouteTable, 'caveats'> {
  const proxy = { namespace: caller.namespace, labels: {} };
  const world = meshHosts(snapshot, proxy.namespace, options.clusterDomain);
  const parts = { snapshot, caller, proxy, options, world };
  const context = compileContext({ ...parts, clusters: world.hosts });
  const routes = [...preparedVirtualServices(parts), ...meshRoutes(parts)].sort(
    (a, b) => (a.order < b.order ? -1 : 1),
  );
  const served = servedHosts(snapshot, caller, world.hosts);
  return {
    caller,
    istioVersion: options.istioVersion,
    listeners: served.flatMap(known => listenersOf({ context, routes }, known)),
    names: knownNames(served, caller.namespace),
    unknownHosts: 'REGISTRY_ONLY',
    pathNormalization: options.pathNormalization ?? 'DEFAULT',
  };
}
