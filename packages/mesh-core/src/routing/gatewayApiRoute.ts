import { MESH_GATEWAY, resolveHost } from '../refs';
import {
  originalIndex,
  type GRPCRoute,
  type GRPCRouteRule,
  type HTTPRoute,
  type HTTPRouteRule,
} from '../resources';
import { concernsRule, type RouteConcern, type ScopeMember } from '../snapshot';
import { backendFqdn } from '../snapshot/routeBackends';
import {
  isOthers,
  routeDestinations,
  type NamedDestination,
} from './destinations';
import { grpcRouteConditions, httpRouteConditions } from './matchConditions';
import type { RouteAction, RouteObject, RouteRule } from './routeModel';
import { gatewayRouteOptions } from './routeOptions';
import type { RoutingContext } from './RoutingContext';

type AnyRule = HTTPRouteRule | GRPCRouteRule;

/** Where a code is not given, the Gateway API redirects with 302. */
function redirectAction(
  redirect: NonNullable<
    NonNullable<HTTPRouteRule['filters']>[number]['requestRedirect']
  >,
): RouteAction {
  const { statusCode = 302, scheme, hostname, port, path } = redirect;
  const uri = path?.replaceFullPath ?? path?.replacePrefixMatch;
  return {
    kind: 'redirect',
    code: statusCode,
    ...(scheme === undefined ? {} : { scheme }),
    ...(hostname === undefined ? {} : { authority: hostname }),
    ...(port === undefined ? {} : { port: String(port) }),
    ...(uri === undefined ? {} : { uri }),
  };
}

function actionOf(
  context: RoutingContext,
  rule: AnyRule,
  namespace: string,
): RouteAction {
  const filters: HTTPRouteRule['filters'] = rule.filters;
  const redirect = filters?.find(({ requestRedirect }) => requestRedirect);
  if (redirect?.requestRedirect) {
    return redirectAction(redirect.requestRedirect);
  }
  const backends: HTTPRouteRule['backendRefs'] = rule.backendRefs;
  const named = (backends ?? []).map((backend): NamedDestination => ({
    host: backend.name,
    fqdn: backendFqdn(backend, namespace),
    ...(backend.port === undefined ? {} : { port: backend.port }),
    ...(backend.weight === undefined ? {} : { weight: backend.weight }),
    effectiveWeight: backend.weight ?? 1,
  }));
  return named.length === 0
    ? {
        kind: 'none',
        reason: 'The rule has no backend: requests are answered with 500.',
      }
    : {
        kind: 'route',
        destinations: routeDestinations(context, named, namespace),
      };
}

function matchesOf(route: HTTPRoute | GRPCRoute, index: number) {
  return route.kind === 'HTTPRoute'
    ? (route.spec.rules?.[index].matches ?? []).map(httpRouteConditions)
    : (route.spec.rules?.[index].matches ?? []).map(grpcRouteConditions);
}

function ruleOf(
  context: RoutingContext,
  route: HTTPRoute | GRPCRoute,
  rule: AnyRule,
  parsed: number,
): RouteRule {
  const { namespace } = route.metadata;
  const leftOut = context.snapshot.leftOutOf(context.snapshot.refOf(route));
  const index = originalIndex(leftOut, 'spec.rules', parsed);
  const options = gatewayRouteOptions(rule);
  return {
    protocol: route.kind === 'HTTPRoute' ? 'http' : 'grpc',
    index,
    path: `spec.rules[${index}]`,
    ...(rule.name ? { name: rule.name } : {}),
    matches: matchesOf(route, parsed),
    action: actionOf(context, rule, namespace),
    options: {
      ...options,
      mirrors: options.mirrors.map(mirror =>
        isOthers(context, resolveHost(mirror.host, namespace), namespace)
          ? { ...mirror, host: 'another service' }
          : mirror,
      ),
    },
  };
}

function gatewaysOf(route: HTTPRoute | GRPCRoute): string[] {
  const names = (route.spec.parentRefs ?? []).map(parent =>
    parent.kind === 'Service'
      ? MESH_GATEWAY
      : `${parent.namespace ?? route.metadata.namespace}/${parent.name}`,
  );
  return [...new Set(names)];
}

/**
 * An HTTPRoute or GRPCRoute of the scope with the rules that concern the entity.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/config/kube/gateway/conversion.go
 */
export function gatewayApiRoute(
  context: RoutingContext,
  member: ScopeMember<'HTTPRoute' | 'GRPCRoute'>,
  concern: RouteConcern,
): RouteObject {
  const { object, ref, reason } = member;
  const all: readonly AnyRule[] = object.spec.rules ?? [];
  const rules = all.flatMap((rule, index) =>
    concernsRule(concern, `spec.rules[${index}]`)
      ? [ruleOf(context, object, rule, index)]
      : [],
  );
  const { creationTimestamp } = object.metadata;
  return {
    ref,
    hosts: [...concern.hosts],
    hiddenHosts: concern.hiddenHosts,
    gateways: gatewaysOf(object),
    ...(context.isFlaggers(ref) ? { managedBy: 'flagger' as const } : {}),
    reason,
    ...(creationTimestamp ? { createdAt: creationTimestamp } : {}),
    rules,
    hiddenRules: all.length - rules.length,
  };
}
