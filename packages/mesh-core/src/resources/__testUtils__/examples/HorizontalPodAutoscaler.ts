import type { HorizontalPodAutoscaler } from '../../kubernetes';

export const horizontalPodAutoscalerExample: HorizontalPodAutoscaler = {
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'cart', namespace: 'shop', labels: { app: 'cart' } },
  spec: {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Service', name: 'cart' },
    minReplicas: 5,
    maxReplicas: 5,
  },
  status: {
    currentReplicas: 5,
    desiredReplicas: 5,
    lastScaleTime: '2026-11-24T04:27:21Z',
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
