import {
  addRate,
  edgeKey,
  type TrafficEdge,
  type TrafficMap,
} from './trafficMap';

/** A node gains an edge that another namespace told of. */
function addOutgoing(map: TrafficMap, edge: TrafficEdge): void {
  const { protocol, rates, source } = edge;
  const node = map.nodes.get(source);
  if (node) {
    addRate(node.rates, `${protocol}Out`, rates.get(protocol) ?? 0);
  }
}

/** Puts the nodes in, and says which of them are from now on what the added map says. */
function mergeNodes(
  merged: TrafficMap,
  namespace: string,
  added: TrafficMap,
): { owned: Set<string>; fresh: Set<string> } {
  const owned = new Set<string>();
  const fresh = new Set<string>();
  for (const [id, node] of added.nodes) {
    if (!merged.nodes.has(id)) {
      fresh.add(id);
      merged.nodes.set(id, node);
    } else if (node.end.namespace === namespace) {
      owned.add(id);
      merged.nodes.set(id, node);
    } else {
      const { destServices } = node;
      destServices.forEach((service, key) =>
        merged.nodes.get(id)?.destServices.set(key, service),
      );
    }
  }
  return { owned, fresh };
}

/**
 * Adds the map of one namespace: a namespace knows best what its own nodes do; of other nodes only edges that are new count.
 *
 * @see https://github.com/kiali/kiali/blob/master/graph/telemetry/common.go
 */
export function mergeTrafficMaps(
  merged: TrafficMap,
  namespace: string,
  added: TrafficMap,
): void {
  const { owned, fresh } = mergeNodes(merged, namespace, added);
  for (const [key, edge] of merged.edges) {
    if (owned.has(edge.source) && !added.edges.has(key)) {
      addOutgoing(merged, edge);
    }
  }
  for (const edge of added.edges.values()) {
    const key = edgeKey(edge);
    const inherits = owned.has(edge.source) || fresh.has(edge.source);
    if (!inherits && !merged.edges.has(key)) {
      addOutgoing(merged, edge);
    }
    if (inherits || !merged.edges.has(key)) {
      merged.edges.set(key, edge);
    }
  }
}
