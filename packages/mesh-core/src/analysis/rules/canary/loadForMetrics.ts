import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';
import { metricsOf, webhooksOf } from './facts';

/** Without requests there are no values, and no values are a failed check. */
export const loadForMetrics: CanaryRule = {
  code: 'canary-without-load',
  consequence: 'advice',
  link: links.webhooks,
  check(subject) {
    const isBlueGreen =
      subject.strategy === 'blue-green' &&
      !subject.canary.spec.analysis?.mirror;
    return metricsOf(subject).length > 0 &&
      webhooksOf(subject, 'rollout').length === 0 &&
      !isBlueGreen
      ? [
          {
            path: 'spec.analysis.webhooks',
            message:
              'No load test runs during the analysis. When users send too little, the checks find no values and the release is rolled back.',
            remedy: 'Add a `rollout` hook that sends requests.',
          },
        ]
      : [];
  },
};
