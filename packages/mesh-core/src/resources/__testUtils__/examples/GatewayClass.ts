import type { GatewayClass } from '../../gatewayApi';

export const gatewayClassExample: GatewayClass = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'GatewayClass',
  metadata: { name: 'cart', labels: { app: 'cart' } },
  spec: {
    controllerName: 'istio.io/gateway-controller',
    description: 'Istio',
    parametersRef: {
      group: 'gateway.networking.k8s.io',
      kind: 'Service',
      name: 'cart',
      namespace: 'shop',
    },
  },
  status: {
    conditions: [
      {
        observedGeneration: 3,
        reason: 'Synced',
        message: 'in sync',
        lastTransitionTime: '2026-11-24T04:27:21Z',
        type: 'Ready',
        status: 'False',
      },
    ],
    supportedFeatures: [{ name: 'cart' }],
  },
};
