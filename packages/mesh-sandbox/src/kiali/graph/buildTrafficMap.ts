import { addOutgoing, addTraffic } from './addTraffic';
import { addResponseTimes } from './appenders/addResponseTimes';
import { addSecurity } from './appenders/addSecurity';
import { addServiceEntries } from './appenders/addServiceEntries';
import { addThroughput } from './appenders/addThroughput';
import { isAmbientNamespace, type GraphContext } from './GraphContext';
import { readTrafficRow } from './readTrafficRow';
import { trafficQueries } from './telemetryQueries';
import type { TrafficMap } from './TrafficMap';

/** Traffic of all requested namespaces, or of the requested node, with what telemetry says about its edges. */
export function buildTrafficMap(
  context: GraphContext,
  cluster: string,
): TrafficMap {
  const merged: TrafficMap = new Map();
  for (const namespace of context.options.namespaces) {
    mergeInto(merged, buildNamespace(context, namespace, cluster), namespace);
  }
  return merged;
}

function buildNamespace(
  context: GraphContext,
  namespace: string,
  cluster: string,
): TrafficMap {
  const { options, telemetry } = context;
  const windowS = windowOf(context, namespace);
  const map: TrafficMap = new Map();
  const ambient = isAmbientNamespace(context, namespace);
  for (const { kind, metric, query } of trafficQueries(
    options,
    { name: namespace, ambient },
    windowS,
  )) {
    for (const row of telemetry(query)) {
      const traffic = readTrafficRow(row, kind, options);
      if (traffic) {
        addTraffic(map, metric, traffic, options);
      }
    }
  }
  if (map.size > 0) {
    addServiceEntries(context, map, cluster);
    const target = { map, namespace, ambient, windowS };
    addResponseTimes(context, target);
    addSecurity(context, target);
    addThroughput(context, target);
  }
  return map;
}

/** A graph does not look further back than its namespace exists. */
function windowOf({ options, world }: GraphContext, namespace: string): number {
  const found = world.namespaces().find(({ name }) => name === namespace);
  if (found?.createdAtMs === undefined) {
    return options.durationS;
  }
  const ageS = Math.floor(options.queryTimeS - found.createdAtMs / 1000);
  return Math.min(options.durationS, Math.max(1, ageS));
}

/** The namespace that owns a node supplies it; edges that only another namespace saw are added. */
function mergeInto(
  merged: TrafficMap,
  addition: TrafficMap,
  namespace: string,
): void {
  for (const [id, node] of addition) {
    const known = merged.get(id);
    if (!known) {
      merged.set(id, node);
      continue;
    }
    const [kept, other] =
      node.namespace === namespace ? [node, known] : [known, node];
    merged.set(id, kept);
    for (const edge of other.edges) {
      const duplicate = kept.edges.some(
        one => one.target === edge.target && one.protocol === edge.protocol,
      );
      if (!duplicate) {
        kept.edges.push(edge);
        addOutgoing(kept, edge);
      }
    }
  }
}
