import type { GraphContext } from '../GraphContext';
import { responseTimeQueries } from '../telemetryQueries';
import { edgesOf } from '../TrafficMap';
import { edgeKey, edgesOfRow, type NamespaceTraffic } from './EdgeValues';

/** Puts response times on edges; the first report about an edge counts. */
export function addResponseTimes(
  context: GraphContext,
  { map, namespace, ambient, windowS }: NamespaceTraffic,
): void {
  const { options, telemetry } = context;
  if (!options.appenders.has('responseTime')) {
    return;
  }
  const times = new Map<string, number>();
  const asked = { name: namespace, ambient };
  for (const query of responseTimeQueries(options, asked, windowS)) {
    for (const row of telemetry(query)) {
      const edges = edgesOfRow(context, row);
      const protocol = row.labels.request_protocol;
      if (edges && protocol && !Number.isNaN(row.value)) {
        const key = edgeKey(edges.last, protocol);
        times.set(key, times.get(key) ?? row.value);
      }
    }
  }
  for (const edge of edgesOf(map)) {
    edge.responseTimeMs = times.get(
      edgeKey([edge.source, edge.target], edge.protocol),
    );
  }
}
