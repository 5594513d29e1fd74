import type {
  RouteRequest,
  RouteTable,
  RouteTrace,
  Simulation,
  TableDestination,
  TableRoute,
} from '@fairway/mesh-core';
import type { LoadedMesh } from '../input/LoadedMesh';
import type { Style } from './createStyle';
import { onTheWayWords, shares, targetWords } from './destinationWords';
import { failureWords, matchWords } from './matchWords';
import { isFailure, outcomeWords } from './outcomeWords';
import { refWords, sourceWords } from './sourceWords';

/** What a simulation is told with. */
export interface SimulationReport {
  /** As the user named it. */
  caller: string;
  table: RouteTable;
  request: RouteRequest;
  simulation: Simulation;
  mesh: LoadedMesh;
}

const HOW = {
  exact: 'the name itself',
  suffix: 'the longest wildcard at the front that fits',
  prefix: 'the longest wildcard at the end that fits',
  any: 'which takes every host',
} as const;

const LABEL_WIDTH = 14;

function row(label: string, ...lines: string[]): string[] {
  return lines.map(
    (line, index) =>
      `  ${(index === 0 ? label : '').padEnd(LABEL_WIDTH)}${line}`,
  );
}

/** `GET http://cart.shop:8080/items`; the port that is called is said where the host does not say it. */
function requestWords({
  method,
  scheme,
  host,
  path,
  port,
}: RouteRequest): string {
  const own = /:\d+$/.test(host) || port === (scheme === 'https' ? 443 : 80);
  return `${method} ${scheme}://${host}${path}${own ? '' : ` on port ${port}`}`;
}

function listenerWords({ listener, chain }: RouteTrace): string {
  if (!listener) {
    return 'none';
  }
  const where = listener.host ? `, for ${listener.host}` : '';
  const names = chain?.serverNames.length
    ? `, for ${chain.serverNames.join(', ')}`
    : '';
  const kind = `${chain?.transport === 'tls' ? ', TLS' : ''}${names}`;
  return `port ${listener.port}${where}${kind}`;
}

function virtualHostRows({ virtualHost, chain }: RouteTrace): string[] {
  if (!virtualHost) {
    return chain?.virtualHosts ? row('virtual host', 'none has this host') : [];
  }
  const { domain, by } = virtualHost;
  return row(
    'virtual host',
    `${virtualHost.virtualHost.name}, by ${domain}: ${HOW[by]}`,
  );
}

function routeTitle(route: TableRoute, mesh: LoadedMesh): string {
  return route.source
    ? sourceWords(route.source, mesh)
    : 'the route of a service without rules';
}

function routeRows(
  { tried, won }: RouteTrace,
  mesh: LoadedMesh,
  { faint, strong }: Style,
): string[] {
  const lines = tried.flatMap(({ route, failure }, index) => [
    `${index + 1}. ${failureWords(route.match, failure)}`,
    faint(`   ${routeTitle(route, mesh)}`),
  ]);
  return [
    ...(lines.length > 0 ? row('tried', ...lines) : []),
    ...(won
      ? row(
          'taken',
          strong(`${tried.length + 1}. ${matchWords(won.match)}`),
          faint(`   ${routeTitle(won, mesh)}`),
        )
      : []),
  ];
}

function endpointWords({ exists, endpoints, rule }: TableDestination): string {
  const state = exists
    ? [
        ...(endpoints === undefined
          ? []
          : [endpoints === 0 ? 'no endpoint is ready' : `${endpoints} ready`]),
        ...(rule ? [`policy of ${refWords(rule)}`] : []),
      ]
    : ['does not exist'];
  return state.length > 0 ? ` (${state.join(', ')})` : '';
}

function destinationRows({
  simulation: { trace },
}: SimulationReport): string[] {
  const { won, chain } = trace;
  const destinations =
    (won?.action.kind === 'route' ? won.action.destinations : undefined) ??
    chain?.destinations ??
    [];
  const parts = shares(destinations.map(({ weight }) => weight));
  return row(
    'destinations',
    ...destinations.map(
      (destination, index) =>
        `${parts[index].padStart(5)}  ${targetWords(destination)}${endpointWords(destination)}`,
    ),
  );
}

function sentRows({ simulation: { outcome } }: SimulationReport): string[] {
  return outcome.outcome === 'route'
    ? [
        ...row('sent as', `${outcome.path} with host ${outcome.authority}`),
        ...row('on the way', onTheWayWords(outcome).join(', ')),
      ]
    : [];
}

/** A simulated request for people: what becomes of it in one sentence, then how that comes about. */
export function simulationText(report: SimulationReport, style: Style): string {
  const { caller, table, request, simulation, mesh } = report;
  const { outcome, trace } = simulation;
  const paint = isFailure(outcome) ? style.bad : style.good;
  const words = outcomeWords(outcome);
  return [
    `${style.strong(requestWords(request))} from ${caller} ${paint(words)}.`,
    '',
    ...row('listener', listenerWords(trace)),
    ...virtualHostRows(trace),
    ...routeRows(trace, mesh, style),
    ...sentRows(report),
    ...destinationRows(report),
    ...row('note', ...trace.notes),
    ...row(
      'not modelled',
      ...table.caveats.map(({ message }) => style.odd(message)),
    ),
    '',
  ].join('\n');
}
