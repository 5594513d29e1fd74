import type { GraphContext } from '../GraphContext';
import { throughputQueries } from '../telemetryQueries';
import { edgesOf, increase } from '../TrafficMap';
import { edgeKey, edgesOfRow, type NamespaceTraffic } from './EdgeValues';

/** Puts bytes per second on HTTP edges. */
export function addThroughput(
  context: GraphContext,
  { map, namespace, windowS }: NamespaceTraffic,
): void {
  const { options, telemetry } = context;
  if (!options.appenders.has('throughput')) {
    return;
  }
  const bytes = new Map<string, number>();
  for (const query of throughputQueries(options, namespace, windowS)) {
    for (const row of telemetry(query)) {
      const edges = edgesOfRow(context, row);
      if (edges) {
        increase(bytes, edgeKey(edges.last), row.value);
      }
    }
  }
  for (const edge of edgesOf(map)) {
    if (edge.protocol === 'http') {
      edge.throughput = bytes.get(edgeKey([edge.source, edge.target]));
    }
  }
}
