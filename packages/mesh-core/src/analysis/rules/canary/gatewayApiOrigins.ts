import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';
import { isGatewayApi } from './facts';

/** For the Gateway API only the older list of origins is read. */
export const gatewayApiOrigins: CanaryRule = {
  code: 'canary-gateway-api-origins',
  consequence: 'ignored',
  link: links.gatewayApiRouter,
  check(subject) {
    return isGatewayApi(subject) &&
      subject.canary.spec.service?.corsPolicy?.allowOrigins
      ? [
          {
            path: 'spec.service.corsPolicy.allowOrigins',
            message:
              'For the Gateway API Flagger reads `allowOrigin` only: these origins are left out.',
            remedy: 'List the origins in `allowOrigin`.',
          },
        ]
      : [];
  },
};
