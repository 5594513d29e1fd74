import { LONGEST_OF_ALL, LONGEST_OF_ISTIO } from '../patterns/patternLimits';
import { PatternWork } from '../patterns/PatternWork';
import type { RouteTable, TableRoute, VirtualHost } from '../table/RouteTable';
import { corsAnswer, corsHeaders } from './cors';
import { forwardOutcome, routeName } from './forwardOutcome';
import {
  httpMatcher,
  type HttpMatcher,
  type SplitRequest,
} from './httpMatcher';
import { splitPath } from './HttpRequest';
import type { Outcome, RouteRequest, RouteTrace, Simulation } from './Outcome';
import { applyHeaders, withoutOwnHeaders } from './applyHeaders';
import { redirectLocation } from './redirectLocation';
import { notesOf } from './notesOf';
import { requestSite } from './requestSite';
import { selectVirtualHost } from './selectVirtualHost';

const matchers = new WeakMap<TableRoute, HttpMatcher>();
const joiningMatchers = new WeakMap<TableRoute, HttpMatcher>();

/** The webhook of Istio does not look into routes of the Gateway API. */
function longestPatternOf({ source }: TableRoute): number {
  return source?.owner.kind === 'VirtualService'
    ? LONGEST_OF_ISTIO
    : LONGEST_OF_ALL;
}

/** Regular expressions are compiled once for each route of a table. */
function matcherOf(route: TableRoute, joins: boolean): HttpMatcher {
  const cache = joins ? joiningMatchers : matchers;
  const matcher =
    cache.get(route) ??
    httpMatcher(route.match, {
      joinRepeatedHeaders: joins,
      longestPattern: longestPatternOf(route),
    });
  cache.set(route, matcher);
  return matcher;
}

/** A gateway says itself over what a client came to it; a sidecar believes the header. */
function asSeen({ caller }: RouteTable, request: RouteRequest): RouteRequest {
  return caller.kind === 'gateway'
    ? {
        ...request,
        headers: [
          ...request.headers.filter(([name]) => name !== 'x-forwarded-proto'),
          ['x-forwarded-proto', request.scheme],
        ],
      }
    : request;
}

function unknownHost({ caller, unknownHosts }: RouteTable): Outcome {
  if (caller.kind === 'gateway' || caller.kind === 'waypoint') {
    return { outcome: 'no_route', status: 404 };
  }
  return unknownHosts === 'REGISTRY_ONLY'
    ? { outcome: 'blackhole', level: 'http', status: 502 }
    : { outcome: 'passthrough', level: 'http' };
}

function isOldHeaders({ istioVersion }: RouteTable): boolean {
  return istioVersion !== '1.31';
}

function answerOf(
  route: TableRoute,
  request: SplitRequest,
  work: PatternWork,
): Outcome {
  const { action, match } = route;
  const preflight = corsAnswer(action.cors, route, request, work);
  if (preflight) {
    return preflight;
  }
  switch (action.kind) {
    case 'redirect':
      return {
        outcome: 'redirect',
        status: action.status,
        location: redirectLocation(action, match, request),
        route: routeName(route),
      };
    case 'direct': {
      const responseHeaders = withoutOwnHeaders(
        applyHeaders([action.responseHeaders], undefined, requestSite(request)),
      );
      return {
        outcome: 'direct',
        status: action.status,
        body: action.body,
        route: routeName(route),
        ...(responseHeaders ? { responseHeaders } : {}),
      };
    }
    default:
      return forwardOutcome(
        route,
        action,
        request,
        corsHeaders(action.cors, request, work),
        work,
      );
  }
}

/**
 * Answers a request on an HTTP listener: the virtual host by the name that was sent, then its first route that matches.
 *
 * @see https://github.com/envoyproxy/envoy/blob/main/source/common/router/config_impl.cc
 */
export function answerHttp(
  table: RouteTable,
  virtualHosts: readonly VirtualHost[],
  given: RouteRequest,
  trace: RouteTrace,
): Simulation {
  const seen = asSeen(table, given);
  const request: SplitRequest = { ...seen, parts: splitPath(seen.path) };
  const choice = selectVirtualHost(virtualHosts, request.host);
  if (!choice) {
    return { outcome: unknownHost(table), trace };
  }
  const found = { ...trace, virtualHost: choice };
  if (choice.virtualHost.httpsRedirect && request.scheme === 'http') {
    const [path] = request.path.split('#', 1);
    const location = `https://${request.host}${path}`;
    return {
      outcome: {
        outcome: 'redirect',
        status: 301,
        location,
        reason: 'httpsRedirect',
      },
      trace: found,
    };
  }
  const work = new PatternWork();
  const tried: RouteTrace['tried'][number][] = [];
  const joins = isOldHeaders(table);
  for (const route of choice.virtualHost.routes) {
    const failure = matcherOf(route, joins)(request, work);
    if (!failure) {
      const outcome = answerOf(route, request, work);
      const notes = notesOf(route, work);
      return { outcome, trace: { ...found, tried, won: route, notes } };
    }
    tried.push({ route, failure });
  }
  return {
    outcome: { outcome: 'no_route', status: 404 },
    trace: { ...found, tried, notes: notesOf(undefined, work) },
  };
}
