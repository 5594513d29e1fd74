import { MESH_GATEWAY, resolveGatewayName } from '../refs';
import type {
  GRPCRouteRule,
  HTTPRouteMatch,
  HttpMatch,
  StringMatch,
  VirtualServiceTcpRoute,
  VirtualServiceTlsRoute,
} from '../resources';
import type { MatchCondition } from './routeModel';

type Field = MatchCondition['field'];
type Comparison = Pick<MatchCondition, 'op' | 'value'>;

/** How a text is compared. Nothing to compare with, and the regex `*`, ask only that it is there. */
function comparisonOf({ exact, prefix, regex }: StringMatch): Comparison {
  if (exact !== undefined) {
    return { op: 'exact', value: exact };
  }
  if (prefix !== undefined) {
    return { op: 'prefix', value: prefix };
  }
  return regex === undefined || regex === '*'
    ? { op: 'present' }
    : { op: 'regex', value: regex };
}

/** The opposite of a comparison. */
function negated({ op, value }: Comparison): Comparison {
  switch (op) {
    case 'exact':
      return { op: 'not-exact', value };
    case 'prefix':
      return { op: 'not-prefix', value };
    case 'regex':
      return { op: 'not-regex', value };
    default:
      return { op: 'absent' };
  }
}

function one(field: Field, match: StringMatch | undefined): MatchCondition[] {
  return match ? [{ field, ...comparisonOf(match) }] : [];
}

type NamedMatches = Readonly<Record<string, StringMatch>> | undefined;

function named(
  field: Field,
  matches: NamedMatches,
  change: (comparison: Comparison) => Comparison = same => same,
): MatchCondition[] {
  return Object.entries(matches ?? {}).map(([name, match]) => ({
    field,
    name,
    ...change(comparisonOf(match)),
  }));
}

function equals(field: Field, value: string | undefined): MatchCondition[] {
  return value === undefined || value === ''
    ? []
    : [{ field, op: 'exact', value }];
}

/** Any of several values; one condition, since all conditions of a match must hold. */
function anyOf(
  field: Field,
  values: readonly string[] | undefined,
): MatchCondition[] {
  return equals(field, values?.join(', '));
}

function callerConditions(
  match: Pick<HttpMatch, 'sourceLabels' | 'sourceNamespace' | 'gateways'>,
  namespace: string,
): MatchCondition[] {
  const gateways = match.gateways?.map(name =>
    name === MESH_GATEWAY ? name : resolveGatewayName(name, namespace),
  );
  return [
    ...anyOf('gateway', gateways),
    ...equals('sourceNamespace', match.sourceNamespace),
    ...Object.entries(match.sourceLabels ?? {}).map(
      ([name, value]): MatchCondition => ({
        field: 'sourceLabels',
        name,
        op: 'exact',
        value,
      }),
    ),
  ];
}

const portOf = (port: number | undefined): MatchCondition[] =>
  equals('port', port?.toString());

/**
 * The conditions of one match of an HTTP rule of a VirtualService.
 *
 * @param namespace - of the VirtualService, to complete names of gateways
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest
 */
export function httpConditions(
  match: HttpMatch,
  namespace: string,
): MatchCondition[] {
  const path = one('path', match.uri).map(condition =>
    // The proxy ignores the case for exact texts and prefixes only.
    match.ignoreUriCase && condition.op !== 'regex'
      ? { ...condition, ignoreCase: true }
      : condition,
  );
  return [
    ...path,
    ...one('method', match.method),
    ...one('scheme', match.scheme),
    ...one('authority', match.authority),
    ...named('header', match.headers),
    ...named('header', match.withoutHeaders, negated),
    ...named('query', match.queryParams),
    ...portOf(match.port),
    ...callerConditions(match, namespace),
  ];
}

type L4Match =
  | NonNullable<VirtualServiceTlsRoute['match']>[number]
  | NonNullable<VirtualServiceTcpRoute['match']>[number];

/**
 * The conditions of one match of a TLS or TCP rule of a VirtualService.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/networking/core/tls.go
 */
export function l4Conditions(
  match: L4Match,
  namespace: string,
): MatchCondition[] {
  return [
    ...('sniHosts' in match ? anyOf('sni', match.sniHosts) : []),
    ...anyOf('destinationSubnet', match.destinationSubnets),
    ...portOf(match.port),
    ...callerConditions(match, namespace),
  ];
}

const pathOps = {
  Exact: 'exact',
  PathPrefix: 'pathPrefix',
  RegularExpression: 'regex',
} as const;

function namedConditions(
  field: Field,
  matches: HTTPRouteMatch['headers'],
): MatchCondition[] {
  return (matches ?? []).map(({ name, type, value }) => ({
    field,
    name,
    op: type === 'RegularExpression' ? 'regex' : 'exact',
    value,
  }));
}

/**
 * The conditions of one match of an HTTPRoute. The prefix `/`, which the API fills in, is none.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/config/kube/gateway/conversion.go
 */
export function httpRouteConditions(match: HTTPRouteMatch): MatchCondition[] {
  const { type = 'PathPrefix', value = '/' } = match.path ?? {};
  const everyPath = type === 'PathPrefix' && value === '/';
  return [
    ...(everyPath
      ? []
      : [{ field: 'path', op: pathOps[type], value } as const]),
    ...equals('method', match.method),
    ...namedConditions('header', match.headers),
    ...namedConditions('query', match.queryParams),
  ];
}

type GrpcMatch = NonNullable<GRPCRouteRule['matches']>[number];

/**
 * The conditions of one match of a GRPCRoute.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/config/kube/gateway/conversion.go
 */
export function grpcRouteConditions(match: GrpcMatch): MatchCondition[] {
  const { type, service, method } = match.method ?? {};
  const conditions: MatchCondition[] = [];
  if (service !== undefined || method !== undefined) {
    const whole = service !== undefined && method !== undefined;
    const exact = whole ? 'exact' : 'prefix';
    conditions.push({
      field: 'grpcMethod',
      op:
        type === 'RegularExpression' || service === undefined ? 'regex' : exact,
      value: `${service ?? '[^/]+'}/${method ?? ''}`,
    });
  }
  return [...conditions, ...namedConditions('header', match.headers)];
}
