import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';

/** Without a mesh there are no conditions. */
export const kubernetesMatch: CanaryRule = {
  code: 'canary-kubernetes-match',
  consequence: 'ignored',
  link: links.controller,
  check({ canary, provider }) {
    return provider === 'kubernetes' && canary.spec.analysis?.match?.length
      ? [
          {
            path: 'spec.analysis.match',
            message:
              'The provider `kubernetes` moves all traffic or none: `match` does nothing.',
            remedy: 'Remove it, or use the provider of the mesh.',
            fix: [{ op: 'remove', path: '/spec/analysis/match' }],
          },
        ]
      : [];
  },
};
