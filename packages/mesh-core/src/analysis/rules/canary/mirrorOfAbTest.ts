import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';

/** A/B tests do not mirror. */
export const mirrorOfAbTest: CanaryRule = {
  code: 'canary-mirror-of-ab-test',
  consequence: 'ignored',
  link: links.types,
  check({ canary, strategy }) {
    return canary.spec.analysis?.mirror && strategy === 'ab-test'
      ? [
          {
            path: 'spec.analysis.mirror',
            message: 'A/B tests do not mirror: `mirror` does nothing here.',
            remedy: 'Remove it.',
            fix: [{ op: 'remove', path: '/spec/analysis/mirror' }],
          },
        ]
      : [];
  },
};
