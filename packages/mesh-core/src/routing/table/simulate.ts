import { resolveHost } from '../../refs';
import type { IstioDestination } from '../../resources';
import {
  httpMatcher,
  type HttpMatcher,
  type MatchFailure,
} from '../simulate/httpMatcher';
import type { HttpRequest } from '../simulate/HttpRequest';
import {
  lookupHost,
  selectVirtualHost,
  type HostChoice,
} from '../simulate/selectVirtualHost';
import type { TableRoute } from './compileRules';
import type { RouteTable, VirtualHost } from './RouteTable';

/** A destination as the proxy knows it. */
export interface RoutedDestination {
  host: string;
  port: number;
  subset?: string;
  /** As configured; 100 for the only one. */
  weight: number;
  /** Whether the caller has the host, the port and the subset. A request that goes where it has not gets 503. */
  exists: boolean;
}

/** What becomes of a request of a sidecar on an HTTP port. */
export type Outcome =
  | { outcome: 'route'; destinations: readonly RoutedDestination[] }
  /** Answered by the proxy. */
  | { outcome: 'redirect' }
  | { outcome: 'direct'; status: number }
  | { outcome: 'no_route'; status: 404 }
  | { outcome: 'passthrough'; level: 'http' }
  | { outcome: 'blackhole'; level: 'http'; status: 502 }
  /** Forwarded without a look at HTTP. */
  | { outcome: 'tcp'; host: string; port: number }
  /** No listener takes it as HTTP: TLS, TCP routes and unknown addresses are not modelled. */
  | { outcome: 'not_http' };

/** How an outcome came about. */
export interface Trace {
  virtualHost?: string;
  /** The domain by which the virtual host was found. */
  domain?: string;
  /** Routes before the one that won, with the first field that failed. */
  tried: readonly { route: TableRoute; failure: MatchFailure }[];
  won?: TableRoute;
}

/** The host stays as it is written: one in upper case is no host of the mesh. Without a port of its own, a sidecar calls the port that was called, also where the destination has only another. */
function destinationOf(
  table: RouteTable,
  { host, subset, port }: IstioDestination,
  namespace: string,
  listenerPort: number,
): Omit<RoutedDestination, 'weight'> {
  const name = host + resolveHost(host, namespace).slice(host.length);
  const known = table.hosts.get(name);
  const number = port?.number ?? listenerPort;
  const exists =
    known !== undefined &&
    known.ports.some(own => own.number === number) &&
    (!subset || table.subsetsOf(known).has(subset));
  return { host: name, port: number, ...(subset ? { subset } : {}), exists };
}

/** A single destination takes everything whatever its weight; of several, those without weight get nothing. */
function destinationsOf(
  table: RouteTable,
  { source }: TableRoute,
  { service }: VirtualHost,
  port: number,
): RoutedDestination[] {
  if (!source) {
    return service
      ? [{ host: service.host, port, weight: 100, exists: true }]
      : [];
  }
  const all = source.rule.route ?? [];
  return all
    .filter(({ weight }) => all.length === 1 || !!weight)
    .map(({ destination, weight }) => ({
      ...destinationOf(table, destination, source.namespace, port),
      weight: all.length === 1 ? 100 : (weight ?? 0),
    }));
}

/** Where a connection to a port of a known host comes out. */
function listenerOf(
  table: RouteTable,
  port: number,
  to: string,
):
  | readonly VirtualHost[]
  | { outcome: 'tcp'; host: string; port: number }
  | undefined {
  const called = table.names.get(lookupHost(to));
  const protocol = called?.ports.find(
    ({ number }) => number === port,
  )?.protocol;
  if (called && protocol === 'tcp') {
    return { outcome: 'tcp', host: called.host, port };
  }
  const sniffed = called && table.sniffed.get(`${called.host}:${port}`);
  return sniffed ? [sniffed] : table.ports.get(port);
}

/**
 * Says what a sidecar does with a request: finds the listener by the address and port that were called, the virtual host by the name that
 * was sent, then tries its routes in order. There is no way back from a virtual host whose routes do not match: the answer is 404.
 *
 * @param port - that was called
 * @param to - the host whose address was called; the one that was sent, when absent
 * @see https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/http/http_routing
 */
export function simulate(
  table: RouteTable,
  port: number,
  request: HttpRequest,
  to: string = request.host,
): { outcome: Outcome; trace: Trace } {
  const listener = listenerOf(table, port, to);
  if (!listener || 'outcome' in listener) {
    return {
      outcome: listener ?? { outcome: 'not_http' },
      trace: { tried: [] },
    };
  }
  const choice = selectVirtualHost(listener, request.host);
  if (choice) {
    return tryRoutes(table, port, request, choice);
  }
  return {
    outcome:
      table.unknownHosts === 'REGISTRY_ONLY'
        ? { outcome: 'blackhole', level: 'http', status: 502 }
        : { outcome: 'passthrough', level: 'http' },
    trace: { tried: [] },
  };
}

const matchers = new WeakMap<TableRoute, HttpMatcher>();

/** Regular expressions are compiled once for each route of a table. */
function matcherOf(route: TableRoute): HttpMatcher {
  const matcher = matchers.get(route) ?? httpMatcher(route.match);
  matchers.set(route, matcher);
  return matcher;
}

function tryRoutes(
  table: RouteTable,
  port: number,
  request: HttpRequest,
  { virtualHost, domain }: HostChoice<VirtualHost>,
): { outcome: Outcome; trace: Trace } {
  const tried: { route: TableRoute; failure: MatchFailure }[] = [];
  for (const route of virtualHost.routes) {
    const failure = matcherOf(route)(request);
    if (!failure) {
      return {
        outcome: actionOf(table, route, virtualHost, port),
        trace: { virtualHost: virtualHost.name, domain, tried, won: route },
      };
    }
    tried.push({ route, failure });
  }
  return {
    outcome: { outcome: 'no_route', status: 404 },
    trace: { virtualHost: virtualHost.name, domain, tried },
  };
}

/** Of several actions a redirect comes first, then an answer of the proxy itself. */
function actionOf(
  table: RouteTable,
  route: TableRoute,
  virtualHost: VirtualHost,
  port: number,
): Outcome {
  const rule = route.source?.rule;
  if (rule?.redirect) {
    return { outcome: 'redirect' };
  }
  if (rule?.directResponse) {
    return { outcome: 'direct', status: rule.directResponse.status };
  }
  return {
    outcome: 'route',
    destinations: destinationsOf(table, route, virtualHost, port),
  };
}
