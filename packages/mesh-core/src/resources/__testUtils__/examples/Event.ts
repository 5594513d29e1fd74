import type { Event } from '../../kubernetes';

export const eventExample: Event = {
  apiVersion: 'v1',
  kind: 'Event',
  metadata: { name: 'cart', namespace: 'shop', labels: { app: 'cart' } },
  type: 'Ready',
  reason: 'Synced',
  message: 'in sync',
  count: 5,
  firstTimestamp: '2026-11-24T04:27:21Z',
  lastTimestamp: '2026-11-24T04:37:21Z',
  eventTime: '2026-11-24T04:27:21.000000Z',
  reportingComponent: 'flagger',
  source: { component: 'flagger' },
  involvedObject: {
    apiVersion: 'apps/v1',
    kind: 'Service',
    namespace: 'shop',
    name: 'cart',
    uid: '14f2a2c0-e2c7-4205-81f9-cb070576303f',
  },
  series: { count: 5, lastObservedTime: '2026-11-24T04:37:21.000000Z' },
};
