import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';
import { metricsOf } from './facts';

/** A check without bounds has a bound of zero. */
export const metricBounds: CanaryRule = {
  code: 'canary-metric-without-bounds',
  consequence: 'dangerous',
  link: links.metrics,
  check(subject) {
    return metricsOf(subject)
      .filter(
        ({ fields }) =>
          fields.threshold === undefined && fields.thresholdRange === undefined,
      )
      .map(({ path, fields }) => ({
        path,
        message:
          fields.name === 'request-success-rate'
            ? 'Without bounds the success rate never fails, however low it is.'
            : `Without bounds \`${String(fields.name)}\` fails at each value above zero.`,
        remedy: 'Set `thresholdRange` with `min` or `max`.',
      }));
  },
};
