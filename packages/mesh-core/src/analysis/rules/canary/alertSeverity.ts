import { pointerOf } from '../../Authored';
import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';

/** An alert without a severity is never sent. */
export const alertSeverity: CanaryRule = {
  code: 'canary-alert-without-severity',
  consequence: 'dangerous',
  link: links.alerts,
  check({ authored }) {
    return authored
      .elements('spec.analysis.alerts')
      .filter(({ fields }) => !fields.severity)
      .map(({ path, fields }) => ({
        path: `${path}.severity`,
        message: `The alert \`${String(fields.name)}\` has no severity: nothing is ever sent.`,
        remedy: 'Write `info` to hear of everything.',
        fix: [
          {
            op: 'add' as const,
            path: pointerOf(`${path}.severity`),
            value: 'info',
          },
        ],
      }));
  },
};
