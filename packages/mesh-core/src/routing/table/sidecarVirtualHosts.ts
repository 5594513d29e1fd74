import { hostMatches, MESH_GATEWAY } from '../../refs';
import type { CompileContext } from './CompileContext';
import type { EgressScope } from './egressScopes';
import { domainsOf, type MeshHost } from './meshHosts';
import type { PreparedRoutes } from './preparedRoutes';
import type { VirtualHost } from './RouteTable';
import { defaultAction } from './virtualServiceAction';
import type { CompiledRules, RouteSite } from './virtualServiceRoutes';

const UNKNOWN_HOST_PORT = 80;

const MESH_ONLY = new Set([MESH_GATEWAY]);

/**
 * Whether HTTP rules act on a port: it is declared as HTTP, or found out.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/networking/core/httproute.go
 */
export function mayBeHttp({ ports }: MeshHost, port: number): boolean {
  return ports.some(
    ({ number, protocol }) =>
      number === port && (protocol === 'http' || protocol === 'auto'),
  );
}

function isWildcard(host: string): boolean {
  return host.startsWith('*');
}

/** For each service without rules of its very name the closest wildcard that covers it; of equals the first. */
function wildcardOwners(
  services: readonly MeshHost[],
  routes: readonly PreparedRoutes[],
): Map<MeshHost, PreparedRoutes> {
  const exact = new Set<string>();
  const wildcards = new Map<string, PreparedRoutes>();
  for (const entry of routes) {
    for (const host of entry.hosts) {
      if (!isWildcard(host)) {
        exact.add(host);
      } else if (!entry.gatewayApi && !wildcards.has(host)) {
        wildcards.set(host, entry);
      }
    }
  }
  const closest = [...wildcards].sort(([a], [b]) => b.length - a.length);
  const owners = new Map<MeshHost, PreparedRoutes>();
  for (const service of closest.length > 0 ? services : []) {
    const owner = exact.has(service.host)
      ? undefined
      : closest.find(([host]) => hostMatches(host, service.host));
    if (owner) {
      owners.set(service, owner[1]);
    }
  }
  return owners;
}

/** Hosts of an object with routes: services that it rules here, and names that no service has. */
function divide(
  { hosts, gatewayApi }: PreparedRoutes,
  registry: ReadonlyMap<string, MeshHost>,
  owned: readonly MeshHost[],
): { services: MeshHost[]; names: string[] } {
  const services: MeshHost[] = [];
  const names: string[] = [];
  for (const host of hosts.filter(name => !isWildcard(name))) {
    const known = registry.get(host);
    if (known) {
      services.push(known);
    } else {
      names.push(host);
    }
  }
  for (const host of hosts.filter(isWildcard)) {
    if (gatewayApi) {
      names.push(host);
      continue;
    }
    services.push(...owned.filter(known => hostMatches(host, known.host)));
    const any = [...registry.keys()].some(name => hostMatches(host, name));
    if (!any) {
      names.push(host);
    }
  }
  return { services, names };
}

/** A route of the Gateway API speaks for a Service of its own namespace, or for callers of it. */
function maySpeakFor(
  { gatewayApi, namespace }: PreparedRoutes,
  service: MeshHost,
  callerNamespace: string,
): boolean {
  return (
    !gatewayApi ||
    service.namespace === namespace ||
    callerNamespace === namespace
  );
}

/** Names are given once: the first who asks has them, but a short name gives way to a full one. */
class DomainBook {
  readonly #taken = new Set<string>();
  readonly #names = new Set<string>();

  constructor(readonly full: ReadonlySet<string>) {}

  /** The domains that are still free; nothing when the virtual host itself is a second one. */
  take(
    name: string,
    domains: readonly string[],
    short: ReadonlySet<string>,
  ): string[] {
    if (this.#names.has(name)) {
      return [];
    }
    this.#names.add(name);
    return domains.filter(domain => {
      const key = domain.toLowerCase();
      const gives = short.has(domain) && this.full.has(domain);
      if (gives || this.#taken.has(key)) {
        return false;
      }
      this.#taken.add(key);
      return true;
    });
  }
}

const NO_NAMES: ReadonlySet<string> = new Set();

/** Whether the port needs that an object with routes rules a service there. On port 80 unknown names are routed too. */
function concerns(
  entry: PreparedRoutes,
  port: number,
  registry: ReadonlyMap<string, MeshHost>,
  wildcards: readonly string[],
): boolean {
  return (
    port === UNKNOWN_HOST_PORT ||
    entry.hosts.some(host =>
      isWildcard(host)
        ? [...registry.keys()].some(name => hostMatches(host, name))
        : registry.has(host) || wildcards.some(name => hostMatches(name, host)),
    )
  );
}

interface Ruled {
  names: readonly string[];
  services: readonly MeshHost[];
  compiled: CompiledRules;
}

/**
 * What each object with routes rules on a port, in order.
 *
 * @returns `silent`: rules of objects that have none for this caller and port, by host
 */
function ruledHosts(
  context: CompileContext,
  scope: EgressScope,
  registry: ReadonlyMap<string, MeshHost>,
  site: RouteSite,
): { ruled: Ruled[]; silent: ReadonlyMap<string, CompiledRules['unsent']> } {
  const silent = new Map<string, CompiledRules['unsent']>();
  const owners = wildcardOwners([...registry.values()], scope.routes);
  const wildcards = [...registry.keys()].filter(isWildcard);
  const result: Ruled[] = [];
  for (const entry of scope.routes) {
    if (!concerns(entry, site.port, registry, wildcards)) {
      continue;
    }
    const compiled = entry.compile(site);
    if (compiled.routes.length === 0) {
      for (const host of entry.hosts) {
        silent.set(host, [...(silent.get(host) ?? []), ...compiled.unsent]);
      }
      continue;
    }
    const owned = [...owners]
      .filter(([, owner]) => owner === entry)
      .map(([known]) => known);
    const { services, names } = divide(entry, registry, owned);
    const own = services.filter(
      known =>
        mayBeHttp(known, site.port) &&
        maySpeakFor(entry, known, context.proxy.namespace),
    );
    if (
      own.length > 0 ||
      (site.port === UNKNOWN_HOST_PORT && !entry.gatewayApi)
    ) {
      result.push({ names, services: own, compiled });
    }
  }
  return { ruled: result, silent };
}

/**
 * The virtual hosts of a sidecar's port: first the hosts with rules, object by object, then the services without, each with the route that
 * Istio adds. The first object with a host has it wholly, unless it has no rule for this caller and port.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/networking/core/httproute.go
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/networking/core/route/route.go
 */
export function sidecarVirtualHosts(
  context: CompileContext,
  scope: EgressScope,
  port: number,
): VirtualHost[] {
  const here = scope.services.filter(({ ports }) =>
    ports.some(({ number }) => number === port),
  );
  const registry = new Map(here.map(known => [known.host, known]));
  const site: RouteSite = {
    context,
    port,
    tls: false,
    gateways: MESH_ONLY,
    onlyPort: () => undefined,
  };
  const { ruled, silent } = ruledHosts(context, scope, registry, site);
  const withRules = new Set(ruled.flatMap(({ services }) => services));
  const plain = here.filter(
    known => mayBeHttp(known, port) && !withRules.has(known),
  );
  const book = new DomainBook(
    new Set([...withRules, ...plain].map(({ host }) => host)),
  );
  const result: VirtualHost[] = [];
  const add = (
    name: string,
    known: MeshHost | undefined,
    compiled: CompiledRules,
  ): void => {
    const { domains, short } = known
      ? domainsOf(known, context.proxy.namespace)
      : { domains: [name], short: NO_NAMES };
    const free = book.take(name, domains, short);
    if (free.length > 0) {
      const { routes, unsent } = compiled;
      result.push({
        name,
        domains: free,
        routes,
        ...(unsent.length > 0 ? { unsent } : {}),
      });
    }
  };
  for (const { names, services, compiled } of ruled) {
    names.forEach(name => add(name, undefined, compiled));
    services.forEach(known => add(known.host, known, compiled));
  }
  for (const known of plain) {
    const action = defaultAction(known.host, { ...site, namespace: '' });
    add(known.host, known, {
      routes: [{ name: 'default', match: {}, action }],
      unsent: silent.get(known.host) ?? [],
    });
  }
  return result;
}
