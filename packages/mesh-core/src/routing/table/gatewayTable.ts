import { hostIsSubsetOf, hostMatches } from '../../refs';
import type { VirtualService } from '../../resources';
import type { MeshSnapshot } from '../../snapshot';
import {
  compileContext,
  type CompileContext,
  type ResolvedOptions,
} from './CompileContext';
import type { RouteCaller } from './CompileOptions';
import { gatewayApiRoutes, gatewayApiServers } from './gatewayApi';
import {
  istioServers,
  mergeServers,
  proxyPorts,
  type PortServers,
  type ProxyServer,
} from './gatewayServers';
import { tcpRules, tlsRules, type Layer4Site } from './layer4';
import { meshHosts } from './meshHosts';
import { preparedVirtualServices, type PreparedRoutes } from './preparedRoutes';
import type {
  FilterChain,
  KnownHost,
  Listener,
  RouteTable,
  TableRoute,
  UnsentRule,
  VirtualHost,
} from './RouteTable';
import { isCatchAll } from './virtualServiceRoutes';

type GatewayCaller = Extract<RouteCaller, { labels: unknown }>;

/** Hosts that a server admits for routes of a namespace. */
function hostsFor({ hosts }: ProxyServer, namespace: string): string[] {
  return hosts.flatMap(entry => {
    const slash = entry.indexOf('/');
    if (slash < 0) {
      return [entry];
    }
    return entry.slice(0, slash) === namespace ? [entry.slice(slash + 1)] : [];
  });
}

/** What both sides cover; of two that overlap the narrower. */
function intersection(
  admitted: readonly string[],
  wanted: readonly string[],
): string[] {
  const found = new Set<string>();
  for (const one of admitted) {
    for (const other of wanted) {
      if (hostIsSubsetOf(one, other)) {
        found.add(one.toLowerCase());
      } else if (hostIsSubsetOf(other, one)) {
        found.add(other.toLowerCase());
      }
    }
  }
  return [...found];
}

/** Routes that take everything go behind all others; the rest stays as it is. */
function catchAllsLast(routes: readonly TableRoute[]): TableRoute[] {
  return [
    ...routes.filter(route => !isCatchAll(route)),
    ...routes.filter(isCatchAll),
  ];
}

interface Building {
  context: CompileContext;
  routesOf(gateway: string): PreparedRoutes[];
}

interface OpenHost {
  routes: TableRoute[];
  unsent: UnsentRule[];
  httpsRedirect: boolean;
}

/** Adds the routes of one server to the virtual hosts of its port. */
function addServer(
  { context, routesOf }: Building,
  server: ProxyServer,
  virtualHosts: Map<string, OpenHost>,
): void {
  const redirects = server.tls === 'redirect';
  const open = (host: string): OpenHost => {
    const known = virtualHosts.get(host) ?? {
      routes: [],
      unsent: [],
      httpsRedirect: false,
    };
    virtualHosts.set(host, known);
    known.httpsRedirect ||= redirects;
    return known;
  };
  for (const entry of routesOf(server.gateway)) {
    const hosts = intersection(hostsFor(server, entry.namespace), entry.hosts);
    if (hosts.length === 0) {
      continue;
    }
    const { routes, unsent } = entry.compile({
      context,
      port: server.port.number,
      tls: server.tls !== 'none',
      gateways: new Set([server.gateway]),
      onlyPort: ({ ports }) =>
        ports.length === 1 ? ports[0].number : undefined,
    });
    for (const host of routes.length > 0 ? hosts : []) {
      const known = open(host);
      known.routes.push(...routes);
      known.unsent.push(...unsent);
    }
  }
  if (redirects) {
    server.hosts.forEach(host => open(host.toLowerCase()));
  }
}

function virtualHostsOf(
  building: Building,
  servers: readonly ProxyServer[],
): VirtualHost[] {
  const virtualHosts = new Map<string, OpenHost>();
  for (const server of servers) {
    addServer(building, server, virtualHosts);
  }
  return [...virtualHosts].map(([host, { routes, unsent, httpsRedirect }]) => ({
    name: host,
    domains: [host],
    routes: catchAllsLast(routes),
    ...(unsent.length > 0 ? { unsent } : {}),
    ...(httpsRedirect ? { httpsRedirect } : {}),
  }));
}

function serverNames({ hosts }: ProxyServer): string[] {
  const names = hosts.map(entry =>
    entry.slice(entry.indexOf('/') + 1).toLowerCase(),
  );
  return names.includes('*') ? [] : [...new Set(names)];
}

/** VirtualServices of a gateway with a host that the server admits. */
function admittedServices(
  server: ProxyServer,
  routes: readonly PreparedRoutes[],
): VirtualService[] {
  return routes.flatMap(({ virtualService, namespace, hosts }) => {
    const fits = hostsFor(server, namespace).some(admitted =>
      hosts.some(host => hostMatches(admitted, host)),
    );
    return virtualService && fits ? [virtualService] : [];
  });
}

/** Connections that a server passes on without a look at HTTP. */
function layer4Chains(
  { context, routesOf }: Building,
  server: ProxyServer,
): FilterChain[] {
  const services = admittedServices(server, routesOf(server.gateway));
  const site: Layer4Site = {
    context,
    port: server.port.number,
    gateways: new Set([server.gateway]),
    atGateway: true,
  };
  if (server.tls === 'passthrough') {
    return tlsRules(services, site)
      .filter(({ destinations }) => destinations.length > 0)
      .map(({ serverNames: names, destinations, source }) => ({
        transport: 'tls',
        serverNames: names.includes('*') ? [] : names,
        destinations,
        source,
      }));
  }
  const rule = tcpRules(services, site).find(
    ({ destinations }) => destinations.length > 0,
  );
  const tls = server.tls === 'terminate';
  return rule
    ? [
        {
          transport: tls ? 'tls' : 'any',
          serverNames: tls ? serverNames(server) : [],
          destinations: rule.destinations,
          source: rule.source,
        },
      ]
    : [];
}

function tlsChains(building: Building, server: ProxyServer): FilterChain[] {
  const isHttps =
    server.tls === 'terminate' && /^https/i.test(server.port.protocol);
  if (!isHttps) {
    return layer4Chains(building, server);
  }
  const { clientCertificate } = server;
  return [
    {
      transport: 'tls',
      serverNames: serverNames(server),
      virtualHosts: virtualHostsOf(building, [server]),
      ...(clientCertificate ? { clientCertificate } : {}),
    },
  ];
}

/** Two chains with a server name in common, which Envoy does not take. */
function refusal(chains: readonly FilterChain[]): string | undefined {
  const seen = new Set<string>();
  for (const { transport, serverNames: names } of chains) {
    for (const name of names.length > 0 ? names : ['*']) {
      const key = `${transport} ${name}`;
      if (seen.has(key)) {
        return `Two servers ask for ${name === '*' ? 'every server name' : `the server name ${name}`}.`;
      }
      seen.add(key);
    }
  }
  return undefined;
}

function listenerOf(
  building: Building,
  { port, kind, servers }: PortServers,
): Listener | undefined {
  if (kind === 'http') {
    const virtualHosts = virtualHostsOf(building, servers);
    return {
      port,
      chains: [{ transport: 'any', serverNames: [], virtualHosts }],
    };
  }
  const chains = servers.flatMap(server =>
    kind === 'tls'
      ? tlsChains(building, server)
      : layer4Chains(building, server),
  );
  const refused = refusal(chains);
  return chains.length === 0
    ? undefined
    : { port, chains, ...(refused ? { refused } : {}) };
}

/**
 * The configuration that Istio gives to a gateway. Its ports are those of its Service: a listener answers on each port of the Service that
 * leads to it, and on its own.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/networking/core/gateway.go
 */
export function gatewayTable(
  snapshot: MeshSnapshot,
  caller: GatewayCaller,
  options: ResolvedOptions,
): Omit<RouteTable, 'caveats'> {
  const proxy = { namespace: caller.namespace, labels: caller.labels };
  const world = meshHosts(snapshot, proxy.namespace, options.clusterDomain);
  const parts = { snapshot, caller, proxy, options, world };
  const context = compileContext({ ...parts, clusters: world.hosts });
  const known = new Map<string, PreparedRoutes[]>();
  const building: Building = {
    context,
    routesOf: gateway => {
      const routes =
        known.get(gateway) ??
        [
          ...preparedVirtualServices(parts, gateway),
          ...gatewayApiRoutes(parts, gateway),
        ].sort((a, b) => (a.order < b.order ? -1 : 1));
      known.set(gateway, routes);
      return routes;
    },
  };
  const portsOf = proxyPorts(snapshot, proxy);
  const listeners = mergeServers(
    [...istioServers(parts), ...gatewayApiServers(parts)],
    portsOf,
  ).flatMap(servers => listenerOf(building, servers) ?? []);
  return {
    caller,
    istioVersion: options.istioVersion,
    listeners: [...listeners, ...servicePorts(snapshot, proxy, listeners)],
    names: new Map<string, KnownHost>(),
    unknownHosts: 'REGISTRY_ONLY',
    pathNormalization: options.pathNormalization ?? 'DEFAULT',
  };
}

/** Ports of the gateway's Service that lead to a listener on another port. */
function servicePorts(
  snapshot: MeshSnapshot,
  proxy: CompileContext['proxy'],
  listeners: readonly Listener[],
): Listener[] {
  const portsOf = proxyPorts(snapshot, proxy);
  const own = new Set(listeners.map(({ port }) => port));
  const service = new Set(
    snapshot
      .list('Service', proxy.namespace)
      .flatMap(({ spec }) => (spec.ports ?? []).map(({ port }) => port)),
  );
  return [...service]
    .filter(port => !own.has(port))
    .flatMap(port => {
      const targets = portsOf(port).filter(target => target !== port);
      const listener = listeners.find(entry => targets.includes(entry.port));
      return listener ? [{ ...listener, port }] : [];
    });
}
