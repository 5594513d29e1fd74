import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';

/** Listed weights must grow: Flagger looks for the first one above the present weight. */
export const stepWeightsIncreasing: CanaryRule = {
  code: 'canary-step-weights-not-increasing',
  consequence: 'stuck',
  link: links.scheduler,
  check({ canary }) {
    const weights = canary.spec.analysis?.stepWeights ?? [];
    return weights.flatMap((weight, index) => {
      const before = index === 0 ? 0 : weights[index - 1];
      return weight > before
        ? []
        : [
            {
              path: `spec.analysis.stepWeights[${index}]`,
              message:
                index === 0
                  ? `The first weight is ${weight}. The release never starts to take traffic.`
                  : `${weight} follows ${before}. The release stays at ${before} % for ever, and nothing says so.`,
              remedy: 'List weights that grow, as in `[5, 20, 50]`.',
            },
          ];
    });
  },
};
