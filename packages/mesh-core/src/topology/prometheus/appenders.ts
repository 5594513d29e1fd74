import { endsOf, isComplete, readEnds, type Labels } from './ends';
import type { GraphQuery } from './graphQuery';
import type { GraphRequest } from './graphRequest';
import type { TrafficMap } from './trafficMap';
import type { Series } from './vectors';

type Purpose = Exclude<GraphQuery['purpose'], 'traffic'>;

const pair = (source: string, target: string): string =>
  JSON.stringify([source, target]);

/** Ends of the edges that a series speaks of. */
function pairsOf(
  labels: Labels,
  request: GraphRequest,
  purpose: Purpose,
): string[] {
  const inject = request.injectServices || request.graphType === 'service';
  const { source, target, service } = endsOf(labels, request.graphType, inject);
  if (!service) {
    return [pair(source.id, target.id)];
  }
  const last = pair(service.id, target.id);
  return purpose === 'security' ? [pair(source.id, service.id), last] : [last];
}

function addSecurity(map: TrafficMap, rows: readonly [string, Series][]): void {
  const sums = new Map<string, { mutual: number; all: number }>();
  for (const [key, { labels, value }] of rows) {
    const sum = sums.get(key) ?? { mutual: 0, all: 0 };
    sum.all += value;
    sum.mutual +=
      labels.connection_security_policy === 'mutual_tls' ? value : 0;
    sums.set(key, sum);
  }
  for (const edge of map.edges.values()) {
    const sum = sums.get(pair(edge.source, edge.target));
    if (sum && sum.mutual > 0) {
      edge.mtlsRatio = sum.mutual / sum.all;
    }
  }
}

function addResponseTime(
  map: TrafficMap,
  rows: readonly [string, Series][],
): void {
  const first = new Map<string, number>();
  for (const [key, { labels, value }] of rows) {
    const own = `${key} ${labels.request_protocol}`;
    if (!first.has(own)) {
      first.set(own, value);
    }
  }
  for (const edge of map.edges.values()) {
    edge.responseTimeMs = first.get(
      `${pair(edge.source, edge.target)} ${edge.protocol}`,
    );
  }
}

function addThroughput(
  map: TrafficMap,
  rows: readonly [string, Series][],
): void {
  const sums = new Map<string, number>();
  for (const [key, { value }] of rows) {
    sums.set(key, (sums.get(key) ?? 0) + value);
  }
  for (const edge of map.edges.values()) {
    if (edge.protocol === 'http') {
      edge.throughput = sums.get(pair(edge.source, edge.target));
    }
  }
}

const adders = {
  security: addSecurity,
  responseTime: addResponseTime,
  throughput: addThroughput,
};

/** Adds to the edges what the series of one purpose say, first query first. */
export function appendToEdges(
  map: TrafficMap,
  request: GraphRequest,
  { purpose, series }: { purpose: Purpose; series: readonly Series[] },
): void {
  const rows = series.flatMap(one => {
    // Kiali repairs destinations everywhere but here.
    const asReported = isComplete(one.labels) ? one.labels : undefined;
    const labels = purpose === 'security' ? asReported : readEnds(one.labels);
    return labels
      ? pairsOf(labels, request, purpose).map((key): [string, Series] => [
          key,
          one,
        ])
      : [];
  });
  adders[purpose](map, rows);
}
