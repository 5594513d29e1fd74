import type { MetricTemplate } from '../../flagger';

export const metricTemplateExample: MetricTemplate = {
  apiVersion: 'flagger.app/v1beta1',
  kind: 'MetricTemplate',
  metadata: { name: 'cart', namespace: 'shop', labels: { app: 'cart' } },
  spec: {
    provider: {
      address: '10.2.0.1',
      headers: { 'x-user': ['cart'] },
      secretRef: { name: 'cart' },
      region: 'eu-west-1',
      insecureSkipVerify: true,
      type: 'influxdb',
    },
    query: 'sum(rate(http_requests_total[{{ interval }}]))',
  },
};
