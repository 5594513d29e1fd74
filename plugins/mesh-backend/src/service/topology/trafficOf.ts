import type { HealthVerdict, MeshGraph, Traffic } from '@fairway/mesh-core';

/** The requests to an entity in one line. */
export interface EntityTraffic {
  /** Requests per second. */
  ratePerSecond: number;
  /** 0–1; absent without requests. */
  errorRatio?: number;
  health: HealthVerdict;
}

/** The worst first. `unknown` and `idle` say nothing against a node that is known to be healthy. */
const severity: readonly HealthVerdict['state'][] = [
  'failure',
  'degraded',
  'not-ready',
  'healthy',
  'idle',
  'unknown',
];

/**
 * Sums the requests to an entity's own nodes up, with the health of the worst of them. Bytes of TCP are no requests.
 *
 * @returns `undefined` when the graph has no node of the entity
 */
export function trafficOf(graph: MeshGraph): EntityTraffic | undefined {
  const own = graph.nodes.filter(({ focus }) => focus);
  if (own.length === 0) {
    return undefined;
  }
  const ownIds = new Set(own.map(({ id }) => id));
  const requests = graph.edges
    .filter(({ source, target }) => ownIds.has(target) && !ownIds.has(source))
    .map(({ traffic }) => traffic)
    .filter(({ protocol }) => protocol !== 'tcp');
  const rate = sum(requests, ({ ratePerSecond }) => ratePerSecond);
  const errors = sum(
    requests,
    ({ ratePerSecond, errorRatio = 0 }) => ratePerSecond * errorRatio,
  );
  const [worst] = own
    .map(({ health }) => health)
    .sort((a, b) => severity.indexOf(a.state) - severity.indexOf(b.state));
  return {
    ratePerSecond: rate,
    ...(rate > 0 && { errorRatio: errors / rate }),
    health: worst,
  };
}

function sum(
  requests: readonly Traffic[],
  of: (traffic: Traffic) => number,
): number {
  return requests.reduce((total, traffic) => total + of(traffic), 0);
}
