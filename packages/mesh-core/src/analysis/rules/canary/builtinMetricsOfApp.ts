import { isFields } from '../../Authored';
import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';
import { BUILTIN_METRICS, isGatewayApi, metricsOf } from './facts';

/** Without Istio’s provider the built-in checks ask for a metric of the application. */
export const builtinMetricsOfApp: CanaryRule = {
  code: 'canary-builtin-metrics-of-app',
  consequence: 'unusual',
  link: links.faq,
  check(subject) {
    if (!isGatewayApi(subject) && subject.provider !== 'kubernetes') {
      return [];
    }
    return metricsOf(subject)
      .filter(
        ({ fields }) =>
          BUILTIN_METRICS.includes(fields.name) &&
          !isFields(fields.templateRef),
      )
      .map(({ path }) => ({
        path,
        message: `With the provider \`${subject.provider}\` this check asks for \`http_request_duration_seconds\` of the application. Where that is missing there are no values, and the release is rolled back.`,
        remedy: 'Use a MetricTemplate on `istio_requests_total`.',
      }));
  },
};
