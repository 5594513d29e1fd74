import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';

/** Pods of a DaemonSet must be replaced by a rolling update. */
export const daemonSetStrategy: CanaryRule = {
  code: 'canary-daemon-set-strategy',
  consequence: 'error',
  link: links.daemonSets,
  check({ canary, snapshot }) {
    const { targetRef } = canary.spec;
    const target =
      targetRef?.kind === 'DaemonSet'
        ? snapshot.get('DaemonSet', canary.metadata.namespace, targetRef.name)
        : undefined;
    const type = target?.spec.updateStrategy?.type;
    return type !== undefined && type !== 'RollingUpdate'
      ? [
          {
            path: 'spec.targetRef',
            message: `DaemonSet \`${target?.metadata.name}\` updates by \`${type}\`. Flagger reports an error and does nothing.`,
            remedy: 'Set `updateStrategy.type` to `RollingUpdate`.',
          },
        ]
      : [];
  },
};
