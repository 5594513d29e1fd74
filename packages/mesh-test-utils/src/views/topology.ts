import type {
  HealthVerdict,
  MeshEdge,
  MeshGraph,
  MeshNode,
} from '@fairway/mesh-core';
import type { TopologyView } from '@fairway/backstage-plugin-mesh-common';
import { aFreshness, aScope, aSource } from './shared';

type OkTopologyView = Extract<TopologyView, { status: 'ok' }>;

export function aHealth(
  state: HealthVerdict['state'] = 'healthy',
  reason = 'No errors in 5 minutes.',
): HealthVerdict {
  return { state, reason, evidence: [] };
}

export function aNode(id: string, overrides: Partial<MeshNode> = {}): MeshNode {
  const [namespace, name] = id.split('/');
  return {
    id,
    kind: 'workload',
    cluster: 'sandbox',
    namespace,
    name,
    workload: name,
    app: name,
    focus: false,
    outsideMesh: false,
    health: aHealth(),
    inbound: [{ protocol: 'http', ratePerSecond: 12, errorRatio: 0 }],
    outbound: [],
    badges: [],
    entityRef: `component:default/${name}`,
    ...overrides,
  };
}

export function anEdge(
  source: string,
  target: string,
  overrides: Partial<MeshEdge> = {},
): MeshEdge {
  return {
    id: `${source}→${target}`,
    source,
    target,
    traffic: { protocol: 'http', ratePerSecond: 12, errorRatio: 0 },
    mtlsRatio: 1,
    responseTimeMs: 31,
    health: aHealth(),
    responses: [{ code: '200', flags: '-', share: 1 }],
    dependency: 'declared',
    ...overrides,
  };
}

const checkoutGraph: MeshGraph = {
  nodes: [
    aNode('storefront/web', {
      health: aHealth('degraded', '5.3 % of its requests fail.'),
      outbound: [{ protocol: 'http', ratePerSecond: 38, errorRatio: 0.053 }],
      inbound: [],
    }),
    aNode('istio-ingress/public-gateway', {
      kind: 'gateway',
      outbound: [{ protocol: 'http', ratePerSecond: 4, errorRatio: 0.05 }],
      inbound: [],
      health: aHealth('degraded', '5.0 % of its requests fail.'),
      badges: ['gateway'],
      entityRef: undefined,
    }),
    aNode('shop/checkout-primary', {
      name: 'checkout-primary',
      version: 'v1.4.1',
      focus: true,
      inbound: [{ protocol: 'http', ratePerSecond: 29.6, errorRatio: 0.002 }],
      outbound: [{ protocol: 'http', ratePerSecond: 45, errorRatio: 0 }],
      badges: ['traffic-shifting', 'virtual-service'],
      entityRef: 'component:default/checkout',
    }),
    aNode('shop/checkout', {
      version: 'v1.4.2',
      focus: true,
      health: aHealth('degraded', '17.1 % of its requests fail.'),
      inbound: [{ protocol: 'http', ratePerSecond: 12.7, errorRatio: 0.171 }],
      outbound: [{ protocol: 'http', ratePerSecond: 41, errorRatio: 0.064 }],
      badges: ['traffic-shifting', 'virtual-service'],
    }),
    aNode('shop/cart', {
      inbound: [{ protocol: 'http', ratePerSecond: 40.1, errorRatio: 0 }],
    }),
    aNode('payments/payments', {
      health: aHealth('degraded', '9.6 % of its requests fail.'),
      inbound: [{ protocol: 'http', ratePerSecond: 27, errorRatio: 0.096 }],
      badges: ['circuit-breaker'],
    }),
    aNode('platform/legacy-ledger', {
      outsideMesh: true,
      inbound: [{ protocol: 'tcp', ratePerSecond: 312_000 }],
      health: aHealth('unknown', 'TCP traffic has no error rate.'),
      entityRef: undefined,
    }),
  ],
  edges: [
    anEdge('storefront/web', 'shop/checkout-primary', {
      traffic: { protocol: 'http', ratePerSecond: 26.6, errorRatio: 0.002 },
      responseTimeMs: 182,
      dependency: 'not-applicable',
      responses: [
        { code: '200', flags: '-', share: 0.998 },
        { code: '503', flags: 'UO', share: 0.002 },
      ],
    }),
    anEdge('storefront/web', 'shop/checkout', {
      traffic: { protocol: 'http', ratePerSecond: 11.4, errorRatio: 0.17 },
      responseTimeMs: 190,
      health: aHealth('degraded', '17.0 % of the calls fail.'),
      dependency: 'not-applicable',
      responses: [
        { code: '200', flags: '-', share: 0.83 },
        { code: '500', flags: '-', share: 0.17 },
      ],
    }),
    anEdge('istio-ingress/public-gateway', 'shop/checkout-primary', {
      traffic: { protocol: 'http', ratePerSecond: 4, errorRatio: 0.05 },
      responseTimeMs: 190,
      dependency: 'not-applicable',
    }),
    anEdge('shop/checkout-primary', 'shop/cart', {
      traffic: { protocol: 'http', ratePerSecond: 28.1, errorRatio: 0 },
      responseTimeMs: 24,
    }),
    anEdge('shop/checkout', 'shop/cart', {
      traffic: { protocol: 'http', ratePerSecond: 12, errorRatio: 0 },
      responseTimeMs: 24,
    }),
    anEdge('shop/checkout-primary', 'payments/payments', {
      traffic: { protocol: 'http', ratePerSecond: 12.9, errorRatio: 0 },
      responseTimeMs: 84,
      dependency: 'undeclared',
    }),
    anEdge('shop/checkout', 'payments/payments', {
      traffic: { protocol: 'http', ratePerSecond: 11, errorRatio: 0.236 },
      responseTimeMs: 86,
      health: aHealth(
        'failure',
        '23.6 % of the calls fail; from 20 % on that is a failure.',
      ),
      dependency: 'undeclared',
      responses: [
        { code: '200', flags: '-', share: 0.756 },
        { code: '503', flags: 'UO', share: 0.236 },
        { code: '402', flags: '-', share: 0.008 },
      ],
    }),
    anEdge('shop/checkout-primary', 'platform/legacy-ledger', {
      traffic: { protocol: 'tcp', ratePerSecond: 312_000 },
      mtlsRatio: 0,
      responseTimeMs: undefined,
      health: aHealth('unknown', 'TCP traffic has no error rate.'),
      responses: [],
    }),
  ],
};

/** checkout and its neighbours; one call in nine to payments fails. */
export function aMeshGraph(overrides: Partial<MeshGraph> = {}): MeshGraph {
  return { ...checkoutGraph, ...overrides };
}

export function aTopologyView(
  graph: MeshGraph | undefined = aMeshGraph(),
  overrides: Partial<OkTopologyView> = {},
): OkTopologyView {
  return {
    ...aScope('checkout'),
    freshness: aFreshness([
      aSource({
        id: 'kiali',
        type: 'kiali',
        kind: undefined,
        cluster: undefined,
      }),
    ]),
    source: { type: 'kiali', version: '2.31' },
    windowSeconds: 300,
    graph,
    ...overrides,
  };
}
