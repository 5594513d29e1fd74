import type { GraphContext } from '../GraphContext';
import { injectsService, serviceEnd } from '../addTraffic';
import { identify } from '../nodeIdentity';
import {
  readEnds,
  repairDestination,
  type RowEnds,
  type TelemetryRow,
} from '../readTrafficRow';
import type { TrafficMap } from '../TrafficMap';

/** The traffic map of one namespace, with the window of its queries. */
export interface NamespaceTraffic {
  readonly map: TrafficMap;
  readonly namespace: string;
  /** True when its pods are in ambient mode. */
  readonly ambient: boolean;
  readonly windowS: number;
}

/** Node ids of the edges that a row of telemetry is about. */
export interface RowEdges {
  /** From the caller to what it called: the service when service nodes are injected. */
  readonly first: readonly [source: string, target: string];
  /** To the workload itself; the same as `first` without an injected service node. */
  readonly last: readonly [source: string, target: string];
}

/** Finds the edges of a row; undefined when a label is missing. */
export function edgesOfRow(
  { options }: GraphContext,
  row: TelemetryRow,
  destinationOf: (ends: RowEnds) => RowEnds['destination'] = repairDestination,
): RowEdges | undefined {
  const ends = readEnds(row.labels);
  if (!ends) {
    return undefined;
  }
  const { source } = ends;
  const destination = destinationOf(ends);
  const from = identify(source, options.graphType);
  const to = identify(destination, options.graphType);
  if (!injectsService(options, destination, to)) {
    return { first: [from.id, to.id], last: [from.id, to.id] };
  }
  const service = identify(serviceEnd(destination), options.graphType);
  return { first: [from.id, service.id], last: [service.id, to.id] };
}

/** Key of a pair of nodes, of one protocol where it matters. */
export function edgeKey(
  [source, target]: readonly [string, string],
  protocol = '',
): string {
  return `${source} ${target} ${protocol}`;
}
