import type { Pod } from '../../kubernetes';

export const podExample: Pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'cart', namespace: 'shop', labels: { app: 'cart' } },
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
    nodeName: 'node-1',
  },
  status: {
    phase: 'Running',
    reason: 'Synced',
    podIP: '10.244.0.7',
    startTime: '2026-11-24T04:27:21Z',
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
    containerStatuses: [
      {
        ready: true,
        started: true,
        image: 'registry.example/cart:1.2.3',
        restartCount: 5,
        state: {
          waiting: { reason: 'Synced' },
          terminated: { reason: 'Synced', exitCode: 137 },
        },
        name: 'cart',
      },
    ],
    initContainerStatuses: [
      {
        ready: true,
        started: true,
        image: 'registry.example/cart:1.2.3',
        restartCount: 5,
        state: {
          waiting: { reason: 'Synced' },
          terminated: { reason: 'Synced', exitCode: 137 },
        },
        name: 'cart',
      },
    ],
  },
};
