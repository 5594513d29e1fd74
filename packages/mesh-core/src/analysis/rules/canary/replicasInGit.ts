import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';

/** Flagger scales the target to zero between releases; a count in Git scales it up again. */
export const replicasInGit: CanaryRule = {
  code: 'canary-target-replicas',
  consequence: 'unusual',
  link: links.replicas,
  check({ canary, snapshot, areManifests }) {
    const { targetRef } = canary.spec;
    const target =
      targetRef?.kind === 'Deployment'
        ? snapshot.get('Deployment', canary.metadata.namespace, targetRef.name)
        : undefined;
    return areManifests && target?.spec.replicas !== undefined
      ? [
          {
            path: 'spec.targetRef',
            message: `The manifest of Deployment \`${target.metadata.name}\` sets \`replicas\`. Flagger scales it to zero between releases, and each sync scales it up again.`,
            remedy:
              'Leave `replicas` out, and give the count to an autoscaler.',
          },
        ]
      : [];
  },
};
