import { pointerOf } from '../../Authored';
import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';

/** The last listed weight is cut at 100. */
export const lastStepWeight: CanaryRule = {
  code: 'canary-step-weight-above-100',
  consequence: 'unusual',
  link: links.scheduler,
  check({ canary }) {
    const weights = canary.spec.analysis?.stepWeights ?? [];
    const last = weights.at(-1);
    if (last === undefined || last <= 100) {
      return [];
    }
    const path = `spec.analysis.stepWeights[${weights.length - 1}]`;
    const before = weights.at(-2) ?? 0;
    return [
      {
        path,
        message: `${last} is taken as 100.`,
        remedy: 'Write 100 or less.',
        ...(before < 100
          ? {
              fix: [
                { op: 'replace' as const, path: pointerOf(path), value: 100 },
              ],
            }
          : {}),
      },
    ];
  },
};
