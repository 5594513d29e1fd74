import { addOutgoing } from './addTraffic';
import {
  increase,
  type TrafficEdge,
  type TrafficMap,
  type TrafficNode,
} from './TrafficMap';

/**
 * Contracts a workload graph with service nodes to a graph of services: service → workload → service becomes
 * service → service. Workloads stay only where traffic begins.
 *
 * As in Kiali, a service whose workload receives two protocols counts the traffic that leaves the workload twice.
 */
export function reduceToServices(map: TrafficMap): TrafficMap {
  const reduced: TrafficMap = new Map();
  const called = new Set(
    [...map.values()].flatMap(node => node.edges.map(edge => edge.target)),
  );
  for (const [id, node] of map) {
    if (node.nodeType !== 'service') {
      if (!called.has(id)) {
        reduced.set(id, node);
      }
      continue;
    }
    const contracted = new Map<string, TrafficEdge>();
    for (const toWorkload of node.edges) {
      for (const edge of map.get(toWorkload.target)?.edges ?? []) {
        if (map.get(edge.target)?.nodeType === 'service') {
          addEdge(contracted, id, edge);
        }
      }
    }
    reduced.set(id, withEdges(node, [...contracted.values()]));
  }
  return reduced;
}

/** What leaves a service is now what its edges carry. */
function withEdges(node: TrafficNode, edges: TrafficEdge[]): TrafficNode {
  const incoming = [...node.rates].filter(([name]) => !name.endsWith('Out'));
  const reduced = { ...node, rates: new Map(incoming), edges };
  edges.forEach(edge => addOutgoing(reduced, edge));
  return reduced;
}

function addEdge(
  edges: Map<string, TrafficEdge>,
  source: string,
  edge: TrafficEdge,
): void {
  const key = `${edge.target} ${edge.protocol}`;
  const known = edges.get(key);
  if (!known) {
    edges.set(key, {
      ...edge,
      source,
      rates: new Map(edge.rates),
      responses: new Map(
        [...edge.responses].map(([code, { flags, hosts }]) => [
          code,
          { flags: new Map(flags), hosts: new Map(hosts) },
        ]),
      ),
    });
    return;
  }
  addAll(known.rates, edge.rates);
  for (const [code, { flags, hosts }] of edge.responses) {
    const response = known.responses.get(code) ?? {
      flags: new Map(),
      hosts: new Map(),
    };
    known.responses.set(code, response);
    addAll(response.flags, flags);
    addAll(response.hosts, hosts);
  }
}

function addAll(
  into: Map<string, number>,
  from: ReadonlyMap<string, number>,
): void {
  for (const [name, value] of from) {
    increase(into, name, value);
  }
}
