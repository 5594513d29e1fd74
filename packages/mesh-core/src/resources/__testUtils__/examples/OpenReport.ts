import type { OpenReport } from '../../reports';

export const openReportExample: OpenReport = {
  apiVersion: 'openreports.io/v1alpha1',
  kind: 'Report',
  metadata: { name: 'cart', namespace: 'shop', labels: { app: 'cart' } },
  scope: {
    apiVersion: 'apps/v1',
    kind: 'Service',
    namespace: 'shop',
    name: 'cart',
    uid: '14f2a2c0-e2c7-4205-81f9-cb070576303f',
    fieldPath: 'metadata.labels',
    resourceVersion: '846',
  },
  scopeSelector: {
    matchLabels: { app: 'cart' },
    matchExpressions: [{ values: ['checkout'], key: 'team', operator: 'In' }],
  },
  summary: { pass: 5, fail: 5, warn: 5, error: 5, skip: 5 },
  results: [
    {
      rule: 'team',
      result: 'fail',
      severity: 'high',
      category: 'Best Practices',
      message: 'in sync',
      source: 'kyverno',
      scored: true,
      properties: { team: 'checkout' },
      resources: [
        {
          apiVersion: 'apps/v1',
          kind: 'Service',
          namespace: 'shop',
          name: 'cart',
          uid: '14f2a2c0-e2c7-4205-81f9-cb070576303f',
          fieldPath: 'metadata.labels',
          resourceVersion: '846',
        },
      ],
      resourceSelector: {
        matchLabels: { app: 'cart' },
        matchExpressions: [
          { values: ['checkout'], key: 'team', operator: 'In' },
        ],
      },
      timestamp: { seconds: 1790000000, nanos: 0 },
      policy: 'require-labels',
    },
  ],
  source: 'kyverno',
  configuration: { limits: { maxResults: 5, statusFilter: ['fail'] } },
};
