import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';
import { isGatewayApi } from './facts';
import { foreignConditions } from './foreignConditions';

/** The Gateway API has fewer kinds of conditions. */
export const gatewayApiServiceMatch: CanaryRule = {
  code: 'canary-gateway-api-service-match',
  consequence: 'error',
  link: links.gatewayApiRouter,
  check(subject) {
    return isGatewayApi(subject)
      ? foreignConditions(subject, 'spec.service.match').map(path => ({
          path,
          message:
            'The Gateway API has no such condition. Flagger reports an error at each tick and writes no route.',
          remedy: 'Test by `exact` or `regex`, and methods by `exact`.',
        }))
      : [];
  },
};
