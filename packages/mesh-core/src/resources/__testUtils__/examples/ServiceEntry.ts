import type { ServiceEntry } from '../../istio';

export const serviceEntryExample: ServiceEntry = {
  apiVersion: 'networking.istio.io/v1',
  kind: 'ServiceEntry',
  metadata: { name: 'cart', namespace: 'shop', labels: { app: 'cart' } },
  spec: {
    hosts: ['cart'],
    addresses: ['10.2.0.1'],
    ports: [{ protocol: 'HTTP', targetPort: 8080, number: 8080, name: 'cart' }],
    location: 'MESH_INTERNAL',
    resolution: 'STATIC',
    endpoints: [
      {
        address: '10.2.0.1',
        ports: { http: 8080 },
        labels: { app: 'cart' },
        network: 'vm',
        locality: 'eu-west-1/a',
        weight: 10,
        serviceAccount: 'cart',
      },
    ],
    workloadSelector: { labels: { app: 'cart' } },
    exportTo: ['.', 'storefront'],
    subjectAltNames: ['cart.example.com'],
  },
  status: {
    conditions: [
      {
        type: 'Ready',
        status: 'True',
        reason: 'Synced',
        message: 'in sync',
        lastProbeTime: '2026-11-24T04:27:21Z',
        lastTransitionTime: '2026-11-24T04:27:21Z',
        observedGeneration: 3,
      },
    ],
    validationMessages: [
      {
        type: { name: 'cart', code: 'IST0101' },
        level: 'ERROR',
        documentationUrl: 'https://istio.io/latest/docs/',
      },
    ],
    observedGeneration: 3,
  },
};
