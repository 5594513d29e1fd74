import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';

/** Where the service has conditions of its own, Flagger merges headers into them and drops query parameters. */
export const droppedQueryParams: CanaryRule = {
  code: 'canary-query-params-dropped',
  consequence: 'dangerous',
  link: links.istioRouter,
  check({ canary, provider }) {
    const { analysis, service } = canary.spec;
    if (provider !== 'istio' || !service?.match?.length) {
      return [];
    }
    return (analysis?.match ?? []).flatMap((match, index) =>
      match.queryParams
        ? [
            {
              path: `spec.analysis.match[${index}].queryParams`,
              message:
                'Beside `spec.service.match` the query parameters are dropped. The new revision then gets all requests that the service takes.',
              remedy:
                'Test a header or cookie instead, or remove `spec.service.match`.',
            },
          ]
        : [],
    );
  },
};
