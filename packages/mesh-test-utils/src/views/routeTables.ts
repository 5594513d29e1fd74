import type {
  RouteCallersView,
  RouteRow,
  RouteRowDestination,
  RouteTableView,
} from '@fairway/backstage-plugin-mesh-common';
import { aRef, aScope } from './shared';

type Ok<T> = Extract<T, { status: 'ok' }>;

const HOST = 'checkout.shop.svc.cluster.local';
const ports = [{ number: 8080, protocol: 'http' }];

/** Callers of `checkout`: the storefront, the public gateway, and `checkout` itself for what it calls. */
export function aRouteCallersView(
  overrides: Partial<Ok<RouteCallersView>> = {},
): RouteCallersView {
  return {
    ...aScope(),
    windowSeconds: 300,
    clusters: [
      {
        cluster: 'sandbox',
        hiddenCallers: 0,
        callers: [
          {
            id: 'sidecar:storefront',
            role: 'workloads',
            caller: { kind: 'sidecar', namespace: 'storefront', labels: {} },
            title: 'storefront',
            detail: 'in-mesh · namespace storefront',
            requestsPerSecond: 38,
            seenBy: 'telemetry',
            hosts: [{ host: HOST, ports }],
          },
          {
            id: 'gateway:istio-ingress/public-gateway',
            role: 'gateway',
            caller: {
              kind: 'gateway',
              namespace: 'istio-ingress',
              labels: { istio: 'public-gateway' },
            },
            title: 'public-gateway',
            detail: 'gateway · istio-ingress',
            requestsPerSecond: 4.1,
            seenBy: 'telemetry',
            ref: aRef('Gateway', 'istio-ingress', 'public-gateway'),
            profile: 'public',
            hosts: [
              {
                host: 'checkout.shop.example.com',
                ports: [{ number: 443, protocol: 'https' }],
              },
            ],
          },
          {
            id: 'self:shop',
            role: 'self',
            caller: {
              kind: 'sidecar',
              namespace: 'shop',
              labels: { app: 'checkout' },
            },
            title: 'checkout',
            detail: 'what checkout itself calls',
            seenBy: 'configuration',
            hosts: [
              {
                host: 'payments.payments.svc.cluster.local',
                ports: [{ number: 8080, protocol: 'http' }],
              },
            ],
          },
        ],
      },
    ],
    ...overrides,
  };
}

/** All requests go to the primary of `checkout`, unless told otherwise. */
export function aRowDestination(
  overrides: Partial<RouteRowDestination> = {},
): RouteRowDestination {
  return {
    host: 'checkout-primary.shop.svc.cluster.local',
    port: 8080,
    weight: 100,
    share: 1,
    role: 'primary',
    version: 'v1.4.1',
    exists: true,
    endpoints: 3,
    policy: { lb: 'LEAST_REQUEST', tls: 'auto' },
    ...overrides,
  };
}

/** A rule of the VirtualService `checkout-routes` that takes every request. */
export function aRouteRow(overrides: Partial<RouteRow> = {}): RouteRow {
  const position = overrides.position ?? 1;
  return {
    position,
    protocol: 'http',
    match: {},
    action: {
      kind: 'route',
      destinations: [aRowDestination()],
      statusIfMissing: 503,
      timeoutMs: null,
      retries: {
        attempts: 2,
        on: 'connect-failure,refused-stream,unavailable,cancelled',
      },
    },
    source: {
      owner: aRef('VirtualService', 'shop', 'checkout-routes'),
      rule: position - 1,
      path: `spec.http[${position - 1}]`,
    },
    ...overrides,
  };
}

const split = [
  aRowDestination({ weight: 70, share: 0.7 }),
  aRowDestination({
    host: 'checkout-canary.shop.svc.cluster.local',
    weight: 30,
    share: 0.3,
    role: 'canary',
    version: 'v1.4.2',
    endpoints: 2,
  }),
];

/** Four rules of `checkout` for the storefront: one with a delay, the release, one that never matches, a redirect; the rest is 404. */
export function someRouteRows(): RouteRow[] {
  const delegate = aRef('VirtualService', 'shop', 'checkout');
  const owner = aRef('VirtualService', 'shop', 'checkout-routes');
  return [
    aRouteRow({
      match: { headers: { 'x-fault-test': { exact: 'delay' } } },
      action: {
        kind: 'route',
        destinations: [aRowDestination()],
        statusIfMissing: 503,
        timeoutMs: null,
        retries: null,
        fault: { delay: { ms: 2_000, percent: 100 } },
      },
    }),
    aRouteRow({
      position: 2,
      match: { uri: { prefix: '/api/checkout' } },
      action: {
        kind: 'route',
        destinations: split,
        statusIfMissing: 503,
        timeoutMs: 5_000,
        retries: {
          attempts: 2,
          on: '5xx,connect-failure',
          perTryTimeoutMs: 2_000,
        },
        mirrors: [
          {
            host: 'orders-audit.shop.svc.cluster.local',
            port: 8080,
            percent: 5,
            exists: true,
          },
        ],
      },
      source: { owner, delegate, rule: 0, rootRule: 1, path: 'spec.http[0]' },
      managedBy: {
        kind: 'Canary',
        ref: aRef('Canary', 'shop', 'checkout'),
      },
    }),
    aRouteRow({
      position: 3,
      match: { uri: { prefix: '/api/checkout/express' } },
      shadowed: {
        by: 2,
        reason: 'Never used: rule 2 takes all its requests first.',
      },
    }),
    aRouteRow({
      position: 4,
      match: { uri: { prefix: '/legacy/cart' } },
      action: { kind: 'redirect', status: 308, path: '/api/checkout/cart' },
      source: {
        owner,
        rule: 4,
        match: 0,
        path: 'spec.http[4].match[0]',
      },
    }),
  ];
}

/** The rules of `checkout` for the storefront. */
export function aRouteTableView(
  overrides: Partial<Ok<RouteTableView>> = {},
): RouteTableView {
  const owner = aRef('VirtualService', 'shop', 'checkout-routes');
  return {
    ...aScope(),
    cluster: 'sandbox',
    caller: { kind: 'sidecar', namespace: 'storefront', labels: {} },
    host: HOST,
    port: 8080,
    istioVersion: '1.31',
    listener: { port: 8080, transport: 'plaintext', httpsRedirect: false },
    virtualHost: { name: `${HOST}:8080`, domain: HOST },
    rows: someRouteRows(),
    moreRows: 0,
    unsent: [
      {
        ref: owner,
        path: 'spec.http[3]',
        after: 3,
        reason: 'It names only gateway istio-ingress/mtls-gateway.',
      },
    ],
    remainder: {
      kind: 'not-found',
      status: 404,
      reason: 'The host has rules, so there is no default route.',
    },
    objects: [owner, aRef('VirtualService', 'shop', 'checkout')],
    caveats: [],
    ...overrides,
  };
}
