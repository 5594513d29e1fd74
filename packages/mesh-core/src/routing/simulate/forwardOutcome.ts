import type { ResourceRef } from '../../refs';
import type { PatternWork } from '../patterns/PatternWork';
import type { TableRoute } from '../table/RouteTable';
import type {
  HeaderOperations,
  TableAction,
  TableDestination,
} from '../table/TableAction';
import { applyHeaders } from './applyHeaders';
import type { HttpRequest } from './HttpRequest';
import type { Outcome, OutcomeDestination, RouteName } from './Outcome';
import { requestSite } from './requestSite';
import { rewritePath } from './rewritePath';

type Forward = Extract<TableAction, { kind: 'route' }>;

function qualified({ namespace, name }: ResourceRef): string {
  return `${namespace ?? ''}/${name}`;
}

/**
 * The name of the rule that answered.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/networking/core/route/route.go
 */
export function routeName({ source, name }: TableRoute): RouteName {
  if (!source) {
    return { name: 'default' };
  }
  const owner = qualified(source.owner);
  switch (source.owner.kind) {
    case 'HTTPRoute':
      return { name: name ?? '', httpRoute: owner, rule: source.rule };
    case 'GRPCRoute':
      return { name: name ?? '', grpcRoute: owner, rule: source.rule };
    default:
      return { virtualService: owner, ...(name ? { name } : {}) };
  }
}

/**
 * A destination without what depends on a request.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/networking/core/route/route.go
 */
export function destinationOutcome(
  destination: TableDestination,
  withPolicy: boolean,
): OutcomeDestination {
  const { host, port, subset, weight, exists, policy, cluster } = destination;
  const where =
    cluster === undefined
      ? { host, port, ...(subset ? { subset } : {}) }
      : { cluster };
  return {
    ...where,
    weight,
    exists,
    ...(withPolicy && policy ? { policy } : {}),
  };
}

/** What is sent to one destination: changes of the destination act first, those of the route after them. */
function sentTo(
  destination: TableDestination,
  action: Forward,
  request: HttpRequest,
  cors: HeaderOperations | undefined,
): { destination: OutcomeDestination; authority: string } {
  const own = destination.authority;
  const requestHeaders = applyHeaders(
    [destination.requestHeaders, action.requestHeaders],
    request.headers,
    requestSite(request, own === undefined ? {} : { authority: own }),
  );
  const responseHeaders = applyHeaders(
    [destination.responseHeaders, action.responseHeaders, cors],
    undefined,
    requestSite(request),
  );
  return {
    destination: {
      ...destinationOutcome(destination, true),
      ...(requestHeaders ? { requestHeaders } : {}),
      ...(responseHeaders ? { responseHeaders } : {}),
    },
    authority: action.authority ?? own ?? request.host,
  };
}

/**
 * The outcome of a request that is forwarded.
 *
 * @see https://github.com/envoyproxy/envoy/blob/main/source/common/router/config_impl.cc
 */
export function forwardOutcome(
  route: TableRoute,
  action: Forward,
  request: HttpRequest,
  cors: HeaderOperations | undefined,
  work: PatternWork,
): Outcome {
  const sent = action.destinations.map(destination =>
    sentTo(destination, action, request, cors),
  );
  const authority = sent.at(0)?.authority ?? action.authority ?? request.host;
  const path = rewritePath(request.path, route.match, action.rewrite, work);
  const { timeoutMs, retries, mirrors, fault } = action;
  return {
    outcome: 'route',
    route: routeName(route),
    destinations: sent.map(one =>
      one.authority === authority
        ? one.destination
        : { ...one.destination, authority: one.authority, path },
    ),
    timeoutMs,
    retries,
    path,
    authority,
    ...(mirrors ? { mirrors } : {}),
    ...(fault ? { fault } : {}),
    ...(action.destinations.every(({ exists }) => exists)
      ? {}
      : { statusIfMissing: action.statusIfMissing }),
  };
}
