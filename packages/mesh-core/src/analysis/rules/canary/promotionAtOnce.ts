import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';
import { visitedWeights } from './facts';

/** Percent of the traffic from which a primary has little to do. */
const HIGH = 80;

/** A primary that was scaled in while the canary had most of the traffic gets all of it back in one step. */
export const promotionAtOnce: CanaryRule = {
  code: 'canary-promotion-at-once',
  consequence: 'unusual',
  link: links.promotionAtOnce,
  check({ canary, strategy }) {
    const { analysis, autoscalerRef } = canary.spec;
    const { stepWeight = 0, maxWeight = 0, stepWeights } = analysis ?? {};
    const last =
      stepWeights?.at(-1) ??
      (stepWeight > 0
        ? visitedWeights(stepWeight, maxWeight > 0 ? maxWeight : 100).at(-1)
        : 0) ??
      0;
    if (
      strategy !== 'weighted' ||
      !autoscalerRef ||
      last < HIGH ||
      (analysis?.stepWeightPromotion ?? 0) > 0
    ) {
      return [];
    }
    return [
      {
        path: 'spec.analysis',
        message: `The new revision takes up to ${Math.min(last, 100)} %, so ${autoscalerRef.name} scales the primary in; on promotion the primary gets all traffic in one step.`,
        remedy:
          'Set `stepWeightPromotion`, so that traffic goes back step by step, or a lower maximum.',
      },
    ];
  },
};
