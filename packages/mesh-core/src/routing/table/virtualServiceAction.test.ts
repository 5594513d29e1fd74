import {
  raw,
  service,
  snapshotOf,
  type RawObject,
} from '../../snapshot/__testUtils__/objects';
import { compile } from './compile';
import type { CompileOptions } from './CompileOptions';
import type { TableAction } from './TableAction';

const CART = 'cart.shop.svc.cluster.local';
const to = (host: string, more: object = {}) => ({
  destination: { host, ...more },
});

const world: RawObject[] = [
  service('shop/cart'),
  service('shop/audit'),
  raw('DestinationRule', 'shop/cart', {
    spec: {
      host: 'cart',
      subsets: [
        { name: 'v1', labels: { version: 'v1' } },
        { name: 'v2', labels: { version: 'v2' } },
      ],
    },
  }),
];

/** What a sidecar of the namespace does with requests to the cart when the only rule is this. */
function actionOf(rule: object, options?: CompileOptions): TableAction {
  const table = compile(
    snapshotOf(
      ...world,
      raw('VirtualService', 'shop/cart', {
        spec: { hosts: ['cart'], http: [rule] },
      }),
    ),
    { kind: 'sidecar', namespace: 'shop', labels: {} },
    options,
  );
  const actions = table.listeners
    .flatMap(({ chains }) => chains)
    .flatMap(({ virtualHosts = [] }) => virtualHosts)
    .filter(({ domains }) => domains.includes(CART))
    .flatMap(({ routes }) => routes.map(({ action }) => action));
  return actions[0];
}

function forward(rule: object, options?: CompileOptions) {
  const action = actionOf({ route: [to('cart')], ...rule }, options);
  if (action.kind !== 'route') {
    throw new Error(`a ${action.kind}`);
  }
  return action;
}

describe('a rule that forwards', () => {
  it('has no limit in time, the usual retries, and all for its only destination', () => {
    expect(forward({})).toMatchObject({
      kind: 'route',
      statusIfMissing: 503,
      timeoutMs: null,
      retries: { attempts: 2 },
      destinations: [{ host: CART, weight: 100, exists: true }],
    });
  });

  it.each([
    ['2s', 2_000],
    ['1m30s', 90_000],
    ['0s', null],
    ['soon', null],
  ])('waits %s', (timeout, timeoutMs) => {
    expect(forward({ timeout }).timeoutMs).toBe(timeoutMs);
  });

  it('takes the retries of the mesh where it has none', () => {
    const options = { defaultHttpRetryPolicy: { attempts: 7 } };
    expect(forward({}, options).retries?.attempts).toBe(7);
    expect(
      forward({ retries: { attempts: 1 } }, options).retries?.attempts,
    ).toBe(1);
    expect(forward({ retries: { attempts: 0 } }, options).retries).toBeNull();
  });

  it.each([
    [
      [
        { ...to('cart', { subset: 'v1' }), weight: 90 },
        { ...to('cart', { subset: 'v2' }), weight: 10 },
      ],
      [
        ['v1', 90],
        ['v2', 10],
      ],
    ],
    [
      [
        { ...to('cart', { subset: 'v1' }), weight: 100 },
        { ...to('cart', { subset: 'v2' }), weight: 0 },
      ],
      [['v1', 100]],
    ],
    [
      [
        to('cart', { subset: 'v1' }),
        { ...to('cart', { subset: 'v2' }), weight: 1 },
      ],
      [['v2', 1]],
    ],
    [[{ ...to('cart', { subset: 'v1' }), weight: 3 }], [['v1', 100]]],
    [[{ ...to('cart', { subset: 'v1' }), weight: 0 }], [['v1', 100]]],
  ])('splits by weight: %#', (route, expected) => {
    expect(
      forward({ route }).destinations.map(({ subset, weight }) => [
        subset,
        weight,
      ]),
    ).toEqual(expected);
  });

  it.each([
    ['a subset that nobody defines', to('cart', { subset: 'v9' }), false],
    ['a subset that is defined', to('cart', { subset: 'v1' }), true],
    ['a service that does not exist', to('basket'), false],
    [
      'a port that the service lacks',
      to('cart', { port: { number: 99 } }),
      false,
    ],
    ['a full name', to(CART), true],
    ['a service of another namespace', to('cart.payments'), false],
  ])('knows whether there is %s', (_, destination, exists) => {
    expect(forward({ route: [destination] }).destinations[0].exists).toBe(
      exists,
    );
  });

  it.each([
    [{ uri: '/new' }, { kind: 'prefix', value: '/new' }],
    [{ uri: '' }, undefined],
    [
      { uriRegexRewrite: { match: '/a/(.*)', rewrite: '/b/\\1' } },
      { kind: 'regex', pattern: '/a/(.*)', substitution: '/b/\\1' },
    ],
    [
      { uri: '/x', uriRegexRewrite: { match: 'a', rewrite: 'b' } },
      { kind: 'regex', pattern: 'a', substitution: 'b' },
    ],
  ])('rewrites the path: %j', (rewrite, expected) => {
    expect(forward({ rewrite }).rewrite).toEqual(expected);
  });

  it.each([
    [{ rewrite: { authority: 'new.example' } }, 'new.example'],
    [{ headers: { request: { set: { host: 'h.example' } } } }, 'h.example'],
    [
      {
        rewrite: { authority: 'new.example' },
        headers: { request: { set: { host: 'h.example' } } },
      },
      'new.example',
    ],
    [
      {
        route: [
          {
            ...to('cart'),
            headers: { request: { set: { ':authority': 'd.example' } } },
          },
        ],
      },
      'd.example',
    ],
    [{ rewrite: { uri: '/x' } }, undefined],
  ])('sends the authority of %j', (rule, expected) => {
    expect(forward(rule).authority).toBe(expected);
  });

  it('puts the headers of an only destination behind those of the rule', () => {
    const { requestHeaders, destinations } = forward({
      headers: { request: { set: { a: '1' } } },
      route: [{ ...to('cart'), headers: { request: { set: { a: '2' } } } }],
    });
    expect(requestHeaders?.set).toEqual([
      ['a', '1'],
      ['a', '2'],
    ]);
    expect(destinations[0]).not.toHaveProperty('requestHeaders');
  });

  it('keeps the headers of several destinations with each', () => {
    const { requestHeaders, destinations } = forward({
      route: [
        {
          ...to('cart', { subset: 'v1' }),
          weight: 50,
          headers: {
            request: { set: { a: '1', host: 'one.example' } },
            response: { remove: ['b'] },
          },
        },
        { ...to('cart', { subset: 'v2' }), weight: 50 },
      ],
    });
    expect(requestHeaders).toBeUndefined();
    expect(destinations[0]).toMatchObject({
      requestHeaders: { set: [['a', '1']] },
      responseHeaders: { remove: ['b'] },
      authority: 'one.example',
    });
    expect(destinations[1]).not.toHaveProperty('requestHeaders');
  });

  it.each([
    [{ mirror: { host: 'audit' } }, [100]],
    [{ mirror: { host: 'audit' }, mirrorPercentage: { value: 5 } }, [5]],
    [{ mirror: { host: 'audit' }, mirrorPercentage: { value: 0 } }, undefined],
    [{ mirror: { host: 'audit' }, mirrorPercentage: {} }, undefined],
    [{ mirror: { host: 'audit' }, mirrorPercent: 20 }, [20]],
    [
      {
        mirrors: [
          { destination: { host: 'audit' } },
          { destination: { host: 'cart' }, percentage: { value: 1 } },
        ],
      },
      [100, 1],
    ],
    [{}, undefined],
  ])('mirrors %j', (rule, expected) => {
    expect(forward(rule).mirrors?.map(({ percent }) => percent)).toEqual(
      expected,
    );
  });

  it('says whether what it mirrors to exists', () => {
    const { mirrors } = forward({ mirror: { host: 'gone' } });
    expect(mirrors).toMatchObject([
      { host: 'gone.shop.svc.cluster.local', exists: false },
    ]);
  });
});

describe('a rule with CORS', () => {
  it.each([
    [
      { allowOrigins: [{ prefix: 'https://' }], allowMethods: ['GET', 'PUT'] },
      {
        allowOrigins: [{ prefix: 'https://' }],
        allowMethods: 'GET,PUT',
        forwardUnmatched: true,
      },
    ],
    [
      { allowOrigin: ['https://a.example'] },
      {
        allowOrigins: [{ exact: 'https://a.example' }],
        forwardUnmatched: true,
      },
    ],
    [
      {
        allowHeaders: ['x-a', 'x-b'],
        exposeHeaders: ['x-c'],
        allowCredentials: true,
        unmatchedPreflights: 'IGNORE',
      },
      {
        allowOrigins: [],
        allowHeaders: 'x-a,x-b',
        exposeHeaders: 'x-c',
        allowCredentials: true,
        forwardUnmatched: false,
      },
    ],
    [
      { allowMethods: [], unmatchedPreflights: 'FORWARD' },
      { allowOrigins: [], forwardUnmatched: true },
    ],
  ])('reads %j', (corsPolicy, expected) => {
    expect(forward({ corsPolicy }).cors).toEqual(expected);
  });

  it('has it on answers of its own as well', () => {
    const corsPolicy = { allowOrigins: [{ exact: 'https://a.example' }] };
    const action = actionOf({ redirect: { uri: '/x' }, corsPolicy });
    expect(action.cors?.allowOrigins).toEqual(corsPolicy.allowOrigins);
  });
});

describe('a rule that answers', () => {
  it('redirects rather than forwards', () => {
    expect(
      actionOf({ redirect: { uri: '/x', redirectCode: 302 } }),
    ).toMatchObject({ kind: 'redirect', status: 302, path: '/x' });
  });

  it.each([
    ['1.31' as const, '/v2'],
    ['1.30' as const, undefined],
  ])('redirects a prefix from Istio %s: %s', (istioVersion, prefix) => {
    const action = actionOf(
      { redirect: { prefixRewrite: '/v2' } },
      { istioVersion },
    );
    expect(action.kind === 'redirect' && action.prefix).toBe(prefix);
  });

  it.each([
    [{ status: 503, body: { string: 'closed' } }, 'closed'],
    [{ status: 503, body: { bytes: 'Y2xvc2Vk' } }, 'closed'],
    [{ status: 503, body: { bytes: 'Z3LDvG4=' } }, 'grün'],
    [{ status: 503, body: { bytes: '%%%' } }, '%%%'],
    [{ status: 503, body: {} }, ''],
    [{ status: 503 }, ''],
  ])('answers %j', (directResponse, body) => {
    expect(actionOf({ directResponse })).toEqual({
      kind: 'direct',
      status: 503,
      body,
    });
  });

  it('changes headers of its answers', () => {
    expect(
      actionOf({
        directResponse: { status: 200 },
        headers: { response: { set: { 'cache-control': 'no-store' } } },
      }),
    ).toMatchObject({
      responseHeaders: { set: [['cache-control', 'no-store']] },
    });
  });
});
