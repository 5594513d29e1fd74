import {
  raw,
  snapshotOf,
  type RawObject,
} from '../../snapshot/__testUtils__/objects';
import { compile } from '../table/compile';
import type { RouteCaller } from '../table/CompileOptions';
import {
  answer,
  ask,
  edge,
  gateway,
  http,
  request,
  rule,
  rules,
  web,
} from './__testUtils__/ask';

const cart = http('shop/cart');
const other = http('shop/other');
const base = [cart, other];
const bound = { gateways: ['ingress/edge'] };

function sentPath(rewrite: object, match: object | undefined, path: string) {
  const virtualService = rules(
    'shop/v',
    ['cart'],
    [
      {
        ...rule('r', match as Record<string, unknown> | undefined, 'cart'),
        rewrite,
      },
    ],
  );
  const { outcome } = ask([cart, virtualService], request(`cart${path}`));
  return outcome.outcome === 'route' ? outcome.path : outcome.outcome;
}

function location(redirect: object, line: string, caller?: RouteCaller) {
  const virtualService = rules(
    'shop/v',
    ['cart', 'a.example'],
    [{ match: [{ uri: { prefix: '/old' } }], redirect }],
    caller ? bound : {},
  );
  const https = {
    hosts: ['a.example'],
    port: { number: 443, name: 'https', protocol: 'HTTPS' },
    tls: { mode: 'SIMPLE', credentialName: 'c' },
  };
  const objects = [cart, virtualService, gateway(['a.example'], [https])];
  const { outcome } = ask(objects, request(line), caller);
  return outcome.outcome === 'redirect'
    ? `${outcome.status} ${outcome.location}`
    : outcome.outcome;
}

describe('what a naive simulator gets wrong about answers', () => {
  it.each([
    [{ uri: '/v1' }, undefined, '/foo', '/v1foo'],
    [{ uri: '/' }, { uri: { prefix: '/pre' } }, '/pre/a?q', '//a?q'],
    [{ uri: '/x' }, { uri: { exact: '/e' } }, '/e', '/x'],
    [{ uri: '/x' }, { uri: { regex: '/e.*' } }, '/e/f', '/x'],
    [
      { uriRegexRewrite: { match: '/(a)', rewrite: '/\\1\\1' } },
      undefined,
      '/a/a',
      '/aa/aa',
    ],
  ])(
    'trap 28: the rewrite %j of the match %j',
    (rewrite, match, path, sent) => {
      expect(sentPath(rewrite, match, path)).toBe(sent);
    },
  );

  it('trap 29: a redirect keeps query and port unless it says otherwise', () => {
    expect(location({ uri: '/new' }, 'cart/old?a=1')).toBe(
      '301 http://cart/new?a=1',
    );
    expect(location({ uri: '/new?b=2' }, 'cart/old?a=1')).toBe(
      '301 http://cart/new?b=2',
    );
    expect(location({ scheme: 'https', redirectCode: 308 }, 'cart/old/x')).toBe(
      '308 https://cart/old/x',
    );
    expect(location({ port: 8443, scheme: 'https' }, 'cart/old')).toBe(
      '301 https://cart:8443/old',
    );
    expect(location({ port: 443 }, 'https://a.example/old', edge)).toBe(
      '301 https://a.example/old',
    );
    expect(location({ prefixRewrite: '/n' }, 'cart/old/x')).toBe(
      '301 http://cart/n/x',
    );
  });

  it('trap 34: httpsRedirect of a server comes before every rule', () => {
    const redirecting = raw('IstioGateway', 'ingress/edge', {
      spec: {
        selector: { istio: 'edge' },
        servers: [
          {
            hosts: ['a.example'],
            port: { number: 80, name: 'http', protocol: 'HTTP' },
            tls: { httpsRedirect: true },
          },
        ],
      },
    });
    const direct = rules(
      'shop/v',
      ['a.example'],
      [{ directResponse: { status: 200 } }],
      bound,
    );
    expect(
      ask([redirecting, direct], request('a.example/p?q'), edge).outcome,
    ).toEqual({
      outcome: 'redirect',
      status: 301,
      location: 'https://a.example/p?q',
      reason: 'httpsRedirect',
    });
  });

  it('trap 35: HTTPRoutes are sorted by what they say; prefixes are path elements; weights and matches have defaults', () => {
    const front: RouteCaller = {
      kind: 'gateway',
      namespace: 'shop',
      labels: { 'gateway.networking.k8s.io/gateway-name': 'front' },
    };
    const backend = (name: string) => [{ name, port: 80 }];
    const route = (rulesOfRoute: object[]): RawObject[] => [
      ...base,
      raw('GatewayApiGateway', 'shop/front', {
        spec: {
          gatewayClassName: 'istio',
          listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }],
        },
      }),
      raw('HTTPRoute', 'shop/r', {
        spec: { parentRefs: [{ name: 'front' }], rules: rulesOfRoute },
      }),
    ];
    const objects = route([
      { backendRefs: backend('cart') },
      {
        matches: [{ path: { type: 'PathPrefix', value: '/a' } }],
        backendRefs: backend('other'),
      },
      {
        matches: [
          { path: { type: 'PathPrefix', value: '/a' }, method: 'POST' },
        ],
        backendRefs: [...backend('cart'), ...backend('other')],
      },
      {
        matches: [{ path: { type: 'Exact', value: '/a/b' } }],
        backendRefs: backend('cart'),
      },
    ]);
    const got = (line: string) => answer(objects, request(line), front);
    expect(got('x.example/ab')).toBe('shop.r.0 > cart');
    expect(got('x.example/a/c')).toBe('shop.r.1 > other');
    expect(got('POST x.example/a')).toBe('shop.r.2 > cart=1 other=1');
    expect(got('x.example/a/b')).toBe('shop.r.3 > cart');
    const empty = route([{ matches: [{}] }]);
    expect(answer(empty, request('x.example'), front)).toBe('direct 500');
    expect(
      answer(empty, request('x.example'), front, { istioVersion: '1.30' }),
    ).toBe('direct 404');
  });

  it('trap 39: a waypoint strings all rules together, of the service and its own namespace only', () => {
    const labels = { 'istio.io/use-waypoint': 'way' };
    const served = { ...cart, metadata: { ...cart.metadata, labels } };
    const way = raw('GatewayApiGateway', 'shop/way', {
      spec: { gatewayClassName: 'istio-waypoint', listeners: [] },
    });
    const caller: RouteCaller = {
      kind: 'waypoint',
      namespace: 'shop',
      name: 'way',
    };
    const host = 'cart.shop.svc.cluster.local';
    const objects = [
      served,
      other,
      way,
      rules(
        'shop/first',
        [host],
        [rule('a', { uri: { prefix: '/a' } }, 'cart')],
      ),
      rules('shop/second', [host], [rule('all', undefined, 'other')]),
      rules(
        'shop/third',
        [host],
        [rule('never', { uri: { prefix: '/b' } }, 'cart')],
      ),
    ];
    const got = (all: RawObject[], path: string) =>
      answer(all, request(`cart.shop${path}`), caller);
    expect(got(objects, '/a')).toBe('a > cart');
    expect(got(objects, '/b')).toBe('all > other');
    const foreign = rules('pay/v', [host], [rule('pay', undefined, 'other')]);
    expect(got([served, way, foreign], '/')).toBe('default > cart');
    const labelled = rules(
      'shop/v',
      [host],
      [rule('l', { sourceLabels: { app: 'web' } }, 'other')],
    );
    expect(got([served, way, labelled], '/')).toBe('default > cart');
  });

  it('trap 40: an EnvoyFilter may change everything, so the answer says so', () => {
    const filter = raw('EnvoyFilter', 'istio-system/geo', { spec: {} });
    const { caveats } = compile(snapshotOf(cart, filter), web);
    expect(caveats).toMatchObject([
      { code: 'envoy-filter', ref: { namespace: 'istio-system', name: 'geo' } },
    ]);
  });
});
