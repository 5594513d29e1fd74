import type { WorkloadEntry } from '../../istio';

export const workloadEntryExample: WorkloadEntry = {
  apiVersion: 'networking.istio.io/v1',
  kind: 'WorkloadEntry',
  metadata: { name: 'cart', namespace: 'shop', labels: { app: 'cart' } },
  spec: {
    address: '10.2.0.1',
    ports: { http: 8080 },
    labels: { app: 'cart' },
    network: 'vm',
    locality: 'eu-west-1/a',
    weight: 10,
    serviceAccount: 'cart',
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
