import { serviceFqdn } from '../refs';
import type {
  GRPCRouteRule,
  HeaderChanges,
  HTTPRouteRule,
  VirtualServiceHttpRoute,
} from '../resources';
import { parseDurationMs } from '../snapshot';
import type { RouteOptions } from './routeModel';

type HeaderOption = RouteOptions['headers'][number];
type Mirror = RouteOptions['mirrors'][number];

/** Values of such headers are not shown: they may be credentials. */
const secretHeader = /authorization|cookie|token|secret|api-?key|password/i;

function headerOption(
  on: HeaderOption['on'],
  op: HeaderOption['op'],
  name: string,
  value?: string,
): HeaderOption {
  return value === undefined || secretHeader.test(name)
    ? { on, op, name }
    : { on, op, name, value };
}

function headerOptions(changes: HeaderChanges | undefined): HeaderOption[] {
  return (['request', 'response'] as const).flatMap(on => {
    const { set, add, remove } = changes?.[on] ?? {};
    const changed = (op: 'set' | 'add', map: typeof set): HeaderOption[] =>
      Object.entries(map ?? {}).map(([name, value]) =>
        headerOption(on, op, name, value),
      );
    return [
      ...(remove ?? []).map(name => headerOption(on, 'remove', name)),
      ...changed('set', set),
      ...changed('add', add),
    ];
  });
}

function defined<T extends object>(value: T): T {
  return Object.fromEntries(
    Object.entries(value).filter(([, each]) => each !== undefined),
  ) as T;
}

const milliseconds = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : parseDurationMs(text);

/** A fault without a percentage acts on no request. */
function faultOf({
  fault,
}: VirtualServiceHttpRoute): RouteOptions['fault'] | undefined {
  if (!fault?.delay && !fault?.abort) {
    return undefined;
  }
  const { delay, abort } = fault;
  return defined({
    delayMs: milliseconds(delay?.fixedDelay),
    delayPercentage: delay
      ? (delay.percentage?.value ?? delay.percent ?? 0)
      : undefined,
    abortStatus: abort?.httpStatus,
    abortPercentage: abort ? (abort.percentage?.value ?? 0) : undefined,
  });
}

/** Mirroring without a percentage copies every request. */
function mirrorsOf(rule: VirtualServiceHttpRoute): Mirror[] {
  const { mirror, mirrors = [] } = rule;
  const single = mirror
    ? [
        {
          destination: mirror,
          percentage:
            rule.mirrorPercentage?.value ??
            rule.mirrorPercent ??
            rule.mirror_percent ??
            100,
        },
      ]
    : [];
  const several = mirrors.map(({ destination, percentage }) => ({
    destination,
    percentage: percentage?.value ?? 100,
  }));
  return [...single, ...several].map(({ destination, percentage }) =>
    defined({
      host: destination.host,
      subset: destination.subset,
      percentage,
    }),
  );
}

function rewriteOf({
  rewrite,
}: VirtualServiceHttpRoute): RouteOptions['rewrite'] | undefined {
  if (!rewrite) {
    return undefined;
  }
  const { match, rewrite: replacement } = rewrite.uriRegexRewrite ?? {};
  return defined({
    uri: rewrite.uri,
    authority: rewrite.authority,
    regex:
      match === undefined ? undefined : { match, rewrite: replacement ?? '' },
  });
}

/** What an HTTP rule of a VirtualService does to requests on their way. */
export function httpOptions(rule: VirtualServiceHttpRoute): RouteOptions {
  const { retries, route = [] } = rule;
  // With a single destination its headers are those of the rule.
  const own = route.length === 1 ? route[0].headers : undefined;
  return defined({
    timeoutMs: milliseconds(rule.timeout),
    retries: retries
      ? defined({
          attempts: retries.attempts ?? 0,
          perTryTimeoutMs: milliseconds(retries.perTryTimeout),
          retryOn: retries.retryOn,
        })
      : undefined,
    fault: faultOf(rule),
    mirrors: mirrorsOf(rule),
    rewrite: rewriteOf(rule),
    headers: [...headerOptions(rule.headers), ...headerOptions(own)],
    cors: rule.corsPolicy ? true : undefined,
  });
}

/** A rule of TLS or TCP does nothing on the way. */
export const noOptions: RouteOptions = { mirrors: [], headers: [] };

type Filter = NonNullable<HTTPRouteRule['filters']>[number];

function filterHeaders(
  on: HeaderOption['on'],
  modifier: Filter['requestHeaderModifier'],
): HeaderOption[] {
  const changed = (
    op: 'set' | 'add',
    list: { name: string; value: string }[] | undefined,
  ): HeaderOption[] =>
    (list ?? []).map(({ name, value }) => headerOption(on, op, name, value));
  return [
    ...(modifier?.remove ?? []).map(name => headerOption(on, 'remove', name)),
    ...changed('set', modifier?.set),
    ...changed('add', modifier?.add),
  ];
}

function mirrorOfFilter({ requestMirror }: Filter): Mirror[] {
  if (!requestMirror) {
    return [];
  }
  const { backendRef, percent, fraction } = requestMirror;
  const share = fraction
    ? (100 * fraction.numerator) / (fraction.denominator ?? 100)
    : undefined;
  const { name, namespace } = backendRef;
  const host = namespace ? serviceFqdn(namespace, name) : name;
  return [{ host, percentage: percent ?? share ?? 100 }];
}

function rewriteOfFilters(
  filters: readonly Filter[],
): RouteOptions['rewrite'] | undefined {
  const rewrite = filters.find(({ urlRewrite }) => urlRewrite)?.urlRewrite;
  return (
    rewrite &&
    defined({
      uri: rewrite.path?.replaceFullPath ?? rewrite.path?.replacePrefixMatch,
      authority: rewrite.hostname,
    })
  );
}

/** What a rule of an HTTPRoute or GRPCRoute does to requests on their way. */
export function gatewayRouteOptions(
  rule: HTTPRouteRule | GRPCRouteRule,
): RouteOptions {
  const filters: readonly Filter[] = rule.filters ?? [];
  const { timeouts, retry }: Pick<HTTPRouteRule, 'timeouts' | 'retry'> =
    'timeouts' in rule || 'retry' in rule ? rule : {};
  const attempts = retry?.attempts;
  const perTry = milliseconds(timeouts?.backendRequest);
  return defined({
    timeoutMs: milliseconds(timeouts?.request) ?? (retry ? undefined : perTry),
    retries: retry
      ? defined({
          attempts: attempts ?? 1,
          perTryTimeoutMs: perTry,
          retryOn: retry.codes?.join(','),
        })
      : undefined,
    mirrors: filters.flatMap(mirrorOfFilter),
    rewrite: rewriteOfFilters(filters),
    headers: filters.flatMap(filter => [
      ...filterHeaders('request', filter.requestHeaderModifier),
      ...filterHeaders('response', filter.responseHeaderModifier),
    ]),
    cors: filters.some(({ cors }) => cors) ? true : undefined,
  });
}
