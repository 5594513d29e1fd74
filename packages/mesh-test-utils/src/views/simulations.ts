import type {
  ObjectView,
  RouteDifferenceView,
  RouteOutcome,
  RouteRequest,
  SimulationResult,
  SimulationView,
  WhatIfView,
} from '@fairway/backstage-plugin-mesh-common';
import { someRouteRows } from './routeTables';
import { aFreshness, aRef, aScope } from './shared';

type Ok<T> = Extract<T, { status: 'ok' }>;

const HOST = 'checkout.shop.svc.cluster.local';
const caller = {
  kind: 'sidecar' as const,
  namespace: 'storefront',
  labels: {},
};

/** `GET /api/checkout` to `checkout`. */
export function aRouteRequest(
  overrides: Partial<RouteRequest> = {},
): RouteRequest {
  return {
    method: 'GET',
    scheme: 'http',
    host: HOST,
    path: '/api/checkout',
    headers: [],
    port: 8080,
    ...overrides,
  };
}

/** What becomes of it: 70 % to the primary, 30 % to the canary. */
export function aRouteOutcome(
  overrides: Partial<Extract<RouteOutcome, { outcome: 'route' }>> = {},
): RouteOutcome {
  return {
    outcome: 'route',
    route: { virtualService: 'shop/checkout-routes' },
    destinations: [
      {
        host: 'checkout-primary.shop.svc.cluster.local',
        port: 8080,
        weight: 70,
        exists: true,
      },
      {
        host: 'checkout-canary.shop.svc.cluster.local',
        port: 8080,
        weight: 30,
        exists: true,
      },
    ],
    timeoutMs: 5_000,
    retries: {
      attempts: 2,
      on: '5xx,connect-failure',
      perTryTimeoutMs: 2_000,
    },
    path: '/api/checkout',
    authority: HOST,
    mirrors: [
      {
        host: 'orders-audit.shop.svc.cluster.local',
        port: 8080,
        percent: 5,
        exists: true,
      },
    ],
    ...overrides,
  };
}

/** The answer to one request: its outcome, and the rules that were tried. */
export function aSimulationResult(
  overrides: Partial<SimulationResult> = {},
): SimulationResult {
  const [first, second, ...others] = someRouteRows();
  return {
    request: aRouteRequest(),
    outcome: aRouteOutcome(),
    trace: {
      listener: { port: 8080 },
      chain: { transport: 'plaintext', serverNames: [] },
      virtualHost: { name: `${HOST}:8080`, domain: HOST, by: 'exact' },
      path: '/api/checkout',
      tried: [
        { row: first, failure: { field: 'headers', name: 'x-fault-test' } },
      ],
      moreTried: 0,
      won: second,
      notAsked: others,
      moreNotAsked: 0,
      notes: [],
    },
    ...overrides,
  };
}

/** One simulated request of the storefront. */
export function aSimulationView(
  overrides: Partial<Ok<SimulationView>> = {},
): SimulationView {
  return {
    ...aScope(),
    cluster: 'sandbox',
    caller,
    istioVersion: '1.31',
    results: [aSimulationResult()],
    caveats: [],
    ...overrides,
  };
}

/** `/api/checkout` without anything after it gets a 404. */
export function aRouteDifference(
  overrides: Partial<RouteDifferenceView> = {},
): RouteDifferenceView {
  return {
    kind: 'breaks',
    sentence: '/api/checkout without anything after it gets a 404.',
    host: HOST,
    port: 8080,
    example: aRouteRequest(),
    before: aRouteOutcome(),
    after: { outcome: 'no_route', status: 404 },
    requests: 3,
    callers: ['sidecar:storefront'],
    decidedBefore: {
      owner: aRef('VirtualService', 'shop', 'checkout-routes'),
      rule: 1,
      path: 'spec.http[1]',
    },
    ...overrides,
  };
}

/** An edit with two differences, one of which breaks something. */
export function aWhatIfView(
  overrides: Partial<Ok<WhatIfView>> = {},
): WhatIfView {
  return {
    ...aScope(),
    cluster: 'sandbox',
    objects: [
      {
        ref: aRef('VirtualService', 'shop', 'checkout-routes'),
        change: 'changed',
        findings: [],
      },
    ],
    differences: [
      aRouteDifference(),
      aRouteDifference({
        kind: 'moves',
        sentence: 'Express requests go to the primary only.',
        example: aRouteRequest({
          method: 'POST',
          path: '/api/checkout/express',
        }),
        after: aRouteOutcome({
          destinations: [
            {
              host: 'checkout-primary.shop.svc.cluster.local',
              port: 8080,
              weight: 100,
              exists: true,
            },
          ],
        }),
      }),
    ],
    moreDifferences: 0,
    compared: 41,
    cut: false,
    callers: [{ id: 'sidecar:storefront', title: 'storefront', caller }],
    caveats: [],
    ...overrides,
  };
}

/** The VirtualService `checkout-routes` as YAML. */
export function anObjectView(overrides: Partial<ObjectView> = {}): ObjectView {
  return {
    entityRef: 'component:default/checkout',
    freshness: aFreshness(),
    ref: aRef('VirtualService', 'shop', 'checkout-routes'),
    reason: `routes ${HOST}`,
    yaml: [
      'apiVersion: networking.istio.io/v1',
      'kind: VirtualService',
      'metadata:',
      '  name: checkout-routes',
      '  namespace: shop',
      'spec:',
      '  hosts:',
      '    - checkout',
      '  http:',
      '    - match:',
      '        - headers:',
      '            x-fault-test:',
      '              exact: delay',
      '      route:',
      '        - destination:',
      '            host: checkout-primary',
      '',
    ].join('\n'),
    resourceVersion: '4711',
    sourceUrl:
      'https://git.example.com/shop/checkout/src/branch/main/deploy/mesh/checkout-routes.yaml',
    ...overrides,
  };
}
