import { serviceFqdn } from '../../refs';
import type {
  BackendObject,
  HTTPRouteFilter,
  HTTPRouteRule,
} from '../../resources';
import { parseDurationMs } from '../../snapshot';
import type { CompileContext, Target } from './CompileContext';
import {
  filterCors,
  filterHeaders,
  filterRedirect,
  filterRewrite,
  mirrorPercent,
} from './gatewayApiFilters';
import { joinOperations, whenAny } from './headerOperations';
import { retriesOf } from './retries';
import type {
  TableAction,
  TableDestination,
  TableMirror,
  TableRetries,
} from './TableAction';

/** The route and listener that an action is made for. */
export interface GatewayApiSite {
  context: CompileContext;
  port: number;
  tls: boolean;
  kind: 'HTTPRoute' | 'GRPCRoute';
  /** Of the route. */
  namespace: string;
  /** Routes of the mesh may name Services of other namespaces without a grant. */
  inMesh: boolean;
}

/** The parts of a rule that HTTPRoute and GRPCRoute share. */
export type GatewayApiRule = Pick<
  HTTPRouteRule,
  'filters' | 'backendRefs' | 'timeouts' | 'retry'
>;

const INVALID: Target = {
  host: '',
  port: 0,
  exists: false,
  cluster: 'UnknownService',
};

/** Whether a ReferenceGrant of the other namespace lets the route in. */
function isGranted(
  { context, kind, namespace, inMesh }: GatewayApiSite,
  { name }: BackendObject,
  owner: string,
): boolean {
  return (
    inMesh ||
    owner === namespace ||
    context.snapshot
      .list('ReferenceGrant', owner)
      .some(
        ({ spec }) =>
          (spec.from ?? []).some(
            from => from.kind === kind && from.namespace === namespace,
          ) &&
          (spec.to ?? []).some(
            to => to.kind === 'Service' && (!to.name || to.name === name),
          ),
      )
  );
}

function targetOf(backend: BackendObject, site: GatewayApiSite): Target {
  const { context } = site;
  const kind = backend.kind ?? 'Service';
  if (backend.port === undefined) {
    return INVALID;
  }
  if (kind === 'Hostname') {
    return context.target(backend.name.toLowerCase(), backend.port);
  }
  const owner = backend.namespace ?? site.namespace;
  if (kind !== 'Service' || !isGranted(site, backend, owner)) {
    return INVALID;
  }
  const host = serviceFqdn(owner, backend.name, context.options.clusterDomain);
  return context.target(host, backend.port);
}

type Backends = NonNullable<GatewayApiRule['backendRefs']>;

/** Backends with a share. A single one takes everything. */
function destinationsOf(
  backends: Backends,
  site: GatewayApiSite,
): TableDestination[] {
  const alone = backends.length === 1;
  return backends
    .filter(({ weight }) => weight !== 0)
    .map(backend => {
      const filters = backend.filters ?? [];
      return {
        ...targetOf(backend, site),
        weight: alone ? 100 : (backend.weight ?? 1),
        ...(alone
          ? {}
          : {
              ...whenAny('requestHeaders', filterHeaders(filters, 'request')),
              ...whenAny('responseHeaders', filterHeaders(filters, 'response')),
            }),
      };
    });
}

function mirrorsOf(
  filters: readonly HTTPRouteFilter[],
  site: GatewayApiSite,
): TableMirror[] {
  return filters
    .flatMap(({ requestMirror }) => requestMirror ?? [])
    .map(mirror => {
      const { host, port, exists } = targetOf(mirror.backendRef, site);
      return { host, port, percent: mirrorPercent(mirror), exists };
    })
    .filter(({ percent }) => percent > 0);
}

function durationOf(text: string | undefined): number | null {
  return (text === undefined ? undefined : parseDurationMs(text)) || null;
}

const RETRY_ON = 'connect-failure,refused-stream,unavailable,cancelled';

function retryOf(
  { retry, timeouts }: GatewayApiRule,
  { context }: GatewayApiSite,
): TableRetries | null {
  return retriesOf(
    retry && {
      attempts: retry.attempts ?? 1,
      retryOn: [RETRY_ON, ...(retry.codes ?? [])].join(','),
      ...(retry.backoff ? { backoff: retry.backoff } : {}),
      ...(timeouts?.backendRequest
        ? { perTryTimeout: timeouts.backendRequest }
        : {}),
    },
    context.options.defaultHttpRetryPolicy,
  );
}

function timeoutOf({ timeouts, retry }: GatewayApiRule): number | null {
  return retry
    ? durationOf(timeouts?.request)
    : (durationOf(timeouts?.backendRequest) ?? durationOf(timeouts?.request));
}

/** Up to Istio 1.30 a rule without backends is answered 404; all weights at zero are 500 in every version. */
function emptyAnswer(
  { backendRefs }: GatewayApiRule,
  { context }: GatewayApiSite,
): TableAction {
  const isOld = context.options.istioVersion !== '1.31';
  const status = isOld && !backendRefs?.length ? 404 : 500;
  return { kind: 'direct', status, body: '' };
}

/**
 * What a rule of an HTTPRoute or GRPCRoute does.
 *
 * @param pathElements - prefix of the match, when it has one
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/config/kube/gateway/conversion.go
 */
export function gatewayApiAction(
  rule: GatewayApiRule,
  pathElements: string | undefined,
  site: GatewayApiSite,
): TableAction {
  const filters = rule.filters ?? [];
  const backends = rule.backendRefs ?? [];
  const alone = backends.length === 1 ? (backends[0].filters ?? []) : [];
  const headers = (way: 'request' | 'response') =>
    joinOperations(filterHeaders(filters, way), filterHeaders(alone, way));
  const common = {
    ...filterCors(filters),
    ...whenAny('responseHeaders', headers('response')),
  };
  const redirect = filterRedirect(filters, site);
  if (redirect) {
    return { ...redirect, ...common };
  }
  const destinations = destinationsOf(backends, site);
  if (destinations.length === 0) {
    return { ...emptyAnswer(rule, site), ...common };
  }
  const mirrors = mirrorsOf(filters, site);
  return {
    kind: 'route',
    destinations,
    statusIfMissing: 500,
    timeoutMs: timeoutOf(rule),
    retries: retryOf(rule, site),
    ...filterRewrite(filters, pathElements),
    ...whenAny('requestHeaders', headers('request')),
    ...(mirrors.length > 0 ? { mirrors } : {}),
    ...common,
  };
}
