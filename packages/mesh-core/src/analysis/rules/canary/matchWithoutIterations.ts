import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';

/** Conditions make an A/B test only where iterations are counted. */
export const matchWithoutIterations: CanaryRule = {
  code: 'canary-match-without-iterations',
  consequence: 'unusual',
  link: links.strategies,
  check({ canary, strategy, provider }) {
    const match = canary.spec.analysis?.match ?? [];
    return strategy === 'weighted' && match.length > 0 && provider === 'istio'
      ? [
          {
            path: 'spec.analysis.match',
            message:
              'Without `iterations` this is no A/B test: weights are shifted for the matching requests only, and all others stay with the primary until promotion.',
            remedy:
              'For an A/B test set `iterations` instead of weights; else remove `match`.',
          },
        ]
      : [];
  },
};
