import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';
import { metricsOf, webhooksOf } from './facts';

/** A run that checks nothing only takes time. */
export const noAnalysis: CanaryRule = {
  code: 'canary-without-checks',
  consequence: 'unusual',
  link: links.analysis,
  check(subject) {
    const { analysis, skipAnalysis } = subject.canary.spec;
    return analysis &&
      !skipAnalysis &&
      metricsOf(subject).length === 0 &&
      webhooksOf(subject, 'rollout').length === 0
      ? [
          {
            path: 'spec.analysis',
            message:
              'There are neither metrics nor rollout hooks: a bad revision is promoted after a while, like a good one.',
            remedy: 'Check `request-success-rate` and `request-duration`.',
          },
        ]
      : [];
  },
};
