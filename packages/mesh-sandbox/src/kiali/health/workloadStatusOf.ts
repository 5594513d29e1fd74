import type { KialiWorkload } from '../KialiWorld';
import type { WorkloadStatus } from './NodeHealth';

/** Label that marks gateways installed by Istio's operator or charts. */
export const GATEWAY_LABEL = 'operator.istio.io/component';

/** Replicas and proxies of a workload. */
export function workloadStatusOf(workload: KialiWorkload): WorkloadStatus {
  const { name, desiredReplicas, availableReplicas } = workload;
  return {
    availableReplicas,
    currentReplicas: workload.currentReplicas ?? desiredReplicas,
    desiredReplicas,
    name,
    syncedProxies: syncedProxiesOf(workload),
  };
}

function syncedProxiesOf(workload: KialiWorkload): number {
  const { hasSidecar, labels, desiredReplicas, availableReplicas } = workload;
  const gateway =
    labels[GATEWAY_LABEL] !== undefined || labels['istio.io/gateway-name'];
  return hasSidecar && !gateway && desiredReplicas > 0
    ? (workload.syncedProxies ?? availableReplicas)
    : -1;
}
