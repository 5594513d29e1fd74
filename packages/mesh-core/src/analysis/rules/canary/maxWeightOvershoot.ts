import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';
import { visitedWeights } from './facts';

/** Equal steps end at the first weight that is not below the maximum, and may lie above it. */
export const maxWeightOvershoot: CanaryRule = {
  code: 'canary-max-weight-overshoot',
  consequence: 'unusual',
  link: links.strategies,
  check({ canary, strategy }) {
    const {
      stepWeight = 0,
      maxWeight = 0,
      stepWeights,
    } = canary.spec.analysis ?? {};
    const applies = strategy === 'weighted' && !stepWeights?.length;
    if (
      !applies ||
      stepWeight <= 0 ||
      maxWeight <= stepWeight ||
      maxWeight % stepWeight === 0
    ) {
      return [];
    }
    const weights = visitedWeights(stepWeight, maxWeight);
    return [
      {
        path: 'spec.analysis.maxWeight',
        message: `${maxWeight} is no multiple of ${stepWeight}: the weights are ${weights.join(', ')} %, so the new revision gets up to ${weights.at(-1)} %.`,
        remedy:
          'Choose a maximum that the steps meet, or list the weights in `stepWeights`.',
      },
    ];
  },
};
