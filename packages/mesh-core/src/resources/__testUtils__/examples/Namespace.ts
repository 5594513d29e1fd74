import type { Namespace } from '../../kubernetes';

export const namespaceExample: Namespace = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'cart', labels: { app: 'cart' } },
  status: { phase: 'Running' },
};
