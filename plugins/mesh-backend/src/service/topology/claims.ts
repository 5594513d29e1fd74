import { LABEL_KUBERNETES_ID } from '@fairway/backstage-plugin-mesh-common';
import {
  matchesLabels,
  parseLabelSelector,
  type ScopeQuery,
} from '@fairway/mesh-core';

/** What tells whose a workload or Service is. */
export interface ClaimedObject {
  cluster: string;
  namespace: string;
  name: string;
  labels: Readonly<Record<string, string>>;
}

/** Whether an entity says that an object belongs to it. */
export function claims(query: ScopeQuery, object: ClaimedObject): boolean {
  const { cluster, namespace, name, labels } = object;
  if (query.workloads) {
    return query.workloads.some(
      workload =>
        (workload.cluster ?? cluster) === cluster &&
        workload.namespace === namespace &&
        workload.name === name,
    );
  }
  if (query.namespace !== undefined && query.namespace !== namespace) {
    return false;
  }
  if (query.labelSelector !== undefined) {
    const parsed = parseLabelSelector(query.labelSelector);
    return parsed.ok && matchesLabels(parsed.requirements, labels);
  }
  return (
    query.kubernetesId !== undefined &&
    labels[LABEL_KUBERNETES_ID] === query.kubernetesId
  );
}
