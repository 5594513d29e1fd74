import type { DaemonSet } from '../../kubernetes';

export const daemonSetExample: DaemonSet = {
  apiVersion: 'apps/v1',
  kind: 'DaemonSet',
  metadata: { name: 'cart', namespace: 'shop', labels: { app: 'cart' } },
  spec: {
    selector: {
      matchLabels: { app: 'cart' },
      matchExpressions: [{ values: ['checkout'], key: 'team', operator: 'In' }],
    },
    template: {
      metadata: { labels: { app: 'cart' }, annotations: { team: 'checkout' } },
      spec: {
        serviceAccountName: 'cart',
        hostNetwork: true,
        containers: [
          {
            image: 'registry.example/cart:1.2.3',
            ports: [{ name: 'cart', protocol: 'TCP', containerPort: 8080 }],
            restartPolicy: 'Always',
            name: 'cart',
          },
        ],
        initContainers: [
          {
            image: 'registry.example/cart:1.2.3',
            ports: [{ name: 'cart', protocol: 'TCP', containerPort: 8080 }],
            restartPolicy: 'Always',
            name: 'cart',
          },
        ],
      },
    },
    minReadySeconds: 5,
    updateStrategy: { type: 'Ready' },
  },
  status: {
    observedGeneration: 3,
    desiredNumberScheduled: 5,
    currentNumberScheduled: 5,
    updatedNumberScheduled: 5,
    numberReady: 5,
    numberAvailable: 5,
    numberUnavailable: 5,
    conditions: [
      {
        reason: 'Synced',
        message: 'in sync',
        lastUpdateTime: '2026-11-24T04:28:21Z',
        lastTransitionTime: '2026-11-24T04:27:21Z',
        type: 'Ready',
        status: 'True',
      },
    ],
  },
};
