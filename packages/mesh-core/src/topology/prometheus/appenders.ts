import { endsOf, isComplete, readEnds, type Labels } from './ends';
import type { GraphQuery } from './graphQuery';
import type { GraphRequest } from './graphRequest';
import { flowOf, protocolOf } from './readSample';
import type { TrafficMap } from './trafficMap';
import type { Series } from './vectors';

type Purpose = Exclude<GraphQuery['purpose'], 'aggregate' | 'traffic'>;

/** What is added: the series of each query, and how much traffic was counted of each flow. */
export interface Appended {
  purpose: Purpose;
  vectors: readonly (readonly Series[])[];
  flows: ReadonlyMap<string, number>;
}

/** A series with the edge that it speaks of. */
interface Row {
  key: string;
  series: Series;
}

const pair = (source: string, target: string): string => `${source}\n${target}`;

/** Ends of the edges that a series speaks of. */
function pairsOf(
  labels: Labels,
  request: GraphRequest,
  purpose: Purpose,
): string[] {
  const ends = endsOf(labels, request);
  if (!ends) {
    return [];
  }
  const { source, target, service } = ends;
  if (!service) {
    return [pair(source.id, target.id)];
  }
  const last = pair(service.id, target.id);
  return purpose === 'security' ? [pair(source.id, service.id), last] : [last];
}

interface Security {
  mutual: number;
  all: number;
  principals: Map<string, { of: [string, string]; rate: number }>;
}

function securityOf(rows: readonly Row[]): Map<string, Security> {
  const found = new Map<string, Security>();
  for (const { key, series } of rows) {
    const { labels, value } = series;
    const one = found.get(key) ?? { mutual: 0, all: 0, principals: new Map() };
    found.set(key, one);
    one.all += value;
    if (labels.connection_security_policy === 'mutual_tls') {
      one.mutual += value;
    }
    const of: [string, string] = [
      labels.source_principal,
      labels.destination_principal,
    ];
    const known = one.principals.get(of.join('\n'));
    const rate = (known?.rate ?? 0) + value;
    one.principals.set(of.join('\n'), { of, rate });
  }
  return found;
}

/** Edges at waypoints are mutual TLS by nature: ztunnel does not tell it of all of them. */
function addSecurity(map: TrafficMap, [rows]: readonly Row[][]): void {
  const found = securityOf(rows);
  for (const edge of map.edges.values()) {
    const security = found.get(pair(edge.source, edge.target));
    const ends = [map.nodes.get(edge.source), map.nodes.get(edge.target)];
    if (!security && ends.some(node => node?.isWaypoint)) {
      edge.mtlsRatio = 1;
    }
    if (security) {
      if (security.mutual > 0) {
        edge.mtlsRatio = security.mutual / security.all;
      }
      const [most] = [...security.principals.values()].sort(
        (a, b) => b.rate - a.rate || (a.of.join() < b.of.join() ? -1 : 1),
      );
      [edge.sourcePrincipal, edge.destPrincipal] = most.of;
    }
  }
}

interface Mean {
  weighted: number;
  weight: number;
  plain: number;
  count: number;
}

/** Means by traffic; where none was counted, plain ones. */
function meansOf(
  rows: readonly Row[],
  flows: ReadonlyMap<string, number>,
): Map<string, number> {
  const means = new Map<string, Mean>();
  for (const { key, series } of rows) {
    const { labels, value } = series;
    const own = `${key}\n${labels.request_protocol}`;
    const weight =
      flows.get(`${labels.request_protocol}\n${flowOf(labels)}`) ?? 0;
    const mean = means.get(own) ?? {
      weighted: 0,
      weight: 0,
      plain: 0,
      count: 0,
    };
    mean.weighted += value * weight;
    mean.weight += weight;
    mean.plain += value;
    mean.count += 1;
    means.set(own, mean);
  }
  return new Map(
    [...means].map(([key, { weighted, weight, plain, count }]) => [
      key,
      weight > 0 ? weighted / weight : plain / count,
    ]),
  );
}

/** What the first query tells counts: it asks the proxies nearest to the answer. */
function addResponseTime(
  map: TrafficMap,
  queries: readonly Row[][],
  flows: ReadonlyMap<string, number>,
): void {
  const first = new Map<string, number>();
  for (const rows of queries) {
    meansOf(rows, flows).forEach((mean, key) => {
      if (!first.has(key)) {
        first.set(key, mean);
      }
    });
  }
  for (const edge of map.edges.values()) {
    edge.responseTimeMs = first.get(
      `${pair(edge.source, edge.target)}\n${edge.protocol}`,
    );
  }
}

function addThroughput(map: TrafficMap, queries: readonly Row[][]): void {
  const sums = new Map<string, number>();
  for (const { key, series } of queries.flat()) {
    sums.set(key, (sums.get(key) ?? 0) + series.value);
  }
  for (const edge of map.edges.values()) {
    if (edge.protocol === 'http') {
      edge.throughput = sums.get(pair(edge.source, edge.target));
    }
  }
}

const hasPrincipals = (labels: Labels): boolean =>
  labels.source_principal !== undefined &&
  labels.destination_principal !== undefined;

function readLabels(
  labels: Labels,
  request: GraphRequest,
  purpose: Purpose,
): Labels | undefined {
  if (purpose === 'security') {
    // Kiali repairs destinations everywhere but here.
    return isComplete(labels) && hasPrincipals(labels) ? labels : undefined;
  }
  const counts =
    purpose !== 'responseTime' ||
    protocolOf(labels, 'istio_requests_total', request) !== undefined;
  return counts ? readEnds(labels) : undefined;
}

/**
 * Adds to the edges what the series of one purpose say. Where several series speak of one edge, bytes are summed, shares of mutual TLS
 * are those of the sum, response times are means by traffic, and the identities are those of the most traffic.
 *
 * @see https://github.com/kiali/kiali/tree/master/graph/telemetry/istio/appender
 */
export function appendToEdges(
  map: TrafficMap,
  request: GraphRequest,
  { purpose, vectors, flows }: Appended,
): void {
  const queries = vectors.map(series =>
    series.flatMap((one): Row[] => {
      const labels = readLabels(one.labels, request, purpose);
      const read = labels && { labels, value: one.value };
      return read
        ? pairsOf(read.labels, request, purpose).map(key => ({
            key,
            series: read,
          }))
        : [];
    }),
  );
  switch (purpose) {
    case 'security':
      addSecurity(map, [queries.flat()]);
      break;
    case 'responseTime':
      addResponseTime(map, queries, flows);
      break;
    case 'throughput':
      addThroughput(map, queries);
      break;
    default:
      purpose satisfies never;
  }
}
