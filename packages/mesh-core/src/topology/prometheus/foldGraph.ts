import { appendToEdges } from './appenders';
import { endsOf, readEnds, type Labels } from './ends';
import type { GraphQuery, TrafficMetric } from './graphQuery';
import { namespacesOf, type GraphRequest } from './graphRequest';
import { kialiElements, type KialiElements } from './kialiElements';
import { mergeTrafficMaps } from './mergeTrafficMaps';
import { graphQueries } from './queries';
import { reduceToServices } from './serviceGraph';
import { addSample, type Protocol, type TrafficMap } from './trafficMap';
import { vectorsByQuery, type PromVector, type Series } from './vectors';

/** A graph, and the queries that it took: what is added to edges is of no use where a namespace has no traffic. */
export interface FoldedGraph {
  elements: KialiElements;
  queries: string[];
}

function protocolOf(
  labels: Labels,
  metric: TrafficMetric,
  request: GraphRequest,
): Protocol | undefined {
  if (metric !== 'istio_requests_total') {
    return metric.includes('_tcp_') ? 'tcp' : 'grpc';
  }
  const protocol = labels.request_protocol;
  return (protocol === 'http' && request.http === 'requests') ||
    (protocol === 'grpc' && request.grpc === 'requests')
    ? protocol
    : undefined;
}

function codeOf(labels: Labels, protocol: Protocol): string {
  const { response_code: http, grpc_response_status: status } = labels;
  const code =
    protocol === 'grpc' && status && !/^[45]\d\d$/.test(http) ? status : http;
  return code === '0' && code === http ? '-' : code;
}

function hasResponse(labels: Labels, metric: TrafficMetric): boolean {
  if (metric === 'istio_requests_total') {
    return (
      labels.response_code !== undefined && labels.response_flags !== undefined
    );
  }
  return !metric.includes('_tcp_') || labels.response_flags !== undefined;
}

function identityOf(
  labels: Labels,
  metric: TrafficMetric,
  code: string,
): string {
  const names = Object.keys(labels)
    .filter(name => /^(source|destination)_/.test(name))
    .sort();
  return JSON.stringify([
    metric,
    code,
    labels.response_flags,
    names.map(name => [name, labels[name]]),
  ]);
}

function addSeries(
  map: TrafficMap,
  request: GraphRequest,
  metric: TrafficMetric,
  { labels: raw, value }: Series,
): void {
  const labels = readEnds(raw);
  const protocol = labels && protocolOf(labels, metric, request);
  if (!protocol || !hasResponse(labels, metric)) {
    return;
  }
  const requests = metric === 'istio_requests_total';
  const code = requests ? codeOf(labels, protocol) : '-';
  const sample = {
    protocol,
    code: !requests && protocol === 'grpc' ? '' : code,
    flags: labels.response_flags || '-',
    value,
    identity: identityOf(labels, metric, code),
  };
  const inject = request.injectServices || request.graphType === 'service';
  const { source, target, service } = endsOf(labels, request.graphType, inject);
  if (service) {
    addSample(map, [source, service], sample);
    addSample(map, [service, target], sample);
  } else {
    addSample(map, [source, target], sample);
  }
}

/**
 * Folds the vectors of {@link graphQueries} into the graph that Kiali would answer, in its shape. A vector that is missing is taken as
 * empty; never throws.
 *
 * @see https://github.com/kiali/kiali/blob/master/graph/telemetry/istio/istio.go
 */
export function foldGraph(
  request: GraphRequest,
  vectors: readonly PromVector[],
): FoldedGraph {
  const seriesOf = vectorsByQuery(vectors);
  const queries = graphQueries(request);
  const needed: GraphQuery[] = [];
  const merged: TrafficMap = { nodes: new Map(), edges: new Map() };
  for (const namespace of namespacesOf(request)) {
    const own = queries.filter(query => query.namespace === namespace);
    const map: TrafficMap = { nodes: new Map(), edges: new Map() };
    for (const query of own) {
      if (query.purpose === 'traffic') {
        seriesOf(query.promql).forEach(series =>
          addSeries(map, request, query.metric, series),
        );
      }
    }
    for (const purpose of ['security', 'responseTime', 'throughput'] as const) {
      const series = own.flatMap(query =>
        query.purpose === purpose ? seriesOf(query.promql) : [],
      );
      appendToEdges(map, request, { purpose, series });
    }
    mergeTrafficMaps(merged, namespace, map);
    needed.push(
      ...own.filter(
        ({ purpose }) => purpose === 'traffic' || map.nodes.size > 0,
      ),
    );
  }
  const elements = kialiElements(
    request.graphType === 'service' ? reduceToServices(merged) : merged,
  );
  return { elements, queries: needed.map(({ promql }) => promql) };
}
