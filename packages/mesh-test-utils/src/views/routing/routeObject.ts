import type {
  RouteDestination,
  RouteObject,
  RouteRule,
} from '@fairway/mesh-core';
import { aRef, viewTime } from '../shared';

export function aDestination(
  overrides: Partial<RouteDestination> = {},
): RouteDestination {
  const host = overrides.host ?? 'checkout-primary';
  return {
    host,
    fqdn: `${host}.shop.svc.cluster.local`,
    port: 8080,
    share: 1,
    role: 'primary',
    version: 'v1.4.1',
    target: { state: 'ready', reason: '3 of 3 pods are ready.', evidence: [] },
    ...overrides,
  };
}

export function aRule(overrides: Partial<RouteRule> = {}): RouteRule {
  const index = overrides.index ?? 0;
  return {
    protocol: 'http',
    index,
    path: `spec.http[${index}]`,
    matches: [],
    action: { kind: 'route', destinations: [aDestination()] },
    options: { mirrors: [], headers: [] },
    ...overrides,
  };
}

const split: RouteDestination[] = [
  aDestination({ weight: 70, share: 0.7 }),
  aDestination({
    host: 'checkout-canary',
    weight: 30,
    share: 0.3,
    role: 'canary',
    version: 'v1.4.2',
  }),
];

const rules: RouteRule[] = [
  aRule({
    index: 0,
    name: 'fault-test',
    matches: [
      [{ field: 'header', name: 'x-fault-test', op: 'exact', value: 'delay' }],
    ],
    options: {
      fault: { delayMs: 2_000, delayPercentage: 100 },
      mirrors: [],
      headers: [],
    },
  }),
  aRule({
    index: 1,
    matches: [
      [
        { field: 'method', op: 'exact', value: 'POST' },
        { field: 'path', op: 'prefix', value: '/api/checkout/quote' },
      ],
    ],
    action: {
      kind: 'route',
      destinations: [
        aDestination({ host: 'pricing', role: 'other', version: 'v1.0.9' }),
      ],
    },
    options: {
      timeoutMs: 800,
      rewrite: { uri: '/v1/quotes' },
      retries: { attempts: 0 },
      mirrors: [],
      headers: [
        { on: 'request', op: 'set', name: 'x-quote-source', value: 'checkout' },
      ],
    },
  }),
  aRule({
    index: 2,
    matches: [
      [{ field: 'path', op: 'prefix', value: '/api/checkout' }],
      [{ field: 'path', op: 'exact', value: '/checkout' }],
    ],
    action: { kind: 'route', destinations: split },
    options: {
      timeoutMs: 5_000,
      retries: {
        attempts: 2,
        perTryTimeoutMs: 2_000,
        retryOn: '5xx,connect-failure',
      },
      mirrors: [{ host: 'orders-audit', percentage: 5 }],
      headers: [],
    },
  }),
  aRule({
    index: 3,
    matches: [[{ field: 'path', op: 'prefix', value: '/legacy/cart' }]],
    action: { kind: 'redirect', code: 308, uri: '/api/checkout/cart' },
  }),
  aRule({
    index: 4,
    matches: [
      [
        { field: 'method', op: 'exact', value: 'GET' },
        { field: 'path', op: 'exact', value: '/healthz' },
      ],
    ],
    action: { kind: 'directResponse', status: 200, body: 'ok' },
  }),
];

export function aRouteObject(
  overrides: Partial<RouteObject> = {},
): RouteObject {
  return {
    ref: aRef('VirtualService', 'shop', 'checkout'),
    hosts: ['checkout'],
    hiddenHosts: 0,
    gateways: ['mesh', 'istio-ingress/public-gateway'],
    managedBy: 'flagger',
    reason: 'routes checkout.shop.svc.cluster.local',
    createdAt: viewTime(-86_400 * 13),
    rules,
    hiddenRules: 0,
    ...overrides,
  };
}
