import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';

const LABELS = ['app', 'name', 'app.kubernetes.io/name'];

/** Flagger renames one label of the target to tell the primary from it. */
export const selectorLabel: CanaryRule = {
  code: 'canary-target-selector',
  consequence: 'error',
  link: links.deployments,
  check({ canary, snapshot }) {
    const { targetRef } = canary.spec;
    if (targetRef?.kind !== 'Deployment' && targetRef?.kind !== 'DaemonSet') {
      return [];
    }
    const target = snapshot.get(
      targetRef.kind,
      canary.metadata.namespace,
      targetRef.name,
    );
    const labels = target?.spec.selector?.matchLabels ?? {};
    return !target || LABELS.some(label => Object.hasOwn(labels, label))
      ? []
      : [
          {
            path: 'spec.targetRef',
            message: `The selector of ${targetRef.kind} \`${targetRef.name}\` has none of ${LABELS.map(label => `\`${label}\``).join(', ')}. Flagger cannot make the primary, and reports an error at each tick.`,
            remedy: 'Select its pods by `app`.',
          },
        ];
  },
};
