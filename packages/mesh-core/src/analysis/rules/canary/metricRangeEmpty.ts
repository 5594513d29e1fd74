import { isFields } from '../../Authored';
import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';
import { metricsOf } from './facts';

/** An empty range takes every value. */
export const metricRangeEmpty: CanaryRule = {
  code: 'canary-metric-range-empty',
  consequence: 'ignored',
  link: links.metrics,
  check(subject) {
    return metricsOf(subject)
      .filter(
        ({ fields: { thresholdRange } }) =>
          isFields(thresholdRange) &&
          thresholdRange.min === undefined &&
          thresholdRange.max === undefined,
      )
      .map(({ path, fields }) => ({
        path: `${path}.thresholdRange`,
        message: `The range has neither \`min\` nor \`max\`: \`${String(fields.name)}\` never fails.`,
        remedy: 'Set `min` or `max`.',
      }));
  },
};
