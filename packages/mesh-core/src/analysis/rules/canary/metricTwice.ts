import { isFields } from '../../Authored';
import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';
import { BUILTIN_METRICS, metricsOf } from './facts';

/** The names of the built-in checks are taken. */
export const metricTwice: CanaryRule = {
  code: 'canary-metric-evaluated-twice',
  consequence: 'unusual',
  link: links.metrics,
  check(subject) {
    return metricsOf(subject)
      .filter(
        ({ fields }) =>
          BUILTIN_METRICS.includes(fields.name) && isFields(fields.templateRef),
      )
      .map(({ path, fields }) => ({
        path: `${path}.name`,
        message: `\`${String(fields.name)}\` is the name of a built-in check: both that and the template are evaluated.`,
        remedy: 'Give the check another name.',
      }));
  },
};
