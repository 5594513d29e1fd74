import { replicaHealth, requestHealth, worstHealth } from './health';
import type { KialiNode } from './kialiGraph';
import type { HealthVerdict } from './model';
import { isProtocol } from './protocols';
import { tolerancesOf, type Tolerance } from './tolerances';

const RATE_ANNOTATION = 'health.kiali.io/rate';

/** What a node tolerates: its own annotation, else what Kiali does. */
export function tolerancesOfNode(
  node: KialiNode | undefined,
): readonly Tolerance[] {
  return tolerancesOf(
    node?.healthData?.requests?.healthAnnotations?.[RATE_ANNOTATION],
  );
}

/** What the rules say about a node, with the reason that Kiali does not send. */
function judgedHealth(node: KialiNode): HealthVerdict {
  const { requests, workloadStatus, workloadStatuses } = node.healthData ?? {};
  const tolerances = tolerancesOfNode(node);
  const replicas = [
    ...(workloadStatus ? [workloadStatus] : []),
    ...(workloadStatuses ?? []),
  ].map(status =>
    replicaHealth({
      desired: status.desiredReplicas,
      current: status.currentReplicas,
      available: status.availableReplicas,
      syncedProxies: status.syncedProxies,
    }),
  );
  const traffic = (['inbound', 'outbound'] as const).flatMap(direction =>
    Object.entries(requests?.[direction] ?? {}).flatMap(([protocol, codes]) =>
      isProtocol(protocol)
        ? [requestHealth(protocol, direction, codes, tolerances)]
        : [],
    ),
  );
  return worstHealth([...replicas, ...traffic]);
}

const kialiStates: Readonly<Record<string, HealthVerdict['state']>> = {
  Healthy: 'healthy',
  Degraded: 'degraded',
  Failure: 'failure',
  'Not Ready': 'not-ready',
};

function hasTraffic(node: KialiNode): boolean {
  return (node.traffic ?? []).some(({ rates = {} }) =>
    Object.values(rates).some(rate => rate > 0),
  );
}

/** Kiali's word counts; the rules give the reason. */
export function kialiNodeHealth(node: KialiNode): HealthVerdict {
  const state = kialiStates[node.healthData?.status?.status ?? ''];
  if (state === undefined) {
    return hasTraffic(node)
      ? {
          state: 'unknown',
          reason: 'Kiali tells no health of it.',
          evidence: [],
        }
      : { state: 'idle', reason: 'There is no traffic.', evidence: [] };
  }
  const judged = judgedHealth(node);
  return judged.state === state
    ? judged
    : { state, reason: 'As Kiali judges it.', evidence: [] };
}
