import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';

/** Fields without which the API server takes no Canary. */
export const requiredFields: CanaryRule = {
  code: 'canary-required-field',
  consequence: 'rejected',
  link: links.definition,
  check({ authored }) {
    const required = [
      'spec.targetRef',
      'spec.analysis',
      ...(authored.has('spec.analysis')
        ? ['spec.analysis.interval', 'spec.analysis.threshold']
        : []),
      ...(authored.has('spec.service') ? ['spec.service.port'] : []),
    ];
    return required
      .filter(path => !authored.has(path))
      .map(path => ({
        path,
        message: `\`${path}\` is missing. The API server rejects the Canary.`,
        remedy: 'Add the field.',
      }));
  },
};
