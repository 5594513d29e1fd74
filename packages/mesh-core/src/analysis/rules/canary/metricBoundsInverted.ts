import { isFields } from '../../Authored';
import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';
import { metricsOf } from './facts';

/** A success rate has a floor, a duration a ceiling. */
export const metricBoundsInverted: CanaryRule = {
  code: 'canary-metric-bounds-inverted',
  consequence: 'unusual',
  link: links.metricChecks,
  check(subject) {
    return metricsOf(subject).flatMap(({ path, fields }) => {
      const { name, thresholdRange: range } = fields;
      if (!isFields(range)) {
        return [];
      }
      const hasMin = range.min !== undefined;
      const hasMax = range.max !== undefined;
      if (name === 'request-success-rate' && hasMax && !hasMin) {
        return [
          {
            path: `${path}.thresholdRange`,
            message:
              'The check fails when the success rate is high, and passes when it is low.',
            remedy: 'Use `min`.',
          },
        ];
      }
      return name === 'request-duration' && hasMin && !hasMax
        ? [
            {
              path: `${path}.thresholdRange`,
              message:
                'The check fails when requests are fast, and passes when they are slow.',
              remedy: 'Use `max`.',
            },
          ]
        : [];
    });
  },
};
