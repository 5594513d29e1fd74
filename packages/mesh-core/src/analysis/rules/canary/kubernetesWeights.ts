import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';

/** Without a mesh there are no weights. */
export const kubernetesWeights: CanaryRule = {
  code: 'canary-kubernetes-weights',
  consequence: 'unusual',
  link: links.controller,
  check({ provider, strategy }) {
    return provider === 'kubernetes' && strategy === 'weighted'
      ? [
          {
            path: 'spec.provider',
            message:
              'The provider `kubernetes` knows no weights: this becomes a blue/green run of 10 iterations, with a warning at each tick.',
            remedy: 'Set `iterations`, or use the provider of the mesh.',
          },
        ]
      : [];
  },
};
