import type {
  RouteDestination,
  RouteObject,
  RouteRule,
  RoutingModel,
} from '@fairway/mesh-core';
import type { RoutingView } from '@fairway/backstage-plugin-mesh-common';
import { aRef, aScope, viewTime } from './shared';

type OkRoutingView = Extract<RoutingView, { status: 'ok' }>;

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

const checkoutModel: RoutingModel = {
  cluster: 'sandbox',
  services: [
    {
      ref: aRef('Service', 'shop', 'checkout'),
      fqdn: 'checkout.shop.svc.cluster.local',
      role: 'apex',
      ports: [{ name: 'http', port: 8080, protocol: 'http' }],
    },
    {
      ref: aRef('Service', 'shop', 'checkout-primary'),
      fqdn: 'checkout-primary.shop.svc.cluster.local',
      role: 'primary',
      ports: [{ name: 'http', port: 8080, protocol: 'http' }],
    },
    {
      ref: aRef('Service', 'shop', 'checkout-canary'),
      fqdn: 'checkout-canary.shop.svc.cluster.local',
      role: 'canary',
      ports: [{ name: 'http', port: 8080, protocol: 'http' }],
    },
  ],
  routes: [aRouteObject()],
  policies: [
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
  ],
  gateways: [
    {
      ref: aRef('Gateway', 'istio-ingress', 'public-gateway'),
      profile: 'public',
      servers: [
        {
          port: 443,
          protocol: 'HTTPS',
          tlsMode: 'SIMPLE',
          httpsRedirect: false,
          hosts: ['checkout.shop.example'],
        },
        {
          port: 80,
          protocol: 'HTTP',
          httpsRedirect: true,
          hosts: ['checkout.shop.example'],
        },
      ],
      addresses: ['203.0.113.24'],
    },
    {
      ref: aRef('Gateway', 'istio-ingress', 'mtls-gateway'),
      profile: 'mutual-tls',
      servers: [
        {
          port: 443,
          protocol: 'HTTPS',
          tlsMode: 'MUTUAL',
          httpsRedirect: false,
          hosts: ['partners.shop.example'],
        },
      ],
      addresses: ['203.0.113.40'],
    },
  ],
  mtls: {
    state: 'strict',
    reason: 'Every pod of checkout takes mutual TLS only.',
    evidence: [
      {
        text: 'PeerAuthentication istio-system/default, mode STRICT',
        ref: aRef('PeerAuthentication', 'istio-system', 'default'),
        path: 'spec.mtls.mode',
      },
    ],
  },
  access: [
    {
      workloads: [
        {
          ref: aRef('Deployment', 'shop', 'checkout-primary'),
          role: 'primary',
        },
      ],
      at: { kind: 'pods' },
      token: {
        state: 'not-checked',
        reason: 'Tokens are not looked at.',
        evidence: [],
      },
      callers: {
        verdict: 'mesh',
        sentence: 'Anyone in the mesh may call.',
        allow: [],
        deny: [],
        custom: [],
        notEnforced: [],
        policies: [],
      },
    },
    {
      workloads: [
        { ref: aRef('Deployment', 'shop', 'checkout'), role: 'target' },
      ],
      at: { kind: 'pods' },
      token: {
        state: 'checked',
        reason:
          'A token is checked when one is sent; without one requests pass.',
        evidence: [
          {
            text: 'RequestAuthentication shop/checkout-jwt',
            ref: aRef('RequestAuthentication', 'shop', 'checkout-jwt'),
          },
        ],
      },
      callers: {
        verdict: 'limited',
        sentence:
          'storefront/web and istio-ingress/public-gateway may call everything. All others are refused.',
        allow: [
          {
            ref: aRef('AuthorizationPolicy', 'shop', 'checkout-callers'),
            rule: 0,
            action: 'ALLOW',
            dryRun: false,
            sources: [
              {
                who: [
                  { kind: 'workload', text: 'storefront/web' },
                  { kind: 'workload', text: 'istio-ingress/public-gateway' },
                ],
                conditions: [],
              },
            ],
            operations: [],
            conditions: [],
          },
        ],
        deny: [],
        custom: [],
        notEnforced: [],
        policies: [
          {
            ref: aRef('AuthorizationPolicy', 'shop', 'checkout-callers'),
            scope: 'selects these pods',
          },
        ],
      },
    },
  ],
  related: [
    {
      ref: aRef('AuthorizationPolicy', 'shop', 'checkout-callers'),
      reason: 'selects the pods of checkout',
      summary: 'ALLOW from storefront/web and istio-ingress/public-gateway',
    },
    {
      ref: aRef('RequestAuthentication', 'shop', 'checkout-jwt'),
      reason: 'selects the pods of checkout',
      summary: 'checks tokens of https://login.shop.example',
    },
    {
      ref: aRef('Sidecar', 'shop', 'default'),
      reason: 'applies to all pods of shop',
      summary: 'sees shop, payments and istio-system',
    },
  ],
  policyReport: {
    pass: 11,
    fail: 0,
    warn: 1,
    error: 0,
    skip: 0,
    results: [
      {
        policy: 'require-timeout',
        rule: 'http-routes',
        result: 'warn',
        message: 'http[0] has no timeout.',
        resource: aRef('VirtualService', 'shop', 'checkout'),
      },
    ],
  },
  findings: [
    {
      code: 'unknown-field',
      severity: 'warning',
      path: 'spec.http[2].retries.perTryTimeOut',
      message: 'Istio does not know the field perTryTimeOut; it has no effect.',
      remedy: 'Write perTryTimeout.',
      ref: aRef('VirtualService', 'shop', 'checkout'),
    },
  ],
};

export function aRoutingModel(
  overrides: Partial<RoutingModel> = {},
): RoutingModel {
  return { ...checkoutModel, ...overrides };
}

export function aRoutingView(
  model: Partial<RoutingModel> = {},
  overrides: Partial<OkRoutingView> = {},
): OkRoutingView {
  return {
    ...aScope('checkout'),
    clusters: [aRoutingModel(model)],
    ...overrides,
  };
}

/** recommendations: a rule that names a subset which no workload has. */
export function aMisroutedView(): OkRoutingView {
  const name = 'recommendations';
  const ref = aRef('VirtualService', 'shop', name);
  return aRoutingView(
    {
      services: [
        {
          ref: aRef('Service', 'shop', name),
          fqdn: `${name}.shop.svc.cluster.local`,
          role: 'apex',
          ports: [{ name: 'http', port: 8080, protocol: 'http' }],
        },
      ],
      routes: [
        aRouteObject({
          ref,
          hosts: [name],
          gateways: ['mesh'],
          managedBy: undefined,
          reason: `routes ${name}.shop.svc.cluster.local`,
          rules: [
            aRule({
              action: {
                kind: 'route',
                destinations: [
                  aDestination({
                    host: name,
                    subset: 'v2',
                    weight: 80,
                    share: 0.8,
                    role: 'other',
                    version: 'v2.0.3',
                  }),
                  aDestination({
                    host: name,
                    subset: 'v3',
                    weight: 20,
                    share: 0.2,
                    role: 'other',
                    version: undefined,
                    target: {
                      state: 'no-workload-in-subset',
                      reason:
                        'No pod has the labels of subset v3 (version: v3): these requests get a 503.',
                      evidence: [
                        {
                          text: 'Subset v3 asks for version: v3',
                          ref: aRef('DestinationRule', 'shop', name),
                          path: 'spec.subsets[1]',
                        },
                      ],
                    },
                  }),
                ],
              },
            }),
          ],
        }),
      ],
      gateways: [],
      related: [],
      policyReport: undefined,
      findings: [
        {
          code: 'subset-without-workloads',
          severity: 'error',
          path: 'spec.http[0].route[1].destination.subset',
          message: 'Subset v3 has no pods. 20 % of the requests get a 503.',
          remedy: 'Deploy v3, or take the destination out of the rule.',
          ref,
        },
      ],
    },
    aScope(name),
  );
}
