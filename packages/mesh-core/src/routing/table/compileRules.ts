import { resolveGatewayName } from '../../refs';
import type {
  HttpMatch,
  VirtualService,
  VirtualServiceHttpRoute,
} from '../../resources';
import type { RouteCaller } from './CompileOptions';
import type { OwnedRule } from './mergeDelegate';

/** One route as Envoy tries it, with what it comes from. */
export interface TableRoute {
  /** Absent on the route that Istio adds to a service without rules. */
  source?: {
    virtualService: VirtualService;
    rule: VirtualServiceHttpRoute;
    ruleIndex: number;
    /** Short host names of the rule are Services of this namespace. */
    namespace: string;
    /** Absent on a rule without match. */
    matchIndex?: number;
  };
  match: HttpMatch;
}

/** The proxy and listener that routes are made for. */
export interface ListenerSite {
  caller: RouteCaller;
  port: number;
  /** Names that `match[].gateways` may give: `mesh`, or those of the Gateway objects. */
  gateways: ReadonlySet<string>;
}

function isEmpty(record: object | undefined): boolean {
  return Object.keys(record ?? {}).length === 0;
}

/**
 * Whether a route takes every request, so that no later one is reached. A method does not narrow it; `prefix: ""` is none.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/networking/core/route/route.go
 */
export function isCatchAll({ match }: TableRoute): boolean {
  const { uri } = match;
  const everyPath = !uri || uri.prefix === '/' || uri.regex === '.*';
  return (
    everyPath &&
    !match.method &&
    !match.scheme &&
    !match.authority &&
    isEmpty(match.headers) &&
    isEmpty(match.withoutHeaders) &&
    isEmpty(match.queryParams)
  );
}

/** Fields that are decided when routes are made. Labels of the caller do not count where gateways are given. */
function appliesTo(
  match: HttpMatch,
  virtualService: VirtualService,
  { caller, port, gateways }: ListenerSite,
): boolean {
  if (match.port && match.port !== port) {
    return false;
  }
  if (match.gateways?.length) {
    return match.gateways.some(name =>
      gateways.has(resolveGatewayName(name, virtualService.metadata.namespace)),
    );
  }
  const labelled = Object.entries(match.sourceLabels ?? {}).every(
    ([key, value]) => caller.labels[key] === value,
  );
  return (
    labelled &&
    (!match.sourceNamespace || match.sourceNamespace === caller.namespace)
  );
}

/**
 * The routes that a VirtualService gives to one listener of a proxy, in order. They end at the first that takes everything.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/networking/core/route/route.go
 */
export function compileRules(
  virtualService: VirtualService,
  rules: readonly OwnedRule[],
  site: ListenerSite,
): TableRoute[] {
  const routes: TableRoute[] = [];
  for (const [ruleIndex, { rule, namespace }] of rules.entries()) {
    const matches = rule.match?.length ? rule.match : [undefined];
    for (const [matchIndex, match] of matches.entries()) {
      if (match && !appliesTo(match, virtualService, site)) {
        continue;
      }
      const route: TableRoute = {
        source: {
          virtualService,
          rule,
          ruleIndex,
          namespace,
          ...(match ? { matchIndex } : {}),
        },
        match: match ?? {},
      };
      routes.push(route);
      if (isCatchAll(route)) {
        return routes;
      }
    }
  }
  return routes;
}
