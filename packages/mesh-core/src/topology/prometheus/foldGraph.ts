import { addAggregates } from './aggregates';
import { appendToEdges } from './appenders';
import { endsOf, readEnds } from './ends';
import { namespacesOf, type GraphRequest } from './graphRequest';
import type { GraphQuery, TrafficMetric } from './graphQuery';
import type { KialiElements } from './KialiData';
import { kialiElements } from './kialiElements';
import { known } from './known';
import { mergeTrafficMaps } from './mergeTrafficMaps';
import { graphQueries } from './queries';
import { flowOf, readSample } from './readSample';
import { reduceToServices } from './serviceGraph';
import {
  addSample,
  emptyTrafficMap,
  nodeOf,
  type TrafficMap,
} from './trafficMap';
import { vectorsByQuery, type PromVector, type Series } from './vectors';
import { arrangeWaypoints, waypointEnds } from './waypoints';

/**
 * A graph, and the queries that it took: what is added to edges is of no use where a namespace has no traffic.
 *
 * @public
 */
export interface FoldedGraph {
  elements: KialiElements;
  queries: string[];
}

/** What is known of one namespace while its series are folded. */
interface Folding {
  map: TrafficMap;
  request: GraphRequest;
  /** Rate by protocol and flow, each counted once. */
  flows: Map<string, number>;
}

function addSeries(
  { map, request, flows }: Folding,
  metric: TrafficMetric,
  { labels: raw, value }: Series,
): void {
  const labels = readEnds(raw);
  const sample = labels && readSample(labels, value, { metric, request });
  if (!sample) {
    return;
  }
  const waypoint = waypointEnds(labels, request);
  const ends = endsOf(labels, request, waypoint);
  if (!ends) {
    return;
  }
  const { source, target, service } = ends;
  const steps = service
    ? ([
        [source, service],
        [service, target],
      ] as const)
    : ([[source, target]] as const);
  const name = labels.destination_service_name;
  const called = {
    cluster: labels.destination_cluster ?? 'unknown',
    namespace: labels.destination_service_namespace,
    name,
  };
  const counted = steps.filter(step => addSample(map, step, sample));
  counted.forEach(([, to]) => {
    if (known(name)) {
      const key = `${called.cluster} ${called.namespace} ${name}`;
      nodeOf(map, to).destServices.set(key, called);
    }
  });
  if (counted.length > 0) {
    const flow = `${sample.protocol}\n${flowOf(labels)}`;
    flows.set(flow, (flows.get(flow) ?? 0) + value);
  }
  if (waypoint.source) {
    nodeOf(map, source).isWaypoint = true;
  }
  if (waypoint.target) {
    nodeOf(map, target).isWaypoint = true;
  }
}

function foldNamespace(
  request: GraphRequest,
  queries: readonly GraphQuery[],
  seriesOf: (promql: string) => Series[],
): TrafficMap {
  const folding: Folding = {
    request,
    map: emptyTrafficMap(),
    flows: new Map(),
  };
  const { map, flows } = folding;
  for (const query of queries) {
    if (query.purpose === 'traffic') {
      for (const series of seriesOf(query.promql)) {
        addSeries(folding, query.metric, series);
      }
    }
  }
  const vectorsOf = (purpose: GraphQuery['purpose']): Series[][] =>
    queries
      .filter(query => query.purpose === purpose)
      .map(({ promql }) => seriesOf(promql));
  for (const purpose of ['responseTime', 'security', 'throughput'] as const) {
    const vectors = vectorsOf(purpose);
    appendToEdges(map, request, { purpose, vectors, flows });
  }
  addAggregates(map, request, vectorsOf('aggregate').flat());
  return map;
}

/**
 * Folds the vectors of {@link graphQueries} into the graph that Kiali would answer, in its shape, with ids that are plain texts. Where
 * Kiali's answer depends on the order of its maps, this one does not. A vector that is missing is taken as empty; never throws.
 *
 * @see https://github.com/kiali/kiali/blob/master/graph/telemetry/istio/istio.go
 * @public
 */
export function foldGraph(
  request: GraphRequest,
  vectors: readonly PromVector[],
): FoldedGraph {
  const seriesOf = vectorsByQuery(vectors);
  const queries = graphQueries(request);
  const needed: GraphQuery[] = [];
  const merged = emptyTrafficMap();
  for (const namespace of namespacesOf(request)) {
    const own = queries.filter(query => query.namespace === namespace);
    const map = foldNamespace(request, own, seriesOf);
    const hasTraffic = map.nodes.size > 0;
    needed.push(
      ...own.filter(({ purpose }) => purpose === 'traffic' || hasTraffic),
    );
    mergeTrafficMaps(merged, namespace, map);
  }
  arrangeWaypoints(merged, request);
  const contracted =
    request.graphType === 'service' && request.target.kind === 'namespaces';
  return {
    elements: kialiElements(merged, request, {
      drawn: contracted ? reduceToServices(merged) : merged,
    }),
    queries: needed.map(({ promql }) => promql),
  };
}
