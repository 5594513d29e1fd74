import {
  addRate,
  edgeKey,
  type TrafficEdge,
  type TrafficMap,
} from './trafficMap';

function sum(into: TrafficEdge, edge: TrafficEdge): void {
  edge.rates.forEach((value, name) => addRate(into.rates, name, value));
  edge.responses.forEach((flags, code) => {
    const byFlag = into.responses.get(code) ?? new Map<string, number>();
    flags.forEach((value, flag) => addRate(byFlag, flag, value));
    into.responses.set(code, byFlag);
  });
}

function copyOf(edge: TrafficEdge, source: string): TrafficEdge {
  return {
    ...edge,
    source,
    rates: new Map(edge.rates),
    responses: new Map(
      [...edge.responses].map(([code, flags]) => [code, new Map(flags)]),
    ),
  };
}

/**
 * Leaves only services, and the workloads where traffic begins: what the workloads of a service call, the service calls.
 *
 * @see https://github.com/kiali/kiali/blob/master/graph/telemetry/istio/istio.go
 */
export function reduceToServices(map: TrafficMap): TrafficMap {
  const isService = (id: string): boolean =>
    map.nodes.get(id)?.end.nodeType === 'service';
  const all = [...map.edges.values()];
  const targets = new Set(all.map(({ target }) => target));
  const outOf = new Map<string, TrafficEdge[]>();
  all.forEach(edge => {
    outOf.set(edge.source, [...(outOf.get(edge.source) ?? []), edge]);
  });
  const reduced: TrafficMap = { nodes: new Map(), edges: new Map() };
  const put = (edge: TrafficEdge): void => {
    const known = reduced.edges.get(edgeKey(edge));
    if (known) {
      sum(known, edge);
    } else {
      reduced.edges.set(edgeKey(edge), edge);
    }
  };
  for (const [id, node] of map.nodes) {
    const out = outOf.get(id) ?? [];
    if (!isService(id)) {
      if (out.length && !targets.has(id)) {
        reduced.nodes.set(id, node);
        out.filter(({ target }) => isService(target)).forEach(put);
      }
      continue;
    }
    const rates = new Map(
      [...node.rates].filter(([name]) => !name.endsWith('Out')),
    );
    reduced.nodes.set(id, { ...node, rates });
    out
      .flatMap(({ target }) => outOf.get(target) ?? [])
      .filter(({ target }) => isService(target))
      .forEach(edge => {
        put(copyOf(edge, id));
        const { protocol } = edge;
        addRate(rates, `${protocol}Out`, edge.rates.get(protocol) ?? 0);
      });
  }
  return reduced;
}
