import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';

const FIELDS = [
  'iterations',
  'maxWeight',
  'mirrorWeight',
  'stepWeight',
  'stepWeightPromotion',
  'threshold',
];

function listed(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Weights and counts are whole numbers from zero; the API server does not check it. */
export const wholeNumbers: CanaryRule = {
  code: 'canary-whole-numbers',
  consequence: 'dangerous',
  link: links.types,
  check({ authored }) {
    const paths = [
      ...FIELDS.map(field => `spec.analysis.${field}`),
      ...listed(authored.value('spec.analysis.stepWeights')).map(
        (_, index) => `spec.analysis.stepWeights[${index}]`,
      ),
    ];
    return paths.flatMap(path => {
      const value = authored.value(path);
      if (
        typeof value !== 'number' ||
        (Number.isInteger(value) && value >= 0)
      ) {
        return [];
      }
      return [
        {
          path,
          message: Number.isInteger(value)
            ? `${value} is below zero, which Flagger reads as nothing.`
            : `${value} is no whole number. Flagger cannot read the Canary, and from then on no Canary of the whole cluster: new ones get no status, and after a restart none moves at all.`,
          remedy: 'Write a whole number from zero.',
        },
      ];
    });
  },
};
