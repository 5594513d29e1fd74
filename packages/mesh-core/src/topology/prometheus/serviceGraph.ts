import { rootsOf } from './rootsOf';
import {
  addRate,
  edgeKey,
  emptyTrafficMap,
  type Rates,
  type TrafficEdge,
  type TrafficMap,
  type TrafficNode,
} from './trafficMap';

function sumRates(into: Rates, rates: Rates): void {
  rates.forEach((value, name) => addRate(into, name, value));
}

function sum(into: TrafficEdge, edge: TrafficEdge): void {
  sumRates(into.rates, edge.rates);
  edge.responses.forEach(({ flags, hosts }, code) => {
    const own = into.responses.get(code) ?? {
      flags: new Map(),
      hosts: new Map(),
    };
    sumRates(own.flags, flags);
    sumRates(own.hosts, hosts);
    into.responses.set(code, own);
  });
}

function copyOf(edge: TrafficEdge, source: string): TrafficEdge {
  const copy = { ...edge, source, rates: new Map(), responses: new Map() };
  sum(copy, edge);
  return copy;
}

function withoutOut(node: TrafficNode): TrafficNode {
  const rates = [...node.rates].filter(([name]) => !name.endsWith('Out'));
  return { ...node, rates: new Map(rates) };
}

/**
 * Leaves only services, and the workloads where traffic begins: what the workloads of a service call, the service calls.
 *
 * @see https://github.com/kiali/kiali/blob/master/graph/telemetry/common.go
 */
export function reduceToServices(map: TrafficMap): TrafficMap {
  const isService = (id: string): boolean =>
    map.nodes.get(id)?.end.nodeType === 'service';
  const roots = rootsOf(map);
  const outOf = new Map<string, TrafficEdge[]>();
  for (const edge of map.edges.values()) {
    const out = outOf.get(edge.source);
    if (out) {
      out.push(edge);
    } else {
      outOf.set(edge.source, [edge]);
    }
  }
  const reduced = emptyTrafficMap();
  const put = (node: TrafficNode, edge: TrafficEdge): void => {
    const { protocol, rates } = edge;
    addRate(node.rates, `${protocol}Out`, rates.get(protocol) ?? 0);
    const known = reduced.edges.get(edgeKey(edge));
    if (known) {
      sum(known, edge);
    } else {
      reduced.edges.set(edgeKey(edge), edge);
    }
  };
  for (const [id, whole] of map.nodes) {
    const node = withoutOut(whole);
    const out = outOf.get(id) ?? [];
    const beyond = isService(id)
      ? out.flatMap(({ target }) => outOf.get(target) ?? [])
      : out.filter(() => roots.has(id));
    const calls = beyond.filter(({ target }) => isService(target));
    if (isService(id) || calls.length > 0) {
      reduced.nodes.set(id, node);
      calls.forEach(edge => put(node, copyOf(edge, id)));
    }
  }
  return reduced;
}
