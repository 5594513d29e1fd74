import type { End } from './End';
import { endsOf, readEnds, type Labels } from './ends';
import { serviceEnd } from './endOf';
import type { GraphRequest } from './graphRequest';
import { readSample } from './readSample';
import {
  countSample,
  edgeKey,
  edgeOf,
  nodeOf,
  type TrafficMap,
} from './trafficMap';
import type { Series } from './vectors';

function aggregateEnd(
  labels: Labels,
  label: string,
  injectServices: boolean,
): End {
  const cluster = labels.destination_cluster ?? 'unknown';
  const name = `${label}_${labels[label]}`;
  const base = {
    nodeType: 'aggregate' as const,
    cluster,
    aggregate: `${label}=${labels[label]}`,
  };
  if (!injectServices) {
    const namespace = labels.destination_workload_namespace;
    return { ...base, id: `agg_${cluster}_${namespace}_${name}`, namespace };
  }
  const namespace = labels.destination_service_namespace;
  const service = labels.destination_service_name;
  return {
    ...base,
    id: `agg_${cluster}_${namespace}_${name}${service && `_${service}`}`,
    namespace,
    service,
    app: labels.destination_canonical_service,
  };
}

function dropEdges(map: TrafficMap, source: string, target: string): void {
  for (const protocol of ['grpc', 'http', 'tcp'] as const) {
    map.edges.delete(edgeKey({ source, target, protocol }));
  }
}

/** Puts a node for the class of requests between its ends; what goes in and out of these is counted already. */
function addClass(
  map: TrafficMap,
  request: GraphRequest,
  label: string,
  { labels: raw, value }: Series,
): void {
  const labels = readEnds(raw);
  if (labels?.[label] === undefined) {
    return;
  }
  const metric = 'istio_requests_total';
  const sample = readSample(labels, value, { metric, request });
  const ends = endsOf(labels, request);
  if (!sample || !ends) {
    return;
  }
  const cluster = labels.destination_cluster ?? 'unknown';
  const { destination_service_namespace: namespace } = labels;
  const target = request.injectServices
    ? serviceEnd(cluster, namespace, labels.destination_service_name)
    : ends.target;
  if (!map.nodes.has(ends.source.id) || !map.nodes.has(target.id)) {
    return;
  }
  const end = aggregateEnd(labels, label, request.injectServices);
  const node = nodeOf(map, end);
  dropEdges(map, ends.source.id, target.id);
  const { protocol } = sample;
  const into = { source: ends.source.id, target: end.id, protocol };
  countSample(edgeOf(map, into), { target: node }, sample);
  const out = { source: end.id, target: target.id, protocol };
  countSample(edgeOf(map, out), { source: node }, sample);
}

/**
 * Shows classes of requests as nodes between who sends and who gets them.
 *
 * @see https://github.com/kiali/kiali/blob/master/graph/telemetry/istio/appender/aggregate_node.go
 */
export function addAggregates(
  map: TrafficMap,
  request: GraphRequest,
  series: readonly Series[],
): void {
  const { aggregate } = request;
  if (aggregate) {
    series.forEach(one => addClass(map, request, aggregate, one));
  }
}
