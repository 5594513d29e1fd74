import { MESH_GATEWAY, resolveHost } from '../refs';
import {
  kindFacts,
  originalIndex,
  type VirtualService,
  type VirtualServiceHttpRoute,
  type VirtualServiceTcpRoute,
  type VirtualServiceTlsRoute,
} from '../resources';
import { concernsRule, type RouteConcern, type ScopeMember } from '../snapshot';
import { gatewayNamesOf } from '../snapshot/scope/gatewaysOf';
import { delegateOf } from '../snapshot/scope/virtualServiceConcern';
import { istioDestination, isOthers, routeDestinations } from './destinations';
import { httpConditions, l4Conditions } from './matchConditions';
import type {
  RouteAction,
  RouteObject,
  RouteOptions,
  RouteRule,
} from './routeModel';
import { httpOptions, noOptions } from './routeOptions';
import type { RoutingContext } from './RoutingContext';

type Weighted = NonNullable<VirtualServiceTcpRoute['route']>;

const NO_DESTINATION: RouteAction = {
  kind: 'none',
  reason: 'The rule names no destination.',
};

function routeAction(
  context: RoutingContext,
  route: Weighted | undefined,
  namespace: string,
): RouteAction {
  const named = (route ?? []).map(({ destination, weight }) =>
    istioDestination(destination, weight, namespace),
  );
  return named.length === 0
    ? NO_DESTINATION
    : {
        kind: 'route',
        destinations: routeDestinations(context, named, namespace),
      };
}

function redirectAction(
  redirect: NonNullable<VirtualServiceHttpRoute['redirect']>,
): RouteAction {
  const { redirectCode = 301, scheme, authority, port } = redirect;
  const uri = redirect.uri ?? redirect.prefixRewrite;
  return {
    kind: 'redirect',
    code: redirectCode,
    ...(scheme === undefined ? {} : { scheme }),
    ...(authority === undefined ? {} : { authority }),
    ...(port === undefined ? {} : { port: String(port) }),
    ...(uri === undefined ? {} : { uri }),
  };
}

function delegateAction(
  context: RoutingContext,
  delegate: string,
): RouteAction {
  const { snapshot } = context;
  const [namespace, name] = delegate.split('/');
  const { group, kind } = kindFacts.VirtualService;
  return {
    kind: 'delegate',
    ref: { cluster: snapshot.cluster, group, kind, namespace, name },
    found: snapshot.get('VirtualService', namespace, name) !== undefined,
  };
}

/** Where several are given, the proxy takes the redirect, then the direct response, then the route. */
function httpAction(
  context: RoutingContext,
  rule: VirtualServiceHttpRoute,
  namespace: string,
): RouteAction {
  if (rule.redirect) {
    return redirectAction(rule.redirect);
  }
  if (rule.directResponse) {
    const { status, body } = rule.directResponse;
    return {
      kind: 'directResponse',
      status,
      ...(body?.string === undefined ? {} : { body: body.string }),
    };
  }
  const delegate = delegateOf(rule, namespace);
  return delegate
    ? delegateAction(context, delegate)
    : routeAction(context, rule.route, namespace);
}

/** Copies to services of others are not named in an object of others. */
function visibleOptions(
  context: RoutingContext,
  options: RouteOptions,
  namespace: string,
): RouteOptions {
  return {
    ...options,
    mirrors: options.mirrors.map(mirror =>
      isOthers(context, resolveHost(mirror.host, namespace), namespace)
        ? { host: 'another service', percentage: mirror.percentage }
        : mirror,
    ),
  };
}

type Place = Pick<RouteRule, 'index' | 'path'>;

function httpRule(
  context: RoutingContext,
  rule: VirtualServiceHttpRoute,
  place: Place,
  namespace: string,
): RouteRule {
  return {
    protocol: 'http',
    ...place,
    ...(rule.name ? { name: rule.name } : {}),
    matches: (rule.match ?? []).map(match => httpConditions(match, namespace)),
    action: httpAction(context, rule, namespace),
    options: visibleOptions(context, httpOptions(rule), namespace),
  };
}

function l4Rule(
  context: RoutingContext,
  protocol: 'tls' | 'tcp',
  rule: VirtualServiceTlsRoute | VirtualServiceTcpRoute,
  place: Place,
  namespace: string,
): RouteRule {
  return {
    protocol,
    ...place,
    matches: (rule.match ?? []).map(match => l4Conditions(match, namespace)),
    action: routeAction(context, rule.route, namespace),
    options: noOptions,
  };
}

/** The rules of a VirtualService that concern the entity, in the object's order, with their places in the original. */
function rulesOf(
  context: RoutingContext,
  object: VirtualService,
  concern: RouteConcern,
): RouteRule[] {
  const { namespace } = object.metadata;
  const leftOut = context.snapshot.leftOutOf(context.snapshot.refOf(object));
  const { http = [], tls = [], tcp = [] } = object.spec;
  const concerning = <T>(
    list: readonly T[],
    name: string,
    read: (rule: T, place: Place) => RouteRule,
  ): RouteRule[] =>
    list.flatMap((rule, parsed) => {
      if (!concernsRule(concern, `spec.${name}[${parsed}]`)) {
        return [];
      }
      const index = originalIndex(leftOut, `spec.${name}`, parsed);
      return [read(rule, { index, path: `spec.${name}[${index}]` })];
    });
  return [
    ...concerning(http, 'http', (rule, place) =>
      httpRule(context, rule, place, namespace),
    ),
    ...concerning(tls, 'tls', (rule, place) =>
      l4Rule(context, 'tls', rule, place, namespace),
    ),
    ...concerning(tcp, 'tcp', (rule, place) =>
      l4Rule(context, 'tcp', rule, place, namespace),
    ),
  ];
}

function gatewaysOf(object: VirtualService): string[] {
  const { gateways = [] } = object.spec;
  const inMesh = gateways.length === 0 || gateways.includes(MESH_GATEWAY);
  return [...(inMesh ? [MESH_GATEWAY] : []), ...gatewayNamesOf(object)];
}

/**
 * A VirtualService of the scope with the rules that concern the entity.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/networking/core/route/route.go
 */
export function virtualServiceRoute(
  context: RoutingContext,
  member: ScopeMember<'VirtualService'>,
  concern: RouteConcern,
): RouteObject {
  const { object, ref } = member;
  const { http = [], tls = [], tcp = [] } = object.spec;
  const rules = rulesOf(context, object, concern);
  const { creationTimestamp } = object.metadata;
  return {
    ref,
    hosts: [...concern.hosts],
    hiddenHosts: concern.hiddenHosts,
    gateways: gatewaysOf(object),
    ...(context.isFlaggers(ref) ? { managedBy: 'flagger' as const } : {}),
    reason: member.reason,
    ...(creationTimestamp ? { createdAt: creationTimestamp } : {}),
    rules,
    hiddenRules: http.length + tls.length + tcp.length - rules.length,
  };
}
