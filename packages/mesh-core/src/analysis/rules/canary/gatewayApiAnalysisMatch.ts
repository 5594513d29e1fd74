import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';
import { isGatewayApi } from './facts';
import { foreignConditions } from './foreignConditions';

/** A condition that the Gateway API lacks is dropped from the rule of an A/B test. */
export const gatewayApiAnalysisMatch: CanaryRule = {
  code: 'canary-gateway-api-analysis-match',
  consequence: 'dangerous',
  link: links.gatewayApiRouter,
  check(subject) {
    return isGatewayApi(subject)
      ? foreignConditions(subject, 'spec.analysis.match').map(path => ({
          path,
          message:
            'The Gateway API has no such condition, and Flagger drops it without a word: the new revision gets all requests.',
          remedy: 'Test by `exact` or `regex`.',
        }))
      : [];
  },
};
