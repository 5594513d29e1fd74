import {
  raw,
  service,
  snapshotOf,
  type RawObject,
} from '../../snapshot/__testUtils__/objects';
import { compile } from './compile';
import type { CompileOptions } from './CompileOptions';
import type { TableRoute } from './RouteTable';

const edge = raw('GatewayApiGateway', 'shop/edge', {
  spec: {
    gatewayClassName: 'istio',
    listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }],
  },
});

function route(
  kind: 'HTTPRoute' | 'GRPCRoute',
  id: string,
  rules: object[],
  more: object = {},
): RawObject {
  return raw(kind, id, {
    spec: {
      parentRefs: [{ name: 'edge', namespace: 'shop' }],
      hostnames: ['shop.example'],
      rules,
      ...more,
    },
  });
}

/** The routes that the Gateway has for its host. */
function routesOf(
  objects: RawObject[],
  options?: CompileOptions,
): readonly TableRoute[] {
  const table = compile(
    snapshotOf(edge, service('shop/cart'), ...objects),
    {
      kind: 'gateway',
      namespace: 'shop',
      labels: { 'gateway.networking.k8s.io/gateway-name': 'edge' },
    },
    options,
  );
  return table.listeners
    .flatMap(({ chains }) => chains)
    .flatMap(({ virtualHosts = [] }) => virtualHosts)
    .filter(({ domains }) => domains.includes('shop.example'))
    .flatMap(({ routes }) => routes);
}

const backendRefs = [{ name: 'cart', port: 8080 }];
const matchOf = (kind: 'HTTPRoute' | 'GRPCRoute', match: object) =>
  routesOf([route(kind, 'shop/r', [{ matches: [match], backendRefs }])])[0]
    ?.match;
const ruleOf = (rule: object, options?: CompileOptions) =>
  routesOf([route('HTTPRoute', 'shop/r', [rule])], options)[0]?.action;

describe('conditions of an HTTPRoute', () => {
  it.each([
    [{}, { uri: { prefix: '/' } }],
    [{ path: { value: '/a' } }, { pathElements: '/a' }],
    [{ path: { type: 'PathPrefix', value: '/a/' } }, { pathElements: '/a' }],
    [{ path: { type: 'PathPrefix', value: '/' } }, { uri: { prefix: '/' } }],
    [{ path: { type: 'Exact', value: '/a' } }, { uri: { exact: '/a' } }],
    [
      { path: { type: 'RegularExpression', value: '/a.*' } },
      { uri: { regex: '/a.*' } },
    ],
    [{ method: 'GET' }, { uri: { prefix: '/' }, method: { exact: 'GET' } }],
    [
      {
        headers: [
          { name: 'X-A', value: '1' },
          { name: 'x-a', value: '2' },
          { name: 'x-b', type: 'RegularExpression', value: 'c.*' },
        ],
      },
      {
        uri: { prefix: '/' },
        headers: { 'x-a': { exact: '1' }, 'x-b': { regex: 'c.*' } },
      },
    ],
    [
      { queryParams: [{ name: 'Q', value: '1' }] },
      { uri: { prefix: '/' }, queryParams: { Q: { exact: '1' } } },
    ],
  ])('reads %j', (match, expected) => {
    expect(matchOf('HTTPRoute', match)).toEqual(expected);
  });
});

describe('conditions of a GRPCRoute', () => {
  it.each([
    [{}, { uri: { prefix: '/' } }],
    [
      { method: { service: 'shop.Cart', method: 'Add' } },
      { uri: { exact: '/shop.Cart/Add' } },
    ],
    [{ method: { service: 'shop.Cart' } }, { pathElements: '/shop.Cart' }],
    [
      { method: { type: 'RegularExpression', service: 'shop\\..*' } },
      { uri: { regex: '/shop\\..*/[^/]+' } },
    ],
    [
      { method: { type: 'RegularExpression', method: 'Get.*' } },
      { uri: { regex: '/[^/]+/Get.*' } },
    ],
    [
      { headers: [{ name: 'X-User', value: 'beta' }] },
      { uri: { prefix: '/' }, headers: { 'x-user': { exact: 'beta' } } },
    ],
  ])('reads %j', (match, expected) => {
    expect(matchOf('GRPCRoute', match)).toEqual(expected);
  });

  it('takes any service where only the method is named', () => {
    const regex = matchOf('GRPCRoute', { method: { method: 'Add' } })?.uri
      ?.regex;
    const pattern = new RegExp(`^${regex}$`);
    expect(pattern.test('/shop.Cart/Add')).toBe(true);
    expect(pattern.test('/shop.Cart/AddAll')).toBe(false);
  });
});

describe('the order of rules', () => {
  const order = (...matches: object[]) =>
    routesOf([
      route(
        'HTTPRoute',
        'shop/r',
        matches.map(match => ({ matches: [match], backendRefs })),
      ),
    ]).map(({ source }) => source?.rule);
  const path = (type: string, value: string) => ({ path: { type, value } });

  it.each([
    ['exact before prefix', [path('PathPrefix', '/a'), path('Exact', '/a')]],
    [
      'longer prefix first',
      [path('PathPrefix', '/a'), path('PathPrefix', '/a/b')],
    ],
    [
      'a method before none',
      [
        path('PathPrefix', '/a'),
        { ...path('PathPrefix', '/a'), method: 'GET' },
      ],
    ],
    [
      'more headers first',
      [
        { headers: [{ name: 'a', value: '1' }] },
        {
          headers: [
            { name: 'a', value: '1' },
            { name: 'b', value: '1' },
          ],
        },
      ],
    ],
    [
      'a header before a parameter',
      [
        { queryParams: [{ name: 'a', value: '1' }] },
        { headers: [{ name: 'a', value: '1' }] },
      ],
    ],
    [
      'prefix before pattern',
      [path('RegularExpression', '/a.*'), path('PathPrefix', '/a')],
    ],
  ])('puts %s', (_, matches) => {
    expect(order(...matches)).toEqual([1, 0]);
  });

  it('keeps rules that are as close in the order in which they are written', () => {
    expect(order(path('PathPrefix', '/a'), path('PathPrefix', '/b'))).toEqual([
      0, 1,
    ]);
  });

  it('has a route for each condition, with its place', () => {
    const routes = routesOf([
      route('HTTPRoute', 'shop/r', [
        { matches: [path('Exact', '/a'), path('Exact', '/b')], backendRefs },
      ]),
    ]);
    expect(routes.map(({ source }) => source?.path)).toEqual([
      'spec.rules[0].matches[0]',
      'spec.rules[0].matches[1]',
    ]);
  });
});

describe('what a rule of a route does', () => {
  it('sends everything to its only backend', () => {
    expect(
      ruleOf({ backendRefs: [{ ...backendRefs[0], weight: 7 }] }),
    ).toMatchObject({
      kind: 'route',
      statusIfMissing: 500,
      destinations: [
        { host: 'cart.shop.svc.cluster.local', weight: 100, exists: true },
      ],
    });
  });

  it('splits by weight, and leaves out what has none', () => {
    const action = ruleOf({
      backendRefs: [
        { ...backendRefs[0], weight: 3 },
        { name: 'other', port: 80 },
        { name: 'none', port: 80, weight: 0 },
      ],
    });
    expect(
      action?.kind === 'route' &&
        action.destinations.map(({ weight, exists }) => [weight, exists]),
    ).toEqual([
      [3, true],
      [1, false],
    ]);
  });

  it.each([
    ['1.31' as const, {}, 500],
    ['1.30' as const, {}, 404],
    ['1.31' as const, { backendRefs: [{ ...backendRefs[0], weight: 0 }] }, 500],
    ['1.30' as const, { backendRefs: [{ ...backendRefs[0], weight: 0 }] }, 500],
  ])(
    'answers by itself without backends: %s %j',
    (istioVersion, rule, status) => {
      expect(ruleOf(rule, { istioVersion })).toMatchObject({
        kind: 'direct',
        status,
      });
    },
  );

  it.each([
    ['a Service without port', { name: 'cart' }],
    ['another kind', { name: 'cart', port: 8080, kind: 'Bucket', group: 'x' }],
    ['another namespace', { name: 'cart', port: 8080, namespace: 'payments' }],
  ])('has no backend in %s', (_, backend) => {
    const action = ruleOf({ backendRefs: [backend] });
    expect(action?.kind === 'route' && action.destinations[0]).toMatchObject({
      exists: false,
    });
  });

  it.each([
    [{ kind: 'HTTPRoute', namespace: 'shop' }, { kind: 'Service' }, true],
    [
      { kind: 'HTTPRoute', namespace: 'shop' },
      { kind: 'Service', name: 'vault' },
      true,
    ],
    [
      { kind: 'HTTPRoute', namespace: 'shop' },
      { kind: 'Service', name: 'other' },
      false,
    ],
    [{ kind: 'GRPCRoute', namespace: 'shop' }, { kind: 'Service' }, false],
    [{ kind: 'HTTPRoute', namespace: 'web' }, { kind: 'Service' }, false],
  ])(
    'reaches another namespace by grant from %j to %j: %s',
    (from, to, exists) => {
      const group = 'gateway.networking.k8s.io';
      const routes = routesOf([
        service('payments/vault'),
        raw('ReferenceGrant', 'payments/grant', {
          spec: { from: [{ group, ...from }], to: [{ group: '', ...to }] },
        }),
        route('HTTPRoute', 'shop/r', [
          {
            backendRefs: [{ name: 'vault', port: 8080, namespace: 'payments' }],
          },
        ]),
      ]);
      const [{ action }] = routes;
      expect(action.kind === 'route' && action.destinations[0].exists).toBe(
        exists,
      );
    },
  );

  it.each([
    [{ timeouts: { request: '2s' } }, 2_000],
    [{ timeouts: { backendRequest: '1s' } }, 1_000],
    [{ timeouts: { request: '2s', backendRequest: '1s' } }, 1_000],
    [
      {
        timeouts: { request: '2s', backendRequest: '1s' },
        retry: { attempts: 2 },
      },
      2_000,
    ],
    [{ timeouts: { request: '0s' } }, null],
    [{}, null],
  ])('waits as %j says', (rule, timeoutMs) => {
    const action = ruleOf({ backendRefs, ...rule });
    expect(action?.kind === 'route' && action.timeoutMs).toBe(timeoutMs);
  });

  it('tries again as it says, each time for as long as a backend may take', () => {
    const action = ruleOf({
      backendRefs,
      retry: { attempts: 3, codes: [503], backoff: '100ms' },
      timeouts: { backendRequest: '1s' },
    });
    expect(action?.kind === 'route' && action.retries).toEqual({
      attempts: 3,
      on: 'connect-failure,refused-stream,unavailable,cancelled,retriable-status-codes',
      codes: [503],
      backoffMs: 100,
      perTryTimeoutMs: 1_000,
    });
  });

  it('mirrors to backends that it names', () => {
    const action = ruleOf({
      backendRefs,
      filters: [
        {
          type: 'RequestMirror',
          requestMirror: {
            backendRef: { name: 'cart', port: 8080 },
            percent: 5,
          },
        },
        {
          type: 'RequestMirror',
          requestMirror: { backendRef: { name: 'x', port: 80 }, percent: 0 },
        },
      ],
    });
    expect(action?.kind === 'route' && action.mirrors).toMatchObject([
      { host: 'cart.shop.svc.cluster.local', percent: 5, exists: true },
    ]);
  });
});
