import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';

/** What is mirrored happens twice. */
export const mirrorRepeatsWrites: CanaryRule = {
  code: 'canary-mirror-repeats-writes',
  consequence: 'advice',
  link: links.strategies,
  check({ canary, strategy }) {
    const { analysis, service } = canary.spec;
    const isReadOnly =
      (service?.match ?? []).length > 0 &&
      service?.match?.every(({ method }) =>
        ['GET', 'HEAD', 'OPTIONS'].includes(method?.exact ?? ''),
      );
    return analysis?.mirror && strategy !== 'ab-test' && !isReadOnly
      ? [
          {
            path: 'spec.analysis.mirror',
            message:
              'Mirrored requests are carried out twice, also those that write.',
            remedy:
              'Mirror only what may be repeated: orders and payments would be made twice.',
          },
        ]
      : [];
  },
};
