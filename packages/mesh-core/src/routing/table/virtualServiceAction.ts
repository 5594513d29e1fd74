import type {
  IstioDestination,
  VirtualServiceHttpRoute,
  WeightedDestination,
} from '../../resources';
import { parseDurationMs } from '../../snapshot';
import {
  destinationHost,
  type CompileContext,
  type Target,
} from './CompileContext';
import { faultOf } from './faults';
import {
  authorityOf,
  headerOperations,
  joinOperations,
  whenAny,
} from './headerOperations';
import type { MeshHost } from './meshHosts';
import { redirectOf } from './redirects';
import { retriesOf } from './retries';
import type {
  PathRewrite,
  TableAction,
  TableCors,
  TableDestination,
  TableMirror,
} from './TableAction';

/** The listener and object that an action is made for. */
export interface ActionSite {
  context: CompileContext;
  port: number;
  tls: boolean;
  /** Short host names of the rule are Services of this namespace. */
  namespace: string;
  /** Port of a destination that names none; the one that was called when `undefined`. */
  onlyPort(host: MeshHost): number | undefined;
}

type Forward = Extract<TableAction, { kind: 'route' }>;

function targetOf(
  destination: IstioDestination,
  { context, namespace, port, onlyPort }: ActionSite,
): Target {
  const host = destinationHost(
    destination,
    namespace,
    context.options.clusterDomain,
  );
  const known = context.clusters.get(context.world.aliases.get(host) ?? host);
  const number = destination.port?.number ?? (known && onlyPort(known)) ?? port;
  return context.target(host, number, destination.subset || undefined);
}

/** A single destination takes everything whatever its weight; of several, those without weight get nothing. */
function destinationsOf(
  all: readonly WeightedDestination[],
  site: ActionSite,
): TableDestination[] {
  const alone = all.length === 1;
  return all
    .filter(({ weight }) => alone || !!weight)
    .map(({ destination, weight, headers }) => ({
      ...targetOf(destination, site),
      weight: alone ? 100 : (weight ?? 0),
      ...(alone
        ? {}
        : {
            ...whenAny('requestHeaders', headerOperations(headers?.request)),
            ...whenAny('responseHeaders', headerOperations(headers?.response)),
            ...optional('authority', authorityOf(headers?.request)),
          }),
    }));
}

function optional<K extends string, V>(
  key: K,
  value: V | undefined,
): { [Key in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [Key in K]?: V });
}

function rewriteOf(
  rewrite: VirtualServiceHttpRoute['rewrite'],
): PathRewrite | undefined {
  const regex = rewrite?.uriRegexRewrite;
  if (regex) {
    return {
      kind: 'regex',
      pattern: regex.match ?? '',
      substitution: regex.rewrite ?? '',
    };
  }
  return rewrite?.uri ? { kind: 'prefix', value: rewrite.uri } : undefined;
}

function mirrorsOf(
  rule: VirtualServiceHttpRoute,
  site: ActionSite,
): TableMirror[] {
  const single = rule.mirror && {
    destination: rule.mirror,
    percent:
      rule.mirrorPercentage?.value ??
      (rule.mirrorPercentage
        ? 0
        : (rule.mirrorPercent ?? rule.mirror_percent ?? 100)),
  };
  const several = (rule.mirrors ?? []).map(({ destination, percentage }) => ({
    destination,
    percent: percentage ? (percentage.value ?? 0) : 100,
  }));
  return [...(single ? [single] : []), ...several]
    .filter(({ percent }) => percent > 0)
    .map(({ destination, percent }) => {
      const { host, port, subset, exists } = targetOf(destination, site);
      return { host, port, ...optional('subset', subset), percent, exists };
    });
}

function corsOf(cors: VirtualServiceHttpRoute['corsPolicy']): {
  cors?: TableCors;
} {
  if (!cors) {
    return {};
  }
  const joined = (texts: readonly string[] | undefined) =>
    texts?.length ? texts.join(',') : undefined;
  return {
    cors: {
      allowOrigins:
        cors.allowOrigins ?? (cors.allowOrigin ?? []).map(exact => ({ exact })),
      ...optional('allowMethods', joined(cors.allowMethods)),
      ...optional('allowHeaders', joined(cors.allowHeaders)),
      ...optional('exposeHeaders', joined(cors.exposeHeaders)),
      ...optional('allowCredentials', cors.allowCredentials),
      forwardUnmatched: cors.unmatchedPreflights !== 'IGNORE',
    },
  };
}

/** Changes of the rule, with those of its only destination behind them. */
function headersOf(rule: VirtualServiceHttpRoute) {
  const alone = rule.route?.length === 1 ? rule.route[0].headers : undefined;
  const both = (way: 'request' | 'response') =>
    joinOperations(
      headerOperations(rule.headers?.[way]),
      headerOperations(alone?.[way]),
    );
  const authority =
    (rule.rewrite?.authority || undefined) ??
    authorityOf(rule.headers?.request) ??
    authorityOf(alone?.request);
  return { request: both('request'), response: both('response'), authority };
}

function forwardOf(rule: VirtualServiceHttpRoute, site: ActionSite): Forward {
  const { request, authority } = headersOf(rule);
  const mirrors = mirrorsOf(rule, site);
  const timeout =
    rule.timeout === undefined ? undefined : parseDurationMs(rule.timeout);
  return {
    kind: 'route',
    destinations: destinationsOf(rule.route ?? [], site),
    statusIfMissing: 503,
    timeoutMs: timeout || null,
    retries: retriesOf(
      rule.retries,
      site.context.options.defaultHttpRetryPolicy,
    ),
    ...optional('rewrite', rewriteOf(rule.rewrite)),
    ...optional('authority', authority),
    ...whenAny('requestHeaders', request),
    ...(mirrors.length > 0 ? { mirrors } : {}),
    ...faultOf(rule.fault),
  };
}

/**
 * What a rule of a VirtualService does. Of several actions a redirect comes first, then an answer of the proxy itself.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/networking/core/route/route.go
 */
export function virtualServiceAction(
  rule: VirtualServiceHttpRoute,
  site: ActionSite,
): TableAction {
  const common = {
    ...corsOf(rule.corsPolicy),
    ...whenAny('responseHeaders', headersOf(rule).response),
  };
  if (rule.redirect) {
    const { istioVersion } = site.context.options;
    const prefixRewrite = istioVersion === '1.31';
    return {
      ...redirectOf(rule.redirect, { ...site, prefixRewrite }),
      ...common,
    };
  }
  if (rule.directResponse) {
    const { status, body } = rule.directResponse;
    return { kind: 'direct', status, body: bodyOf(body), ...common };
  }
  return { ...forwardOf(rule, site), ...common };
}

function bodyOf(
  body: NonNullable<VirtualServiceHttpRoute['directResponse']>['body'],
): string {
  if (body?.bytes !== undefined) {
    return decodeBase64(body.bytes);
  }
  return body?.string ?? '';
}

/** Bytes are shown as text; what is none stays as it is written. */
function decodeBase64(text: string): string {
  try {
    const binary = atob(text);
    const bytes = Uint8Array.from(binary, character => character.charCodeAt(0));
    return new TextDecoder().decode(bytes);
  } catch {
    return text;
  }
}

/**
 * The route that Istio adds to a service without rules of its own.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/networking/core/route/route.go
 */
export function defaultAction(host: string, site: ActionSite): TableAction {
  return {
    kind: 'route',
    destinations: [{ ...site.context.target(host, site.port), weight: 100 }],
    statusIfMissing: 503,
    timeoutMs: null,
    retries: retriesOf(undefined, site.context.options.defaultHttpRetryPolicy),
  };
}
