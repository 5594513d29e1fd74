import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';
import { isGatewayApi } from './facts';

/** A route of the Gateway API hangs on Gateways or Services that are named. */
export const gatewayApiNeedsRefs: CanaryRule = {
  code: 'canary-gateway-refs-missing',
  consequence: 'error',
  link: links.gatewayApiRouter,
  check(subject) {
    return isGatewayApi(subject) &&
      !subject.canary.spec.service?.gatewayRefs?.length
      ? [
          {
            path: 'spec.service.gatewayRefs',
            message:
              'No Gateway or Service is named that the HTTPRoute could hang on. Flagger reports an error at each tick.',
            remedy: 'Name the Gateway, or the Service for callers in the mesh.',
          },
        ]
      : [];
  },
};
