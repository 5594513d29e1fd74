import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';

/** A share of mirrored requests, in percent. */
export const mirrorShare: CanaryRule = {
  code: 'canary-mirror-weight',
  consequence: 'ignored',
  link: links.types,
  check({ canary, provider }) {
    const { mirror, mirrorWeight } = canary.spec.analysis ?? {};
    if (mirrorWeight === undefined) {
      return [];
    }
    const path = 'spec.analysis.mirrorWeight';
    const fix = [
      { op: 'remove' as const, path: '/spec/analysis/mirrorWeight' },
    ];
    if (!mirror) {
      const message = '`mirrorWeight` does nothing without `mirror`.';
      return [{ path, message, remedy: 'Remove it, or set `mirror`.', fix }];
    }
    if (provider !== 'istio') {
      const message = `\`mirrorWeight\` is for Istio; the provider is \`${provider}\`.`;
      return [{ path, message, remedy: 'Remove it.', fix }];
    }
    return mirrorWeight >= 0 && mirrorWeight <= 100
      ? []
      : [
          {
            path,
            message: `${mirrorWeight} is no share in percent, and is handed on to Istio as it is.`,
            remedy: 'Write 0 to 100.',
          },
        ];
  },
};
