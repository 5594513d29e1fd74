import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';

/** Session affinity is made for weighted runs. */
export const affinityOverwritten: CanaryRule = {
  code: 'canary-session-affinity-overwritten',
  consequence: 'ignored',
  link: links.istioRouter,
  check({ canary, strategy, provider }) {
    const { sessionAffinity, match } = canary.spec.analysis ?? {};
    if (!sessionAffinity || provider !== 'istio') {
      return [];
    }
    const path = 'spec.analysis.sessionAffinity';
    const remedy = 'Shift by `stepWeight` without `match`, or remove it.';
    if (strategy === 'blue-green') {
      const message =
        'In a blue/green run the cookie is set only when all traffic has moved: users are not kept on one side.';
      return [{ path, message, remedy }];
    }
    return match?.length
      ? [
          {
            path,
            message: 'The rules of `match` replace those of the cookie.',
            remedy,
          },
        ]
      : [];
  },
};
