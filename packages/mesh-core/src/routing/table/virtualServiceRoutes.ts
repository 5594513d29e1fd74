import { resolveGatewayName } from '../../refs';
import type { HttpMatch, VirtualService } from '../../resources';
import type { OwnedRule } from './mergeDelegate';
import type {
  RouteMatch,
  RouteSource,
  TableRoute,
  UnsentRule,
} from './RouteTable';
import { virtualServiceAction, type ActionSite } from './virtualServiceAction';

/** The proxy and listener that routes are made for. */
export interface RouteSite extends Omit<ActionSite, 'namespace'> {
  /** Names that `match[].gateways` may give: `mesh`, or those of the Gateway objects. */
  gateways: ReadonlySet<string>;
}

/** The routes that a VirtualService gives to one listener, and its rules that it does not give. */
export interface CompiledRules {
  routes: readonly TableRoute[];
  unsent: readonly UnsentRule[];
}

function isEmpty(record: object | undefined): boolean {
  return Object.keys(record ?? {}).length === 0;
}

/**
 * Whether a route takes every request, so that no later one is reached. A method narrows it; `prefix: ""` is none.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/networking/core/route/route.go
 */
export function isCatchAll({ match }: Pick<TableRoute, 'match'>): boolean {
  const { uri } = match;
  const everyPath =
    match.pathElements === undefined &&
    (!uri || isEmpty(uri) || uri.prefix === '/' || uri.regex === '.*');
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
function whyNot(
  match: HttpMatch,
  virtualService: VirtualService,
  { context, port, gateways }: RouteSite,
): UnsentRule['reason'] | undefined {
  const { caller, proxy } = context;
  if (match.port && match.port !== port) {
    return 'other-port';
  }
  if (match.gateways?.length) {
    const here = match.gateways.some(name =>
      gateways.has(resolveGatewayName(name, virtualService.metadata.namespace)),
    );
    return here ? undefined : 'other-gateways';
  }
  const labels = Object.entries(match.sourceLabels ?? {});
  if (caller.kind === 'waypoint' && labels.length > 0) {
    return 'waypoint-labels';
  }
  if (labels.some(([key, value]) => proxy.labels[key] !== value)) {
    return 'other-labels';
  }
  return match.sourceNamespace && match.sourceNamespace !== proxy.namespace
    ? 'other-namespace'
    : undefined;
}

/** The conditions on a request, without those on the caller. */
function conditionsOf(match: HttpMatch | undefined): RouteMatch {
  const {
    uri,
    ignoreUriCase,
    scheme,
    method,
    authority,
    headers,
    withoutHeaders,
    queryParams,
  } = match ?? {};
  const given = Object.entries({
    uri,
    ignoreUriCase,
    scheme,
    method,
    authority,
    headers,
    withoutHeaders,
    queryParams,
  }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given);
}

function sourceOf(
  virtualService: VirtualService,
  { delegate, index, rootIndex }: OwnedRule,
  matchIndex: number | undefined,
  { context }: RouteSite,
): RouteSource {
  const owner = context.snapshot.refOf(virtualService);
  // The match of a merged rule is one of the delegate's and one of the root's: only the rule can be pointed at.
  const match = delegate ? undefined : matchIndex;
  return {
    owner,
    ...(delegate
      ? { delegate: context.snapshot.refOf(delegate), rootRule: rootIndex }
      : {}),
    rule: index,
    ...(matchIndex === undefined ? {} : { match: matchIndex }),
    path: `spec.http[${index}]${match === undefined ? '' : `.match[${match}]`}`,
  };
}

/**
 * The routes that a VirtualService gives to one listener of a proxy, in order. They end at the first that takes everything.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/networking/core/route/route.go
 */
export function virtualServiceRoutes(
  virtualService: VirtualService,
  rules: readonly OwnedRule[],
  site: RouteSite,
): CompiledRules {
  const routes: TableRoute[] = [];
  const unsent: UnsentRule[] = [];
  let closed = false;
  for (const owned of rules) {
    const { rule, namespace } = owned;
    const matches = rule.match?.length ? rule.match : [undefined];
    for (const [matchIndex, match] of matches.entries()) {
      const source = sourceOf(
        virtualService,
        owned,
        match ? matchIndex : undefined,
        site,
      );
      const reason =
        (match && whyNot(match, virtualService, site)) ??
        (closed ? 'after-catch-all' : undefined);
      if (reason) {
        unsent.push({ source, match: conditionsOf(match), reason });
        continue;
      }
      const route: TableRoute = {
        ...routeName(rule.name ?? '', match?.name ?? ''),
        source,
        match: conditionsOf(match),
        action: virtualServiceAction(rule, { ...site, namespace }),
      };
      routes.push(route);
      closed ||= isCatchAll(route);
    }
  }
  return { routes, unsent };
}

/** `rule.match`; a match with a name in a rule without leaves the dot in front. */
function routeName(rule: string, match: string): { name?: string } {
  const name = match ? `${rule}.${match}` : rule;
  return name ? { name } : {};
}
