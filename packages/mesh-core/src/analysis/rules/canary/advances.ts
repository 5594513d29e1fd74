import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';

/** An analysis without a step never gets past its start. */
export const advances: CanaryRule = {
  code: 'canary-never-advances',
  consequence: 'stuck',
  link: links.scheduler,
  check({ canary }) {
    const { analysis, skipAnalysis } = canary.spec;
    if (!analysis || skipAnalysis) {
      return [];
    }
    const { iterations, stepWeight, stepWeights } = analysis;
    const written = [
      { field: 'iterations', isEmpty: (iterations ?? 1) <= 0 },
      { field: 'stepWeight', isEmpty: (stepWeight ?? 1) <= 0 },
      { field: 'stepWeights', isEmpty: stepWeights?.length === 0 },
    ];
    const moves =
      (iterations ?? 0) > 0 ||
      (stepWeight ?? 0) > 0 ||
      (stepWeights ?? []).length > 0;
    return moves
      ? []
      : written
          .filter(({ isEmpty }) => isEmpty)
          .map(({ field }) => ({
            path: `spec.analysis.${field}`,
            message: `\`${field}\` gives no step to take. The release stays at its start and calls its pre-rollout hooks at each tick, for ever.`,
            remedy:
              'Give a step of at least 1, or set `skipAnalysis` to promote without one.',
          }));
  },
};
