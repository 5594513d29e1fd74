import type { ConfigMap } from '../../kubernetes';

export const configMapExample: ConfigMap = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'cart', namespace: 'shop', labels: { app: 'cart' } },
  data: { mesh: 'trustDomain: cluster.local\n' },
};
