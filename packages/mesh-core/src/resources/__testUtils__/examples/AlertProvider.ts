import type { AlertProvider } from '../../flagger';

export const alertProviderExample: AlertProvider = {
  apiVersion: 'flagger.app/v1beta1',
  kind: 'AlertProvider',
  metadata: { name: 'cart', namespace: 'shop', labels: { app: 'cart' } },
  spec: {
    type: 'msteams',
    channel: 'shop',
    username: 'flagger',
    address: '10.2.0.1',
    proxy: 'http://proxy.example.com',
    secretRef: { name: 'cart' },
  },
};
