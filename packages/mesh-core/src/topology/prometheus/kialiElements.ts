import { type Rates, type TrafficEdge, type TrafficMap } from './trafficMap';

/** Nodes and edges in the shape in which Kiali answers them; ids are plain texts. */
export interface KialiElements {
  nodes: { data: Record<string, unknown> & { id: string } }[];
  edges: { data: Record<string, unknown> & { id: string } }[];
}

const protocols = ['grpc', 'http', 'tcp'] as const;

/** Two decimals, and up to five where it takes them to show a digit of a small rate. */
function rateText(value: number): string {
  const digits = [2, 3, 4, 5].find(
    places => value >= 1 || Number(value.toFixed(places)) > 0,
  );
  return value.toFixed(digits ?? 5);
}

const texts = (rates: Iterable<[string, number]>): Record<string, string> =>
  Object.fromEntries(
    [...rates]
      .filter(([, value]) => value > 0)
      .map(([name, value]) => [name, rateText(value)]),
  );

function nodeTraffic(rates: Rates): unknown[] {
  return protocols.flatMap(protocol => {
    const own = texts(
      [...rates].filter(
        ([name]) =>
          name.startsWith(`${protocol}In`) || name.startsWith(`${protocol}Out`),
      ),
    );
    return Object.keys(own).length ? [{ protocol, rates: own }] : [];
  });
}

function responsesOf(edge: TrafficEdge, total: number): unknown {
  return Object.fromEntries(
    [...edge.responses]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([code, flags]) => [
        code,
        {
          flags: Object.fromEntries(
            [...flags]
              .sort(([a], [b]) => (a < b ? -1 : 1))
              .map(([flag, value]) => [
                flag,
                ((value / total) * 100).toFixed(1),
              ]),
          ),
        },
      ]),
  );
}

function edgeTraffic(edge: TrafficEdge): unknown {
  const { protocol, rates } = edge;
  const total = rates.get(protocol) ?? 0;
  if (total <= 0) {
    return { protocol };
  }
  const failed = ['4xx', '5xx', 'Err', 'NoResponse'].reduce(
    (all, name) => all + (rates.get(`${protocol}${name}`) ?? 0),
    0,
  );
  return {
    protocol,
    rates: {
      ...texts(rates),
      ...(failed > 0 && {
        [`${protocol}PercentErr`]: ((failed / total) * 100).toFixed(1),
      }),
    },
    responses: responsesOf(edge, total),
  };
}

function edgeData(edge: TrafficEdge): KialiElements['edges'][number]['data'] {
  const { source, target, protocol, mtlsRatio } = edge;
  const { responseTimeMs, throughput } = edge;
  return {
    id: `${source}.${target}.${protocol}`,
    source,
    target,
    ...(mtlsRatio && { isMTLS: (mtlsRatio * 100).toFixed(0) }),
    ...(responseTimeMs && { responseTime: responseTimeMs.toFixed(0) }),
    ...(throughput && { throughput: throughput.toFixed(0) }),
    traffic: edgeTraffic(edge),
  };
}

/** Writes a traffic map as Kiali would. */
export function kialiElements({ nodes, edges }: TrafficMap): KialiElements {
  return {
    nodes: [...nodes.values()].map(({ end, rates }) => ({
      data: { ...end, traffic: nodeTraffic(rates), healthData: null },
    })),
    edges: [...edges.values()].map(edge => ({ data: edgeData(edge) })),
  };
}
