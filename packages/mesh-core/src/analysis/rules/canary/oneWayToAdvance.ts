import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';

/** An analysis advances by iterations, by equal steps or by listed steps: by exactly one of them. */
export const oneWayToAdvance: CanaryRule = {
  code: 'canary-one-way-to-advance',
  consequence: 'rejected',
  link: links.definition,
  check({ authored }) {
    if (!authored.has('spec.analysis')) {
      return [];
    }
    const written = ['iterations', 'stepWeight', 'stepWeights'].filter(field =>
      authored.has(`spec.analysis.${field}`),
    );
    if (written.length === 1) {
      return [];
    }
    return [
      {
        path: 'spec.analysis',
        message:
          written.length === 0
            ? 'Nothing says how the analysis advances: `iterations`, `stepWeight` and `stepWeights` are all missing. The API server rejects the Canary.'
            : `\`${written.join('` and `')}\` exclude each other. The API server rejects the Canary.`,
        remedy:
          'Keep one: `stepWeight` or `stepWeights` to shift traffic by weight, `iterations` for A/B and blue/green.',
      },
    ];
  },
};
