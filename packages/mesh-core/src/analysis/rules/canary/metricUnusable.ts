import { isFields } from '../../Authored';
import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';
import { BUILTIN_METRICS, metricsOf } from './facts';

/** A check needs a query: built in, written out or from a template. */
export const metricUnusable: CanaryRule = {
  code: 'canary-metric-unusable',
  consequence: 'error',
  link: links.metrics,
  check(subject) {
    return metricsOf(subject)
      .filter(
        ({ fields }) =>
          !BUILTIN_METRICS.includes(fields.name) &&
          !fields.query &&
          !isFields(fields.templateRef),
      )
      .map(({ path, fields }) => ({
        path,
        message: `\`${String(fields.name)}\` is no built-in check and has no template: it fails at each tick, and the release is rolled back.`,
        remedy:
          'Name a MetricTemplate in `templateRef`, or use `request-success-rate` or `request-duration`.',
      }));
  },
};
