import { pointerOf } from '../../Authored';
import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';
import { webhooksOf } from './facts';

/** The gate for traffic belongs to weighted runs. */
export const trafficGateUnused: CanaryRule = {
  code: 'canary-traffic-gate-unused',
  consequence: 'ignored',
  link: links.hooks,
  check(subject) {
    return subject.strategy === 'weighted'
      ? []
      : webhooksOf(subject, 'confirm-traffic-increase').map(({ path }) => ({
          path,
          message:
            '`confirm-traffic-increase` is never called in a run with `iterations`.',
          remedy: 'Use `confirm-rollout` or `confirm-promotion`.',
          fix: [{ op: 'remove' as const, path: pointerOf(path) }],
        }));
  },
};
