import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';

/** A step that is larger than the maximum goes beyond it at once. */
export const firstStepBeyondMax: CanaryRule = {
  code: 'canary-first-step-beyond-max',
  consequence: 'unusual',
  link: links.types,
  check({ canary, strategy }) {
    const {
      stepWeight = 0,
      maxWeight = 0,
      stepWeights,
    } = canary.spec.analysis ?? {};
    if (
      strategy !== 'weighted' ||
      stepWeights?.length ||
      maxWeight <= 0 ||
      stepWeight <= maxWeight
    ) {
      return [];
    }
    return [
      {
        path: 'spec.analysis.stepWeight',
        message: `The first step of ${Math.min(stepWeight, 100)} % is already above the maximum of ${maxWeight} %, and the only one.`,
        remedy: 'Choose a step below the maximum.',
      },
    ];
  },
};
