import { aHealth, aNode, anEdge } from '@fairway/mesh-test-utils';
import { trafficOf } from './trafficOf';

const http = (ratePerSecond: number, errorRatio?: number) => ({
  traffic: {
    protocol: 'http' as const,
    ratePerSecond,
    ...(errorRatio !== undefined && { errorRatio }),
  },
});

describe('trafficOf', () => {
  it('sums the requests from outside up and weighs their errors', () => {
    const traffic = trafficOf({
      nodes: [
        aNode('shop/checkout', { focus: true, health: aHealth('degraded') }),
        aNode('shop/checkout-primary', { focus: true }),
        aNode('storefront/web', { health: aHealth('failure') }),
      ],
      edges: [
        anEdge('storefront/web', 'shop/checkout', http(10, 0.2)),
        anEdge('storefront/web', 'shop/checkout-primary', http(30)),
        anEdge('shop/checkout', 'shop/checkout-primary', http(5, 1)),
        anEdge('shop/checkout', 'storefront/web', http(7, 1)),
        anEdge('storefront/web', 'shop/checkout', {
          traffic: { protocol: 'tcp', ratePerSecond: 9_000 },
        }),
      ],
    });
    expect(traffic).toEqual({
      ratePerSecond: 40,
      errorRatio: 0.05,
      health: aHealth('degraded'),
    });
  });

  it('knows no ratio without requests, and no traffic without nodes', () => {
    const idle = aNode('shop/checkout', {
      focus: true,
      health: aHealth('idle'),
    });
    expect(trafficOf({ nodes: [idle], edges: [] })).toEqual({
      ratePerSecond: 0,
      health: aHealth('idle'),
    });
    expect(
      trafficOf({ nodes: [aNode('shop/cart')], edges: [] }),
    ).toBeUndefined();
  });
});
