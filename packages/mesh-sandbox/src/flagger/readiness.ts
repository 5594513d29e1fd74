import { KubernetesObject } from '../kubernetes';
import { Readiness } from './CanaryTick';

interface DeploymentCounts {
  observedGeneration?: number;
  replicas?: number;
  updatedReplicas?: number;
  availableReplicas?: number;
}

function notReady(reason: string): Readiness {
  return { ready: false, reason: `waiting for rollout to finish: ${reason}` };
}

/** Whether a Deployment's roll-out is complete, with Flagger's words when it is not. */
export function deploymentReadiness(
  deployment: KubernetesObject | undefined,
): Readiness {
  if (!deployment) {
    return notReady(
      'observed deployment generation less than desired generation',
    );
  }
  const counts = (deployment.status ?? {}) as DeploymentCounts;
  const {
    observedGeneration = 0,
    replicas = 0,
    updatedReplicas = 0,
    availableReplicas = 0,
  } = counts;
  const desired = (deployment.spec?.replicas as number | undefined) ?? 1;
  if (observedGeneration < (deployment.metadata.generation ?? 1)) {
    return notReady(
      'observed deployment generation less than desired generation',
    );
  }
  if (updatedReplicas < desired) {
    return notReady(
      `${updatedReplicas} out of ${desired} new replicas have been updated`,
    );
  }
  if (replicas > updatedReplicas) {
    return notReady(
      `${replicas - updatedReplicas} old replicas are pending termination`,
    );
  }
  if (availableReplicas < updatedReplicas) {
    return notReady(
      `${availableReplicas} of ${updatedReplicas} (readyThreshold 100%) updated replicas are available`,
    );
  }
  return { ready: true };
}
