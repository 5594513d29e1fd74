import { raw } from '../../snapshot/__testUtils__/objects';
import { http, subsets } from '../traps/__testUtils__/ask';
import {
  all,
  CART,
  cartRules,
  edit,
  editRules,
  goesTo,
  shop,
  split,
  toCart,
  when,
} from './__testUtils__/edits';

type Rule = Record<string, unknown>;

const api = { uri: { prefix: '/api' } };
const [cart, other] = shop;

/** What is expected of the example `GET /`. */
const root = (
  kind: string,
  change: string,
  before: object,
  after: object,
): object => ({
  kind,
  sentence: `GET /: ${change}`,
  example: toCart('GET /'),
  before,
  after,
  host: CART,
  port: 80,
});

describe('diff of edited actions', () => {
  it.each<[string, before: Rule, after: Rule, expected: object]>([
    [
      'other weights',
      split(90, 10),
      split(50, 50),
      root(
        'moves',
        '90 % v1, 10 % v2 → 50 % v1, 50 % v2',
        { destinations: [{ weight: 90 }, { weight: 10 }] },
        { destinations: [{ weight: 50 }, { weight: 50 }] },
      ),
    ],
    [
      'the end of a canary',
      split(10, 90),
      all('v2'),
      root(
        'moves',
        '10 % v1, 90 % v2 → 100 % v2',
        { destinations: [{ weight: 10 }, { weight: 90 }] },
        { destinations: [{ subset: 'v2', weight: 100 }] },
      ),
    ],
    [
      'a subset that does not exist',
      all(),
      all('v3'),
      root('breaks', '100 % v1 → 503, v3 does not exist', goesTo('v1'), {
        destinations: [{ subset: 'v3', exists: false }],
        statusIfMissing: 503,
      }),
    ],
    [
      'a share for a subset that does not exist',
      all(),
      {
        route: [
          { destination: { host: 'cart', subset: 'v1' }, weight: 90 },
          { destination: { host: 'cart', subset: 'v3' }, weight: 10 },
        ],
      },
      root(
        'breaks',
        '100 % v1 → 90 % v1, 10 % v3 (does not exist: 503)',
        goesTo('v1'),
        { destinations: [{ exists: true }, { exists: false }] },
      ),
    ],
    [
      'a host with a typing error',
      all(),
      { route: [{ destination: { host: 'crat' } }] },
      root(
        'breaks',
        '100 % cart.shop v1 → 503, crat.shop does not exist',
        goesTo('v1'),
        { destinations: [{ host: 'crat.shop.svc.cluster.local' }] },
      ),
    ],
    [
      'another service',
      all(),
      { route: [{ destination: { host: 'other' } }] },
      root('moves', '100 % cart.shop v1 → 100 % other.shop', goesTo('v1'), {
        destinations: [{ host: 'other.shop.svc.cluster.local' }],
      }),
    ],
    [
      'a longer timeout',
      all('v1', { timeout: '2s' }),
      all('v1', { timeout: '0.5s' }),
      root(
        'changes',
        'timeout 2s → 500ms',
        goesTo('v1', { timeoutMs: 2000 }),
        goesTo('v1', { timeoutMs: 500 }),
      ),
    ],
    [
      'no timeout',
      all('v1', { timeout: '2s' }),
      all(),
      root(
        'changes',
        'timeout 2s → none',
        goesTo('v1', { timeoutMs: 2000 }),
        goesTo('v1', { timeoutMs: null }),
      ),
    ],
    [
      'retries switched off',
      all(),
      all('v1', { retries: { attempts: 0 } }),
      root(
        'changes',
        'retries 2 → none',
        goesTo('v1', { retries: expect.objectContaining({ attempts: 2 }) }),
        goesTo('v1', { retries: null }),
      ),
    ],
    [
      'other retries',
      all(),
      all('v1', {
        retries: {
          attempts: 5,
          perTryTimeout: '1s',
          retryOn: '5xx,reset,429',
          backoff: '250ms',
        },
      }),
      root(
        'changes',
        'retries 2 → 5 of 1s each 250ms apart on 5xx, reset, 429',
        goesTo('v1'),
        goesTo('v1', {
          retries: expect.objectContaining({ attempts: 5, codes: [429] }),
        }),
      ),
    ],
    [
      'more retries of the same kind',
      all('v1', { retries: { attempts: 2, retryOn: '5xx' } }),
      all('v1', { retries: { attempts: 3, retryOn: '5xx' } }),
      root('changes', 'retries 2 → 3', goesTo('v1'), goesTo('v1')),
    ],
    [
      'a mirror',
      all(),
      all('v1', {
        mirror: { host: 'other' },
        mirrorPercentage: { value: 10 },
      }),
      root(
        'changes',
        'mirror none → 10 % to other.shop',
        goesTo('v1'),
        goesTo('v1', { mirrors: [expect.objectContaining({ percent: 10 })] }),
      ),
    ],
    [
      'a mirror that does not exist',
      all(),
      all('v1', { mirror: { host: 'cart', subset: 'v3' } }),
      root(
        'changes',
        'mirror none → 100 % to v3 (does not exist)',
        goesTo('v1'),
        goesTo('v1', { mirrors: [expect.objectContaining({ exists: false })] }),
      ),
    ],
    [
      'delays and errors on purpose',
      all(),
      all('v1', {
        fault: {
          delay: { fixedDelay: '3s', percentage: { value: 50 } },
          abort: { httpStatus: 500, percentage: { value: 5 } },
        },
      }),
      root(
        'changes',
        'fault none → 50 % delayed by 3s, 5 % aborted with 500',
        goesTo('v1'),
        goesTo('v1', {
          fault: {
            delay: { ms: 3000, percent: 50 },
            abort: { status: 500, percent: 5 },
          },
        }),
      ),
    ],
    [
      'errors of gRPC on purpose',
      all(),
      all('v1', {
        fault: {
          abort: { grpcStatus: 'UNAVAILABLE', percentage: { value: 100 } },
        },
      }),
      root(
        'changes',
        'fault none → 100 % aborted with gRPC 14',
        goesTo('v1'),
        goesTo('v1', { fault: { abort: { grpcStatus: 14, percent: 100 } } }),
      ),
    ],
    [
      'headers',
      all(),
      all('v1', {
        headers: {
          request: { set: { 'x-a': '1' }, remove: ['x-b'] },
          response: { add: { 'x-c': '2' } },
        },
      }),
      root(
        'changes',
        'request headers as sent → set x-a: 1; response headers as answered → set x-c: 2',
        goesTo('v1'),
        {
          destinations: [
            {
              requestHeaders: { set: { 'x-a': '1' } },
              responseHeaders: { set: { 'x-c': '2' } },
            },
          ],
        },
      ),
    ],
    [
      'another host for the service',
      all(),
      all('v1', { rewrite: { authority: 'new.example' } }),
      root(
        'changes',
        `host sent on ${CART} → new.example`,
        goesTo('v1', { authority: CART }),
        goesTo('v1', { authority: 'new.example' }),
      ),
    ],
    [
      'an answer of the proxy',
      all(),
      { directResponse: { status: 503, body: { string: 'closed' } } },
      root('breaks', '100 % v1 → answer 503 “closed”', goesTo('v1'), {
        outcome: 'direct',
        status: 503,
        body: 'closed',
      }),
    ],
    [
      'a redirect',
      all(),
      { redirect: { uri: '/new' } },
      root(
        'moves',
        `100 % v1 → redirect 301 to http://${CART}/new`,
        goesTo('v1'),
        { outcome: 'redirect', status: 301, location: `http://${CART}/new` },
      ),
    ],
    [
      'another place to redirect to',
      { redirect: { uri: '/new' } },
      { redirect: { uri: '/newer', redirectCode: 302 } },
      root(
        'moves',
        `redirect 301 to http://${CART}/new → redirect 302 to http://${CART}/newer`,
        { outcome: 'redirect', status: 301 },
        { outcome: 'redirect', status: 302 },
      ),
    ],
  ])('%s', (_, before, after, expected) => {
    const { differences } = editRules([before], [after]);
    expect(differences).toMatchObject([expected]);
  });

  it('shows what becomes of the path', () => {
    const { differences } = editRules(
      [when(api), all()],
      [when(api, 'v1', { rewrite: { uri: '/v1' } }), all()],
    );
    expect(differences).toMatchObject([
      {
        kind: 'changes',
        sentence: 'GET /api: path sent on /api → /v1',
        example: toCart('GET /api'),
        before: goesTo('v1', { path: '/api' }),
        after: goesTo('v1', { path: '/v1' }),
      },
    ]);
  });

  it('finds a rewrite that differs on longer paths only', () => {
    const rewrite = (rewritten: string) =>
      when({ uri: { prefix: '/api' } }, 'v1', {
        rewrite: {
          uriRegexRewrite: { match: '^/api/(.*)$', rewrite: rewritten },
        },
      });
    const { differences } = editRules([rewrite('/\\1')], [rewrite('/v1/\\1')]);
    expect(differences).toMatchObject([
      {
        kind: 'changes',
        sentence: expect.stringMatching(
          /^GET \/api\/.*: path sent on .+ → \/v1/,
        ),
        after: { path: expect.stringMatching(/^\/v1\//) },
      },
    ]);
  });

  it('asks for other origins, with preflight and without', () => {
    const { differences } = editRules(
      [all()],
      [
        all('v1', {
          corsPolicy: {
            allowOrigins: [{ exact: 'https://shop.example' }],
            allowMethods: ['GET'],
          },
        }),
      ],
    );
    const origin = 'origin: https://shop.example';
    expect(differences).toMatchObject([
      {
        kind: 'moves',
        sentence: `OPTIONS / with ${origin}, access-control-request-method: GET: 100 % v1 → preflight allowed for https://shop.example`,
        example: toCart(
          'OPTIONS /',
          origin,
          'access-control-request-method: GET',
        ),
        before: goesTo('v1'),
        after: { outcome: 'cors_preflight' },
      },
      {
        kind: 'changes',
        sentence: `GET / with ${origin}: response headers as answered → set access-control-allow-origin: https://shop.example`,
        example: toCart('GET /', origin),
      },
    ]);
  });

  it('shows what a DestinationRule changes, part by part', () => {
    const policy = {
      trafficPolicy: {
        loadBalancer: { simple: 'RANDOM' },
        outlierDetection: { consecutive5xxErrors: 3 },
        connectionPool: {
          tcp: { maxConnections: 5 },
          http: { http1MaxPendingRequests: 7 },
        },
        tls: { mode: 'DISABLE' },
      },
    };
    const rules = cartRules(all());
    const { differences } = edit(
      [...shop, rules],
      [cart, other, subsets('shop/cart', 'cart', ['v1', 'v2'], policy), rules],
    );
    expect(differences).toMatchObject([
      root(
        'changes',
        'balancing LEAST_REQUEST → RANDOM; transport mTLS where the pods take it → plain text; connections no limit → 5; waiting requests no limit → 7; pods left out never → after 3 errors in a row',
        goesTo('v1'),
        goesTo('v1'),
      ),
    ]);
  });

  it('shows that subsets are gone with their DestinationRule', () => {
    const rules = cartRules(all());
    const { differences } = edit([...shop, rules], [cart, other, rules]);
    expect(differences).toMatchObject([
      root('breaks', '100 % v1 → 503, v1 does not exist', goesTo('v1'), {
        destinations: [{ exists: false }],
      }),
    ]);
  });

  it('shows shares of TCP connections, whatever they carry', () => {
    const db = [
      http('shop/db', {
        ports: [{ name: 'tcp-db', port: 5432, protocol: 'TCP' }],
      }),
      subsets('shop/db', 'db', ['v1']),
    ];
    const shares = (v1: number) =>
      raw('VirtualService', 'shop/db', {
        spec: {
          hosts: ['db'],
          tcp: [
            {
              route: ['v1', 'v2'].map((subset, index) => ({
                destination: { host: 'db', subset },
                weight: index === 0 ? v1 : 100 - v1,
              })),
            },
          ],
        },
      });
    const { differences } = edit([...db, shares(100)], [...db, shares(50)]);
    expect(differences).toMatchObject([
      {
        kind: 'breaks',
        sentence:
          'Connection to port 5432: 100 % v1 as TCP → 50 % v1, 50 % v2 (does not exist: closed) as TCP',
        host: 'db.shop.svc.cluster.local',
        port: 5432,
        before: { outcome: 'tcp' },
        after: { outcome: 'tcp' },
        decidedBy: {
          before: { path: 'spec.tcp[0]' },
          after: { path: 'spec.tcp[0]' },
        },
      },
    ]);
  });
});
