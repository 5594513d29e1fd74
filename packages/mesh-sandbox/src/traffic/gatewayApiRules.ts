import { namespaceOf } from '../kubernetes';
import { Reference, RouteObject } from '../world/gateways/shapes';
import { HttpMatch, StringMatch } from './matchRequest';
import { MeshTopology, ServiceHost, Workload } from './MeshTopology';
import { HttpRoute, Rule } from './Rule';
import { Call } from './TrafficPlan';

interface NamedMatch {
  type?: string;
  name: string;
  value: string;
}

interface RouteMatch {
  path?: { type?: string; value?: string };
  /** A text in an HTTPRoute, service and method in a GRPCRoute. */
  method?: string | { service?: string; method?: string };
  headers?: NamedMatch[];
}

interface RouteRule {
  matches?: RouteMatch[];
  backendRefs?: (Reference & { weight?: number })[];
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function pathMatch({ path, method }: RouteMatch): StringMatch {
  if (typeof method === 'object') {
    const { service, method: name } = method;
    return name === undefined
      ? { prefix: `/${service}/` }
      : { exact: `/${service}/${name}` };
  }
  const { type = 'PathPrefix', value = '/' } = path ?? {};
  switch (type) {
    case 'Exact':
      return { exact: value };
    case 'PathPrefix':
      // element by element: /levels takes /levels/7, and not /levelsets
      return value === '/'
        ? { prefix: '/' }
        : { regex: `${escaped(value.replace(/\/$/, ''))}(/.*)?` };
    default:
      return { regex: value };
  }
}

function toHttpMatch(match: RouteMatch): HttpMatch {
  const headers = (match.headers ?? []).map(({ type, name, value }) => [
    name,
    type === 'RegularExpression' ? { regex: value } : { exact: value },
  ]);
  return {
    uri: pathMatch(match),
    headers: Object.fromEntries(headers),
    ...(typeof match.method === 'string'
      ? { method: { exact: match.method } }
      : {}),
  };
}

/** The more exact the path, the earlier; then a method, then the number of headers. Higher comes first. */
function precedenceOf({ path, method, headers = [] }: RouteMatch): number[] {
  const { type = 'PathPrefix', value = '/' } = path ?? {};
  const grpcParts = typeof method === 'object' ? Object.keys(method).length : 0;
  return [
    type === 'Exact' ? 1 : 0,
    type === 'PathPrefix' ? value.length : 0,
    grpcParts,
    typeof method === 'string' ? 1 : 0,
    headers.length,
  ];
}

function highestFirst(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((value, at) => value !== b[at]);
  return index < 0 ? 0 : b[index] - a[index];
}

function toRoute({ backendRefs }: RouteRule, namespace: string): HttpRoute {
  return {
    ...(backendRefs
      ? {
          route: backendRefs.map(backend => ({
            destination: {
              host: `${backend.name}.${backend.namespace ?? namespace}`,
            },
            weight: backend.weight ?? 1,
          })),
        }
      : {}),
  };
}

function rulesOf(routes: readonly RouteObject[]): Rule[] {
  return routes
    .flatMap(route => {
      const namespace = namespaceOf(route);
      return ((route.spec.rules ?? []) as RouteRule[]).flatMap(rule =>
        (rule.matches ?? [{}]).map(match => ({
          precedence: precedenceOf(match),
          rule: {
            matches: [[toHttpMatch(match)]],
            route: toRoute(rule, namespace),
            namespace,
          },
        })),
      );
    })
    .sort((a, b) => highestFirst(a.precedence, b.precedence))
    .map(({ rule }) => rule);
}

function isParent(
  parent: Reference,
  route: RouteObject,
  kind: string,
  address: string,
): boolean {
  const namespace = parent.namespace ?? namespaceOf(route);
  return (
    (parent.kind ?? 'Gateway') === kind &&
    `${namespace}/${parent.name}` === address
  );
}

/**
 * The rules of the Gateway API that decide for a caller, in the order of their precedence: at a gateway those of the host
 * that is asked for, in the mesh those of the Service.
 */
export function gatewayApiRules(
  topology: MeshTopology,
  caller: Workload,
  service: ServiceHost,
  { host, protocol }: Call,
): Rule[] {
  if (protocol === 'tcp') {
    return [];
  }
  const gateway = caller.labels['gateway.networking.k8s.io/gateway-name'];
  const [kind, address] = caller.isGateway
    ? ['Gateway', `${caller.namespace}/${gateway}`]
    : ['Service', `${service.namespace}/${service.name}`];
  const routes = topology
    .gatewayApiRoutes(protocol)
    .filter(
      route =>
        (kind === 'Service' ||
          (host !== undefined && route.spec.hostnames?.includes(host))) &&
        (route.spec.parentRefs ?? []).some(parent =>
          isParent(parent, route, kind, address),
        ),
    );
  return rulesOf(routes);
}
