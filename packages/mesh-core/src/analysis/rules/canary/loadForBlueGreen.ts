import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';
import { metricsOf, webhooksOf } from './facts';

/** Before the switch users send nothing to the new revision of a blue/green run. */
export const loadForBlueGreen: CanaryRule = {
  code: 'canary-blue-green-without-load',
  consequence: 'dangerous',
  link: links.webhooks,
  check(subject) {
    return subject.strategy === 'blue-green' &&
      !subject.canary.spec.analysis?.mirror &&
      metricsOf(subject).length > 0 &&
      webhooksOf(subject, 'rollout').length === 0
      ? [
          {
            path: 'spec.analysis.webhooks',
            message:
              'In a blue/green run users reach the new revision only after the checks. Without a load test there are no values, and the release is rolled back.',
            remedy: 'Add a `rollout` hook that sends requests, or `mirror`.',
          },
        ]
      : [];
  },
};
