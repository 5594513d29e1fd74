import { isFields, pointerOf } from '../../Authored';
import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';
import { metricsOf } from './facts';

/** Templates have no default for their window. */
export const templateNeedsInterval: CanaryRule = {
  code: 'canary-template-without-interval',
  consequence: 'dangerous',
  link: links.metrics,
  check(subject) {
    return metricsOf(subject)
      .filter(
        ({ fields }) =>
          isFields(fields.templateRef) &&
          (fields.interval === undefined || fields.interval === ''),
      )
      .map(({ path, fields }) => ({
        path: `${path}.interval`,
        message: `\`${String(fields.name)}\` has no window: \`{{ interval }}\` in its template is empty, and the query fails at each tick.`,
        remedy: 'Set `interval`, as in `1m`.',
        fix: [
          {
            op: 'add' as const,
            path: pointerOf(`${path}.interval`),
            value: '1m',
          },
        ],
      }));
  },
};
