import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';
import { webhooksOf } from './facts';

/** The gate for traffic is asked about the mirrored step, not about the first that users notice. */
export const mirrorBeforeGate: CanaryRule = {
  code: 'canary-mirror-before-gate',
  consequence: 'unusual',
  link: links.scheduler,
  check(subject) {
    const { canary, strategy } = subject;
    return canary.spec.analysis?.mirror && strategy === 'weighted'
      ? webhooksOf(subject, 'confirm-traffic-increase').map(({ path }) => ({
          path,
          message:
            'With `mirror` the first real shift of traffic is not gated: the gate is asked about the mirrored step, and then before promotion.',
          remedy: 'Remove `mirror`, or gate the start by `confirm-rollout`.',
        }))
      : [];
  },
};
