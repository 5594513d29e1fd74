import { MESH_GATEWAY, resolveHost } from '../../refs';
import type { VirtualService } from '../../resources';
import type { MeshSnapshot } from '../../snapshot';
import { sidecarOf } from '../../snapshot/scope';
import {
  compileContext,
  type CompileContext,
  type ResolvedOptions,
} from './CompileContext';
import type { RouteCaller } from './CompileOptions';
import { egressScopes, scopeOfPort, type EgressScope } from './egressScopes';
import { rulingHost } from './layer4';
import { isBound, layer4Chains } from './layer4Chains';
import { knownNames } from './knownNames';
import { meshHosts, type MeshHost } from './meshHosts';
import { meshRoutes } from './meshRoutes';
import { preparedVirtualServices, type PreparedRoutes } from './preparedRoutes';
import type {
  FilterChain,
  Listener,
  RouteTable,
  VirtualHost,
} from './RouteTable';
import { sidecarVirtualHosts } from './sidecarVirtualHosts';

type SidecarCaller = Extract<RouteCaller, { labels: unknown }>;

const MESH_ONLY = new Set([MESH_GATEWAY]);

/** Virtual hosts of a port, computed once. */
class PortHosts {
  readonly #cache = new Map<number, VirtualHost[]>();

  constructor(
    readonly context: CompileContext,
    readonly scopes: readonly EgressScope[],
  ) {}

  of(port: number): VirtualHost[] {
    const known = this.#cache.get(port);
    if (known) {
      return known;
    }
    const scope = scopeOfPort(this.scopes, port);
    const hosts = scope ? sidecarVirtualHosts(this.context, scope, port) : [];
    this.#cache.set(port, hosts);
    return hosts;
  }

  /** A port whose protocol is found out has a listener for each host: whoever calls its address gets its routes, whatever name was sent. */
  sniffed(host: string, port: number): VirtualHost[] {
    const own = this.of(port).filter(({ domains }) => domains.includes(host));
    return own.length === 1 ? [{ ...own[0], domains: ['*'] }] : own;
  }
}

/** A headless Service has listeners for its pods, as far as there are any. */
function hasPods(context: CompileContext, { host, ports }: MeshHost): boolean {
  const { endpoints } = context.target(host, ports.at(0)?.number ?? 0);
  return (endpoints ?? 0) > 0;
}

interface Building {
  context: CompileContext;
  portHosts: PortHosts;
  rulingOf(host: string): VirtualService[];
  listeners: Map<string, Listener>;
}

/** Two chains that Envoy could not tell apart. */
function isAlike(one: FilterChain, other: FilterChain): boolean {
  return (
    one.transport === other.transport &&
    (one.virtualHosts === undefined) === (other.virtualHosts === undefined) &&
    one.serverNames.join() === other.serverNames.join() &&
    (one.subnets ?? []).join() === (other.subnets ?? []).join()
  );
}

/** Hosts without an address share the listener of a port: HTTP beside bytes, bytes beside bytes as far as they can be told apart. */
function addListener(building: Building, listener: Listener): void {
  const key = `${listener.port} ${listener.host ?? ''}`;
  const present = building.listeners.get(key);
  const chains = [...(present?.chains ?? [])];
  for (const chain of listener.chains) {
    if (!chains.some(other => isAlike(chain, other))) {
      chains.push(chain);
    }
  }
  building.listeners.set(key, { ...listener, chains });
}

function addPort(
  building: Building,
  known: MeshHost,
  { number: port, protocol }: MeshHost['ports'][number],
): void {
  const { context, portHosts } = building;
  if (protocol === 'udp') {
    return;
  }
  if (protocol === 'http') {
    addListener(building, {
      port,
      chains: [
        {
          transport: 'plaintext',
          serverNames: [],
          virtualHosts: portHosts.of(port),
        },
      ],
    });
    return;
  }
  if (known.headless && !hasPods(context, known)) {
    return;
  }
  const site = { context, port, gateways: MESH_ONLY, atGateway: false };
  const chains = layer4Chains(
    known,
    protocol,
    building.rulingOf(known.host),
    site,
  );
  const bound = isBound(known) || known.headless;
  addListener(building, {
    port,
    ...(bound ? { host: known.host } : {}),
    chains:
      protocol === 'auto'
        ? [
            {
              transport: 'plaintext',
              serverNames: [],
              virtualHosts: portHosts.sniffed(known.host, port),
            },
            ...chains,
          ]
        : chains,
  });
}

function contextOf(
  snapshot: MeshSnapshot,
  caller: SidecarCaller,
  options: ResolvedOptions,
): {
  context: CompileContext;
  scopes: EgressScope[];
  callable: MeshHost[];
  mode?: RouteTable['unknownHosts'];
} {
  const proxy = { namespace: caller.namespace, labels: caller.labels };
  const world = meshHosts(snapshot, proxy.namespace, options.clusterDomain);
  const sidecar = sidecarOf(
    snapshot,
    proxy.namespace,
    proxy.labels,
    options.rootNamespace,
  );
  const routes: PreparedRoutes[] = [
    ...preparedVirtualServices({ snapshot, proxy, options }),
    ...meshRoutes({ snapshot, proxy, options, world }),
  ].sort((a, b) => (a.order < b.order ? -1 : 1));
  const scopes = egressScopes(
    sidecar,
    proxy.namespace,
    [...world.hosts.values()],
    routes,
  );
  const callable = [...new Set(scopes.flatMap(({ services }) => services))];
  const referred = new Set(
    scopes.flatMap(scope => scope.routes.flatMap(entry => entry.destinations)),
  );
  // Hosts that only a rule names can be sent to, but not called by name.
  const clusters = new Map(callable.map(known => [known.host, known]));
  for (const host of referred) {
    const known = world.hosts.get(host);
    if (known) {
      clusters.set(host, known);
    }
  }
  const context = compileContext({
    snapshot,
    caller,
    proxy,
    options,
    world,
    clusters,
  });
  return {
    context,
    scopes,
    callable,
    mode: sidecar?.spec.outboundTrafficPolicy?.mode,
  };
}

/**
 * The configuration that Istio gives to a sidecar for the requests of its pod.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/networking/core/listener.go
 */
export function sidecarTable(
  snapshot: MeshSnapshot,
  caller: SidecarCaller,
  options: ResolvedOptions,
): Omit<RouteTable, 'caveats'> {
  const { context, scopes, callable, mode } = contextOf(
    snapshot,
    caller,
    options,
  );
  const visible = scopes
    .flatMap(scope => scope.routes)
    .flatMap(({ virtualService }) => virtualService ?? [])
    .filter((entry, index, all) => all.indexOf(entry) === index)
    .filter(({ spec }) => spec.tls?.length || spec.tcp?.length);
  const hostsOf = ({ metadata, spec }: VirtualService): string[] =>
    (spec.hosts ?? []).map(host =>
      resolveHost(host, metadata.namespace, options.clusterDomain),
    );
  const building: Building = {
    context,
    portHosts: new PortHosts(context, scopes),
    rulingOf: host => rulingHost(visible, host, hostsOf),
    listeners: new Map(),
  };
  for (const known of callable) {
    for (const port of known.ports) {
      if (scopeOfPort(scopes, port.number)?.services.includes(known)) {
        addPort(building, known, port);
      }
    }
  }
  return {
    caller,
    istioVersion: options.istioVersion,
    listeners: [...building.listeners.values()],
    names: knownNames(callable, caller.namespace),
    unknownHosts: mode ?? options.outboundTrafficPolicy ?? 'ALLOW_ANY',
    pathNormalization: options.pathNormalization ?? 'DEFAULT',
  };
}
