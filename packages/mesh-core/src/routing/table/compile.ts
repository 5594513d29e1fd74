import { hostMatches, MESH_GATEWAY, resolveHost } from '../../refs';
import type { DestinationRule, VirtualService } from '../../resources';
import type { MeshSnapshot } from '../../snapshot';
import { knowsHost, sidecarOf } from '../../snapshot/scope';
import type { CompileOptions, RouteCaller } from './CompileOptions';
import { compileRules, type TableRoute } from './compileRules';
import { rulesWithDelegates, type OwnedRule } from './mergeDelegate';
import { domainsOf, meshHosts, type MeshHost } from './meshHosts';
import { rulesInEffect } from './ruleInEffect';
import type { RouteTable, VirtualHost } from './RouteTable';
import { visibleVirtualServices } from './visibleVirtualServices';

/** A VirtualService prepared once for all ports. */
interface Prepared {
  virtualService: VirtualService;
  hosts: readonly string[];
  rules: readonly OwnedRule[];
}

const UNKNOWN_HOST_PORT = 80;

const MESH_ONLY = new Set([MESH_GATEWAY]);

function httpPorts(hosts: Iterable<MeshHost>): number[] {
  const ports = new Set<number>();
  for (const { ports: own } of hosts) {
    for (const { number, protocol } of own) {
      if (protocol === 'http') {
        ports.add(number);
      }
    }
  }
  return [...ports].sort((a, b) => a - b);
}

function speaksHttp({ ports }: MeshHost, port: number): boolean {
  return ports.some(
    ({ number, protocol }) => number === port && protocol === 'http',
  );
}

/** Exact names are closer than wildcards, longer wildcards than shorter ones. */
function closeness(host: string): number {
  return host.startsWith('*') ? host.length : Number.MAX_SAFE_INTEGER;
}

/** The routes for a host: of the VirtualService with the closest name that gives any here, of equals the first. */
function routesFor(
  host: string,
  prepared: readonly Prepared[],
  routesOf: (entry: Prepared) => TableRoute[],
): TableRoute[] {
  const fitting = prepared
    .flatMap(entry => entry.hosts.map(name => ({ entry, name })))
    .filter(({ name }) => isOrCovers(name, host))
    .sort((a, b) => closeness(b.name) - closeness(a.name));
  for (const { entry } of fitting) {
    const routes = routesOf(entry);
    if (routes.length > 0) {
      return routes;
    }
  }
  return [];
}

/** Names of VirtualServices that no host with this port has, nor falls under: on port 80, or beside a host that the listener knows. */
function unknownHosts(
  { hosts }: Prepared,
  port: number,
  known: ReadonlyMap<string, MeshHost>,
): string[] {
  const beside = hosts.some(name => {
    const host = known.get(name);
    return host !== undefined && speaksHttp(host, port);
  });
  const here = [...known.values()]
    .filter(({ ports }) => ports.some(({ number }) => number === port))
    .map(({ host }) => host);
  return port === UNKNOWN_HOST_PORT || beside
    ? hosts.filter(name => !here.some(host => isOrCovers(name, host)))
    : [];
}

function isOrCovers(name: string, host: string): boolean {
  return name.startsWith('*') ? hostMatches(name, host) : name === host;
}

function virtualHostsOf(
  caller: RouteCaller,
  port: number,
  known: ReadonlyMap<string, MeshHost>,
  prepared: readonly Prepared[],
): VirtualHost[] {
  const taken = new Set<string>();
  const free = (domains: readonly string[]): string[] =>
    domains.filter(domain => !taken.has(domain) && taken.add(domain));
  const site = { caller, port, gateways: MESH_ONLY };
  const cache = new Map<Prepared, TableRoute[]>();
  const routesOf = (entry: Prepared): TableRoute[] => {
    const routes =
      cache.get(entry) ?? compileRules(entry.virtualService, entry.rules, site);
    cache.set(entry, routes);
    return routes;
  };
  const result: VirtualHost[] = [];
  const add = (virtualHost: VirtualHost): void => {
    const domains = free(virtualHost.domains);
    if (domains.length > 0) {
      result.push({ ...virtualHost, domains });
    }
  };
  const services = [...known.values()].filter(host => speaksHttp(host, port));
  // A full name belongs to its own host, whatever a shorter name of another one says.
  const ruled = services.map(service => ({
    service,
    routes: routesFor(service.host, prepared, routesOf),
  }));
  for (const entry of prepared) {
    const routes = routesOf(entry);
    for (const name of routes.length > 0
      ? unknownHosts(entry, port, known)
      : []) {
      add({ name, domains: [name], routes });
    }
  }
  for (const { service, routes } of ruled) {
    add({
      name: service.host,
      domains: domainsOf(service, caller.namespace),
      routes: routes.length > 0 ? routes : [{ match: {} }],
      service,
    });
  }
  return result;
}

/** Ports whose protocol is found out have a listener for each host: whoever calls its address gets its routes, whatever name was sent. */
function sniffedHostsOf(
  caller: RouteCaller,
  known: ReadonlyMap<string, MeshHost>,
  prepared: readonly Prepared[],
): Map<string, VirtualHost> {
  const sniffed = new Map<string, VirtualHost>();
  for (const service of known.values()) {
    for (const { number: port, protocol } of service.ports) {
      if (protocol === 'auto') {
        const site = { caller, port, gateways: MESH_ONLY };
        const routes = routesFor(
          service.host,
          prepared,
          ({ virtualService, rules }) =>
            compileRules(virtualService, rules, site),
        );
        sniffed.set(`${service.host}:${port}`, {
          name: service.host,
          domains: ['*'],
          routes: routes.length > 0 ? routes : [{ match: {} }],
          service,
        });
      }
    }
  }
  return sniffed;
}

/**
 * Compiles the HTTP routes that Istio gives to a sidecar. Rules that cannot apply to this caller are left out, as Pilot does: a host
 * whose rules are all left out keeps its default route.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/networking/core/httproute.go
 */
export function compile(
  snapshot: MeshSnapshot,
  caller: RouteCaller,
  options: CompileOptions = {},
): RouteTable {
  const { rootNamespace = 'istio-system', clusterDomain } = options;
  const { namespace, labels } = caller;
  const sidecar = sidecarOf(snapshot, namespace, labels, rootNamespace);
  const sees = (host: string, owner: string): boolean =>
    knowsHost(sidecar, namespace, host, owner) !== 'unknown';
  const all = meshHosts(snapshot, namespace, clusterDomain);
  const prepared = visibleVirtualServices(
    snapshot,
    namespace,
    MESH_GATEWAY,
    options.defaultVirtualServiceExportTo,
  )
    .map(virtualService => ({
      virtualService,
      hosts: (virtualService.spec.hosts ?? []).map(host =>
        resolveHost(host, virtualService.metadata.namespace, clusterDomain),
      ),
      rules: rulesWithDelegates(
        snapshot,
        virtualService,
        options.defaultVirtualServiceExportTo,
      ),
    }))
    .filter(({ virtualService, hosts }) =>
      hosts.some(host => sees(host, virtualService.metadata.namespace)),
    );
  const referred = new Set(
    prepared.flatMap(({ rules }) => rules.flatMap(hostsNamed(clusterDomain))),
  );
  const listed = new Map(
    [...all].filter(([host, known]) => sees(host, known.namespace)),
  );
  // Hosts that only a rule names can be sent to, but not called by name.
  const hosts = new Map(
    [...all].filter(([host]) => listed.has(host) || referred.has(host)),
  );
  const subsets = new Map<MeshHost, ReadonlySet<string>>();
  const subsetsOf = (known: MeshHost): ReadonlySet<string> => {
    const names =
      subsets.get(known) ??
      subsetNames(rulesInEffect(snapshot, known, caller, options));
    subsets.set(known, names);
    return names;
  };
  return {
    hosts,
    names: new Map(
      [...listed.values()].flatMap(host =>
        domainsOf(host, namespace).map(name => [name, host] as const),
      ),
    ),
    sniffed: sniffedHostsOf(caller, listed, prepared),
    subsetsOf,
    ports: new Map(
      httpPorts(listed.values()).map(port => [
        port,
        virtualHostsOf(caller, port, listed, prepared),
      ]),
    ),
    unknownHosts:
      sidecar?.spec.outboundTrafficPolicy?.mode ??
      options.outboundTrafficPolicy ??
      'ALLOW_ANY',
  };
}

/** Destinations and mirrors of a rule: a proxy gets them together with the rule. */
function hostsNamed(
  clusterDomain: string | undefined,
): (owned: OwnedRule) => string[] {
  return ({ rule, namespace }) =>
    [
      ...(rule.route ?? []).map(({ destination }) => destination.host),
      ...(rule.mirror ? [rule.mirror.host] : []),
      ...(rule.mirrors ?? []).map(({ destination }) => destination.host),
    ].map(host => resolveHost(host, namespace, clusterDomain));
}

function subsetNames(rules: readonly DestinationRule[]): Set<string> {
  return new Set(
    rules.flatMap(({ spec }) => (spec.subsets ?? []).map(({ name }) => name)),
  );
}
