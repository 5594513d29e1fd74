import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';
import { isGatewayApi } from './facts';

/** The time per attempt belongs to the Gateway API. */
export const backendTimeoutUnused: CanaryRule = {
  code: 'canary-backend-timeout-unused',
  consequence: 'ignored',
  link: links.types,
  check(subject) {
    return !isGatewayApi(subject) &&
      subject.canary.spec.service?.backendTimeout !== undefined
      ? [
          {
            path: 'spec.service.backendTimeout',
            message: `\`backendTimeout\` is for the Gateway API; the provider is \`${subject.provider}\`.`,
            remedy: 'Use `retries.perTryTimeout`.',
            fix: [{ op: 'remove', path: '/spec/service/backendTimeout' }],
          },
        ]
      : [];
  },
};
