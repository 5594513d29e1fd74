import type { Deployment } from '../../kubernetes';

export const deploymentExample: Deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
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
    replicas: 3,
    paused: true,
    minReadySeconds: 5,
    progressDeadlineSeconds: 600,
    strategy: { type: 'Ready' },
  },
  status: {
    observedGeneration: 3,
    replicas: 3,
    updatedReplicas: 5,
    readyReplicas: 5,
    availableReplicas: 5,
    unavailableReplicas: 5,
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
