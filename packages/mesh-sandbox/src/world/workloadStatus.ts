import { KubernetesObject } from '../kubernetes';
import { toTimestamp } from './WorldClock';

/** Numbers of a Deployment's roll-out. */
export interface RolloutState {
  /** `spec.replicas` */
  readonly desired: number;
  /** Ready pods of the current template. */
  readonly ready: number;
  /** Ready pods of older templates. */
  readonly oldReady: number;
  /** Name of the current ReplicaSet. */
  readonly current: string;
}

interface Condition {
  type: string;
  status: string;
  lastUpdateTime: string;
  lastTransitionTime: string;
  reason: string;
  message: string;
}

function counted(field: string, value: number): Record<string, number> {
  // the API server leaves out counters that are zero
  return value > 0 ? { [field]: value } : {};
}

/** `status` of a ReplicaSet. */
export function replicaSetStatus(
  replicas: number,
  ready: number,
  generation: number | undefined,
): Record<string, unknown> {
  return {
    replicas,
    ...counted('fullyLabeledReplicas', replicas),
    ...counted('readyReplicas', ready),
    ...counted('availableReplicas', ready),
    observedGeneration: generation ?? 1,
  };
}

function condition(
  previous: readonly Condition[],
  next: Pick<Condition, 'type' | 'status' | 'reason' | 'message'>,
  nowMs: number,
): Condition {
  const now = toTimestamp(nowMs);
  const before = previous.find(({ type }) => type === next.type);
  const same =
    before?.status === next.status &&
    before.reason === next.reason &&
    before.message === next.message;
  return {
    type: next.type,
    status: next.status,
    lastUpdateTime: same ? before.lastUpdateTime : now,
    lastTransitionTime:
      before?.status === next.status ? before.lastTransitionTime : now,
    reason: next.reason,
    message: next.message,
  };
}

/** `status` of a Deployment. */
export function deploymentStatus(
  deployment: KubernetesObject,
  { desired, ready, oldReady, current }: RolloutState,
  nowMs: number,
): Record<string, unknown> {
  const previous = (deployment.status?.conditions ?? []) as Condition[];
  const available = ready + oldReady >= desired;
  const done = ready >= desired;
  return {
    observedGeneration: deployment.metadata.generation ?? 1,
    ...counted('replicas', desired + oldReady),
    ...counted('updatedReplicas', desired),
    ...counted('readyReplicas', ready + oldReady),
    ...counted('availableReplicas', ready + oldReady),
    ...counted('unavailableReplicas', desired - ready),
    conditions: [
      condition(
        previous,
        {
          type: 'Available',
          status: available ? 'True' : 'False',
          reason: available
            ? 'MinimumReplicasAvailable'
            : 'MinimumReplicasUnavailable',
          message: available
            ? 'Deployment has minimum availability.'
            : 'Deployment does not have minimum availability.',
        },
        nowMs,
      ),
      condition(
        previous,
        {
          type: 'Progressing',
          status: 'True',
          reason: done ? 'NewReplicaSetAvailable' : 'ReplicaSetUpdated',
          message: done
            ? `ReplicaSet "${current}" has successfully progressed.`
            : `ReplicaSet "${current}" is progressing.`,
        },
        nowMs,
      ),
    ],
  };
}
