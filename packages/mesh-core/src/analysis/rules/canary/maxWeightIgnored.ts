import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';

/** The maximum counts for equal steps only. */
export const maxWeightIgnored: CanaryRule = {
  code: 'canary-max-weight-ignored',
  consequence: 'ignored',
  link: links.types,
  check({ canary }) {
    const { maxWeight, stepWeights, iterations } = canary.spec.analysis ?? {};
    const by = stepWeights?.length ? 'stepWeights' : 'iterations';
    if (
      maxWeight === undefined ||
      (!stepWeights?.length && (iterations ?? 0) <= 0)
    ) {
      return [];
    }
    return [
      {
        path: 'spec.analysis.maxWeight',
        message: `\`maxWeight\` does nothing beside \`${by}\`.`,
        remedy: 'Remove it.',
        fix: [{ op: 'remove', path: '/spec/analysis/maxWeight' }],
      },
    ];
  },
};
