import { edgeHealth } from './health';
import type { KialiEdge, KialiNode } from './kialiGraph';
import { tolerancesOfNode } from './kialiNodeHealth';
import type { MeshEdge, Traffic } from './model';
import { isProtocol } from './protocols';

type Protocol = Traffic['protocol'];

const finite = (value: number | undefined): number | undefined =>
  value !== undefined && Number.isFinite(value) ? value : undefined;

function responsesOf({ traffic }: KialiEdge): MeshEdge['responses'] {
  return Object.entries(traffic.responses ?? {}).flatMap(([code, { flags }]) =>
    Object.entries(flags ?? {}).flatMap(([name, share]) =>
      Number.isFinite(share) ? [{ code, flags: name, share: share / 100 }] : [],
    ),
  );
}

function edgeTraffic(protocol: Protocol, edge: KialiEdge): Traffic {
  const { rates = {} } = edge.traffic;
  const ratePerSecond = finite(rates[protocol]) ?? 0;
  if (protocol === 'tcp' || ratePerSecond <= 0) {
    return { protocol, ratePerSecond };
  }
  const errors = finite(rates[`${protocol}PercentErr`]) ?? 0;
  return { protocol, ratePerSecond, errorRatio: errors / 100 };
}

/**
 * An edge of Kiali's graph in our model; none for other protocols, and where an end is missing.
 *
 * @param nodes - of the graph, by id
 */
export function readKialiEdge(
  edge: KialiEdge,
  nodes: ReadonlyMap<string, KialiNode>,
): MeshEdge[] {
  const { protocol } = edge.traffic;
  const source = nodes.get(edge.source);
  const target = nodes.get(edge.target);
  if (!isProtocol(protocol) || !source || !target) {
    return [];
  }
  const traffic = edgeTraffic(protocol, edge);
  const responses = responsesOf(edge);
  const mtls = finite(edge.isMTLS);
  const responseTime = finite(edge.responseTime);
  const throughput = finite(edge.throughput);
  return [
    {
      id: edge.id,
      source: edge.source,
      target: edge.target,
      traffic,
      ...(mtls === undefined ? {} : { mtlsRatio: Math.min(mtls / 100, 1) }),
      ...(responseTime === undefined ? {} : { responseTimeMs: responseTime }),
      ...(throughput === undefined
        ? {}
        : { throughputBytesPerSecond: throughput }),
      health: edgeHealth(
        { traffic, responses },
        {
          source: tolerancesOfNode(source),
          target: tolerancesOfNode(target),
        },
      ),
      responses,
    },
  ];
}
