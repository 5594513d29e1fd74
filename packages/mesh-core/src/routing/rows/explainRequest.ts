import { simulate } from '../simulate/simulate';
import type {
  Outcome,
  OutcomeDestination,
  RouteRequest,
  Simulation,
} from '../simulate/Outcome';
import type { RouteSource } from '../table/RouteTable';
import { connectionRow, HostRows } from './hostRows';
import type { EffectiveRow, ExplainedRequest } from './model';
import { ANOTHER_SERVICE, visibleMirrors } from './rowAction';
import { RowReader, type TableReader } from './RowReader';

/** Rules before and behind the one that won; the rest is counted. */
const MAX_TRIED = 50;
const MAX_NOT_ASKED = 5;

type Trace = ExplainedRequest['trace'];

function visibleDestination(
  reader: RowReader,
  destination: OutcomeDestination,
  source: RouteSource | undefined,
): OutcomeDestination {
  const { host, weight, exists } = destination;
  return host !== undefined && reader.isOthers(host, source)
    ? { host: ANOTHER_SERVICE, weight, exists }
    : destination;
}

function visibleOutcome(
  reader: RowReader,
  outcome: Outcome,
  source: RouteSource | undefined,
): ExplainedRequest['outcome'] {
  if (!reader.isVisible(source)) {
    return { outcome: 'hidden' };
  }
  if (outcome.outcome !== 'route' && outcome.outcome !== 'tcp') {
    return outcome;
  }
  const destinations = outcome.destinations.map(destination =>
    visibleDestination(reader, destination, source),
  );
  if (outcome.outcome === 'tcp') {
    return { ...outcome, destinations };
  }
  const { mirrors } = outcome;
  return {
    ...outcome,
    destinations,
    ...(mirrors ? { mirrors: visibleMirrors(reader, mirrors, source) } : {}),
  };
}

/** Notes name the destination that they are about. */
function visibleNotes(
  reader: RowReader,
  { outcome, trace }: Simulation,
  source: RouteSource | undefined,
): readonly string[] {
  if (!reader.isVisible(source)) {
    return [];
  }
  const hosts = outcome.outcome === 'route' ? outcome.destinations : [];
  const hidden = hosts.flatMap(({ host }) =>
    host !== undefined && reader.isOthers(host, source) ? [host] : [],
  );
  return trace.notes.filter(note => !hidden.some(host => note.includes(host)));
}

function connectionOf({
  trace: { listener, chain },
}: Simulation): Pick<Trace, 'listener' | 'chain'> {
  return {
    ...(listener
      ? {
          listener: {
            port: listener.port,
            ...(listener.host === undefined ? {} : { host: listener.host }),
            ...(listener.refused === undefined
              ? {}
              : { refused: listener.refused }),
          },
        }
      : {}),
    ...(chain
      ? {
          chain: {
            transport: chain.transport,
            serverNames: chain.serverNames,
            ...(chain.clientCertificate
              ? { clientCertificate: chain.clientCertificate }
              : {}),
          },
        }
      : {}),
  };
}

const noRows = {
  tried: [],
  moreTried: 0,
  notAsked: [],
  moreNotAsked: 0,
};

type Rows = Pick<
  Trace,
  'virtualHost' | 'tried' | 'moreTried' | 'won' | 'notAsked' | 'moreNotAsked'
>;

function rowsOf(reader: RowReader, { trace }: Simulation): Rows {
  const { virtualHost: choice, chain } = trace;
  if (!choice) {
    return chain && !chain.virtualHosts
      ? { ...noRows, won: connectionRow(reader, chain) }
      : noRows;
  }
  const { virtualHost, domain, by } = choice;
  const rows = new HostRows(reader, virtualHost);
  // The closest to the end of the search tell most.
  const tried = trace.tried.slice(-MAX_TRIED);
  const won: EffectiveRow | undefined = trace.won && rows.rowOf(trace.won);
  const rest = won ? virtualHost.routes.slice(won.position) : [];
  const notAsked = rest.slice(0, MAX_NOT_ASKED);
  return {
    virtualHost: { name: virtualHost.name, domain, by },
    tried: tried.map(({ route, failure }) => ({
      row: rows.rowOf(route),
      failure: reader.isVisible(route.source)
        ? failure
        : { field: failure.field },
    })),
    moreTried: trace.tried.length - tried.length,
    ...(won ? { won } : {}),
    notAsked: notAsked.map(route => rows.rowOf(route)),
    moreNotAsked: rest.length - notAsked.length,
  };
}

/**
 * Simulates a request and explains the answer as far as the reader may know it: a rule about services of others only is `hidden` when it
 * takes the request.
 *
 * @public
 */
export function explainRequest(
  tableReader: TableReader,
  request: RouteRequest,
): ExplainedRequest {
  const reader = new RowReader(tableReader);
  const simulation = simulate(tableReader.table, request);
  const { trace, outcome } = simulation;
  const source = trace.won?.source ?? trace.chain?.source;
  return {
    outcome: visibleOutcome(reader, outcome, source),
    trace: {
      ...connectionOf(simulation),
      path: trace.path,
      ...rowsOf(reader, simulation),
      notes: visibleNotes(reader, simulation, source),
    },
  };
}
