import type { ReferenceGrant } from '../../gatewayApi';

export const referenceGrantExample: ReferenceGrant = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'ReferenceGrant',
  metadata: { name: 'cart', namespace: 'shop', labels: { app: 'cart' } },
  spec: {
    from: [
      {
        group: 'gateway.networking.k8s.io',
        kind: 'Service',
        namespace: 'shop',
      },
    ],
    to: [{ name: 'cart', group: 'gateway.networking.k8s.io', kind: 'Service' }],
  },
};
