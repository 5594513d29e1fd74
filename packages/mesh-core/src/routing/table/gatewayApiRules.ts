import type { GRPCRoute, HTTPRoute, StringMatch } from '../../resources';
import { RE2JS } from 're2js';
import { gatewayApiAction, type GatewayApiSite } from './gatewayApiAction';
import type { RouteMatch, TableRoute } from './RouteTable';

type HttpMatches = NonNullable<
  NonNullable<HTTPRoute['spec']['rules']>[number]['matches']
>;
type GrpcMatches = NonNullable<
  NonNullable<GRPCRoute['spec']['rules']>[number]['matches']
>;
type NamedMatches = HttpMatches[number]['headers'];

/** A name that comes twice counts once, the first time. */
function namedMatches(
  list: NamedMatches,
  fold: (name: string) => string,
): Record<string, StringMatch> | undefined {
  const found = new Map<string, StringMatch>();
  for (const { name, type, value } of list ?? []) {
    const key = fold(name);
    if (!found.has(key)) {
      found.set(
        key,
        type === 'RegularExpression' ? { regex: value } : { exact: value },
      );
    }
  }
  return found.size > 0 ? Object.fromEntries(found) : undefined;
}

const lower = (name: string) => name.toLowerCase();
const same = (name: string) => name;

function pathMatch(path: HttpMatches[number]['path']): RouteMatch {
  const value = path?.value ?? '/';
  switch (path?.type) {
    case 'Exact':
      return { uri: { exact: value } };
    case 'RegularExpression':
      return { uri: { regex: value } };
    default: {
      const elements = value.endsWith('/') ? value.slice(0, -1) : value;
      return elements === ''
        ? { uri: { prefix: '/' } }
        : { pathElements: elements };
    }
  }
}

function optional(match: RouteMatch): RouteMatch {
  return Object.fromEntries(
    Object.entries(match).filter(([, value]) => value !== undefined),
  );
}

function httpMatch(match: HttpMatches[number]): RouteMatch {
  return optional({
    ...pathMatch(match.path),
    method: match.method ? { exact: match.method } : undefined,
    headers: namedMatches(match.headers, lower),
    queryParams: namedMatches(match.queryParams, same),
  });
}

/** A method is a path: `/package.Service/Method`. */
function grpcPath(method: GrpcMatches[number]['method']): RouteMatch {
  const { type, service, method: name } = method ?? {};
  if (!service && !name) {
    return { uri: { prefix: '/' } };
  }
  if (type === 'RegularExpression') {
    return { uri: { regex: `/${service || '[^/]+'}/${name || '[^/]+'}` } };
  }
  if (!service) {
    return { uri: { regex: `/[^/]+/${RE2JS.quote(name ?? '')}` } };
  }
  return name
    ? { uri: { exact: `/${service}/${name}` } }
    : { pathElements: `/${service}` };
}

function grpcMatch(match: GrpcMatches[number]): RouteMatch {
  return optional({
    ...grpcPath(match.method),
    headers: namedMatches(match.headers, lower),
  });
}

/** Closeness of the path: exact, then prefix, then regular expression; longer ones first. */
function pathRank({ uri, pathElements }: RouteMatch): [number, number] {
  if (pathElements !== undefined) {
    return [2, pathElements.length];
  }
  if (uri?.exact !== undefined) {
    return [3, uri.exact.length];
  }
  return uri?.regex === undefined
    ? [2, (uri?.prefix ?? '').length]
    : [1, uri.regex.length];
}

function rankOf(match: RouteMatch): number[] {
  return [
    ...pathRank(match),
    match.method ? 1 : 0,
    Object.keys(match.headers ?? {}).length,
    Object.keys(match.queryParams ?? {}).length,
  ];
}

/**
 * Sorts routes of the Gateway API: who says more about a request comes first, of equals the older.
 *
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/config/kube/gateway/conversion.go
 */
export function bySpecificity(routes: readonly TableRoute[]): TableRoute[] {
  const ranked = routes.map(route => ({ route, rank: rankOf(route.match) }));
  ranked.sort((a, b) => {
    const at = a.rank.findIndex((value, index) => value !== b.rank[index]);
    return at < 0 ? 0 : b.rank[at] - a.rank[at];
  });
  return ranked.map(({ route }) => route);
}

interface Rule {
  index: number;
  matches: readonly RouteMatch[];
  action(pathElements: string | undefined): TableRoute['action'];
}

function rulesOf(route: HTTPRoute | GRPCRoute, site: GatewayApiSite): Rule[] {
  const all: RouteMatch = { uri: { prefix: '/' } };
  if (route.kind === 'HTTPRoute') {
    return (route.spec.rules ?? []).map((rule, index) => ({
      index,
      matches: rule.matches?.length ? rule.matches.map(httpMatch) : [all],
      action: elements => gatewayApiAction(rule, elements, site),
    }));
  }
  return (route.spec.rules ?? []).map((rule, index) => ({
    index,
    matches: rule.matches?.length ? rule.matches.map(grpcMatch) : [all],
    action: elements => gatewayApiAction(rule, elements, site),
  }));
}

/**
 * The routes of an HTTPRoute or GRPCRoute for a listener, in the order of the object; one for each match.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/config/kube/gateway/conversion.go
 */
export function gatewayApiTableRoutes(
  route: HTTPRoute | GRPCRoute,
  site: Omit<GatewayApiSite, 'kind' | 'namespace'>,
): TableRoute[] {
  const { name, namespace } = route.metadata;
  const own: GatewayApiSite = { ...site, kind: route.kind, namespace };
  const owner = site.context.snapshot.refOf(route);
  return rulesOf(route, own).flatMap(({ index, matches, action }) =>
    matches.map((match, matchIndex) => ({
      name: `${namespace}.${name}.${index}`,
      source: {
        owner,
        rule: index,
        match: matchIndex,
        path: `spec.rules[${index}].matches[${matchIndex}]`,
      },
      match,
      action: action(match.pathElements),
    })),
  );
}
