import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';
import { isTcp } from './facts';

/** Bytes have no headers: an A/B test of TCP sends everybody to the new revision. */
export const tcpAbTest: CanaryRule = {
  code: 'canary-ab-test-of-tcp',
  consequence: 'dangerous',
  link: links.istioRouter,
  check(subject) {
    return isTcp(subject) && subject.strategy === 'ab-test'
      ? [
          {
            path: 'spec.service.appProtocol',
            message:
              'A TCP service has no headers to test. At the first iteration all connections go to the new revision.',
            remedy: 'Shift by `stepWeight`, or name the protocol of the port.',
          },
        ]
      : [];
  },
};
