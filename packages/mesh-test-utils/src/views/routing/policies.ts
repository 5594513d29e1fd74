import type { RoutingModel } from '@fairway/mesh-core';
import { aRef } from '../shared';

/** The DestinationRule that Flagger keeps for the primary of `checkout`. */
export const checkoutPolicies: RoutingModel['policies'] = [
  {
    ref: aRef('DestinationRule', 'shop', 'checkout-primary'),
    host: 'checkout-primary',
    reason: 'names checkout-primary.shop.svc.cluster.local',
    managedBy: 'flagger',
    subsets: [],
    settings: [
      { area: 'loadBalancer', level: 'top', text: 'LEAST_REQUEST' },
      {
        area: 'connectionPool',
        level: 'top',
        text: '64 pending, 100 requests per connection',
      },
      {
        area: 'outlierDetection',
        level: 'top',
        text: 'after 5 × 5xx, 30 s, at most 50 %',
      },
      { area: 'tls', level: 'port 8080', text: 'ISTIO_MUTUAL' },
    ],
  },
];
