import { raw } from '../../snapshot/__testUtils__/objects';
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
  subsets,
} from './__testUtils__/ask';

const cart = http('shop/cart');
const other = http('shop/other');
const base = [cart, other];

const bound = { gateways: ['ingress/edge'] };

describe('what a naive simulator gets wrong about who rules a host', () => {
  it('trap 17: at a gateway rules of several objects are joined by age, catch-alls behind', () => {
    const objects = [
      ...base,
      gateway(['*']),
      rules(
        'shop/root',
        ['a.example'],
        [rule('all', undefined, 'cart.shop.svc.cluster.local')],
        bound,
      ),
      rules(
        'shop/api',
        ['a.example'],
        [
          rule(
            'api',
            { uri: { prefix: '/api' } },
            'other.shop.svc.cluster.local',
          ),
        ],
        bound,
      ),
      rules(
        'shop/long',
        ['a.example'],
        [
          rule(
            'long',
            { uri: { prefix: '/api/long' } },
            'cart.shop.svc.cluster.local',
          ),
        ],
        bound,
      ),
    ];
    expect(answer(objects, request('a.example/x'), edge)).toBe('all > cart');
    expect(answer(objects, request('a.example/api/long'), edge)).toBe(
      'api > other',
    );
  });

  it('trap 18: in a sidecar the oldest object has the host alone', () => {
    const old = rules(
      'shop/z',
      ['cart'],
      [rule('old', { uri: { prefix: '/a' } }, 'cart')],
    );
    const young = rules(
      'shop/a',
      ['cart'],
      [rule('young', undefined, 'other')],
    );
    expect(answer([...base, young, old], request('cart/b'))).toBe(
      'no_route 404',
    );
    expect(answer([...base, young, old], request('cart/a'))).toBe('old > cart');
  });

  it('trap 19: a name beats a wildcard whatever their age', () => {
    const wild = rules(
      'shop/w',
      ['*.svc.cluster.local'],
      [rule('wild', undefined, 'other')],
    );
    const exact = rules(
      'shop/e',
      ['cart'],
      [rule('exact', undefined, 'other')],
    );
    expect(answer([...base, wild, exact], request('cart'))).toBe(
      'exact > other',
    );
    expect(answer([...base, wild], request('cart'))).toBe('wild > other');
  });

  it('trap 20: a short name is a Service beside the rule, a name with a dot is not completed', () => {
    const away = rules(
      'pay/v',
      ['cart.shop.svc.cluster.local'],
      [rule('r', undefined, 'cart')],
    );
    expect(answer([...base, away], request('cart'))).toBe('r > cart.pay!');
    const dotted = rules(
      'shop/v',
      ['cart'],
      [rule('r', undefined, 'cart.shop')],
    );
    expect(ask([...base, dotted], request('cart')).outcome).toMatchObject({
      destinations: [{ host: 'cart.shop', exists: false }],
      statusIfMissing: 503,
    });
  });

  it('trap 21: a gateway that only a match names does not bind', () => {
    const objects = [
      ...base,
      gateway(['*']),
      rules(
        'shop/v',
        ['a.example'],
        [rule('g', { gateways: ['ingress/edge'] }, 'cart')],
      ),
    ];
    expect(answer(objects, request('a.example'), edge)).toBe('no_route 404');
  });

  it('trap 22: a rule in the namespace of the caller hides the subsets beside the service', () => {
    const routes = rules(
      'pay/v',
      ['ledger'],
      [{ route: [{ destination: { host: 'ledger', subset: 'v1' } }] }],
    );
    const objects = [
      http('pay/ledger'),
      routes,
      subsets('pay/d', 'ledger', ['v1']),
    ];
    const asked = request('ledger.pay');
    expect(answer(objects, asked)).toBe(' > ledger.pay/v1');
    const hiding = subsets('shop/d', '*.svc.cluster.local', []);
    expect(answer([...objects, hiding], asked)).toBe(' > ledger.pay/v1!');
  });

  it('trap 23: settings of a port inherit nothing', () => {
    const policy = raw('DestinationRule', 'shop/d', {
      spec: {
        host: 'cart',
        trafficPolicy: {
          connectionPool: { tcp: { maxConnections: 5 } },
          portLevelSettings: [
            { port: { number: 80 }, loadBalancer: { simple: 'RANDOM' } },
          ],
        },
      },
    });
    const { outcome } = ask([...base, policy], request('cart'));
    expect(outcome).toMatchObject({
      destinations: [{ policy: { lb: 'RANDOM', tls: 'auto' } }],
    });
    expect(JSON.stringify(outcome)).not.toContain('maxConnections');
  });

  it('trap 25: a host that no service has is routed on port 80 only, or beside one that has', () => {
    const virtualService = rules(
      'shop/v',
      ['www.example.com'],
      [rule('r', undefined, 'cart')],
    );
    const more = http('shop/more', { ports: [{ name: 'http', port: 8080 }] });
    const objects = [...base, more, virtualService];
    expect(answer(objects, request('www.example.com'))).toBe('r > cart');
    expect(answer(objects, request('www.example.com:8080'))).toBe(
      'passthrough',
    );
    const beside = rules(
      'shop/v',
      ['www.example.com', 'more'],
      [rule('r', undefined, 'more')],
    );
    expect(answer([more, beside], request('www.example.com:8080'))).toBe(
      'r > more',
    );
  });

  it('trap 26: rules for HTTP act on ports that are HTTP by name or found out, not on others', () => {
    const ports = [
      { name: 'tcp-web', port: 1001 },
      { name: 'web', port: 1002 },
      { name: 'x', port: 1003, appProtocol: 'http' },
    ];
    const many = http('shop/many', { ports });
    const objects = [
      many,
      ...base,
      rules('shop/v', ['many'], [rule('r', undefined, 'cart')]),
    ];
    const at = (port: number) => answer(objects, request(`many:${port}`));
    expect([at(1001), at(1002), at(1003)]).toEqual([
      'tcp',
      'r > cart!',
      'r > cart!',
    ]);
  });

  it('trap 27: the name that was sent does not count on a port that is found out, nor at a waypoint', () => {
    const sniffed = http('shop/odd', { ports: [{ name: 'web', port: 80 }] });
    const asked = { ...request('nobody.example'), connect: 'odd' };
    expect(answer([sniffed], asked)).toBe('default > odd');
    const served = {
      ...cart,
      metadata: {
        ...cart.metadata,
        labels: { 'istio.io/use-waypoint': 'way' },
      },
    };
    const way = raw('GatewayApiGateway', 'shop/way', {
      spec: { gatewayClassName: 'istio-waypoint', listeners: [] },
    });
    const waypoint: RouteCaller = {
      kind: 'waypoint',
      namespace: 'shop',
      name: 'way',
    };
    const strange = { ...request('nobody.example'), connect: 'cart.shop' };
    expect(answer([served, way], strange, waypoint)).toBe('default > cart');
  });

  it('trap 30: a delegate must not contradict its root', () => {
    const root = (match: object) =>
      rules(
        'shop/root',
        ['cart'],
        [
          { match: [match], delegate: { name: 'd', namespace: 'pay' } },
          rule('rest', undefined, 'cart'),
        ],
      );
    const delegate = (match: object | undefined) =>
      raw('VirtualService', 'pay/d', {
        spec: {
          http: [
            {
              name: 'd',
              ...(match ? { match: [match] } : {}),
              route: [
                { destination: { host: 'other.shop.svc.cluster.local' } },
              ],
            },
          ],
        },
      });
    const got = (outer: object, inner?: object) =>
      answer([...base, root(outer), delegate(inner)], request('cart/a/b'));
    expect(got({ uri: { prefix: '/a' } })).toBe('d > other');
    expect(got({ uri: { prefix: '/a' } }, { uri: { prefix: '/a/b' } })).toBe(
      'd > other',
    );
    expect(got({ uri: { prefix: '/a' } }, { uri: { prefix: '/x' } })).toBe(
      'rest > cart',
    );
    expect(got({ uri: { prefix: '/a' } }, { uri: { regex: '/a/.*' } })).toBe(
      'rest > cart',
    );
    expect(
      got(
        { uri: { prefix: '/a' }, ignoreUriCase: true },
        { uri: { prefix: '/a' } },
      ),
    ).toBe('rest > cart');
    expect(got({ sourceNamespace: 'shop' }, { uri: { prefix: '/a' } })).toBe(
      'rest > cart',
    );
  });

  it('trap 31: a destination without port has that which was called', () => {
    const ports = [
      { name: 'http', port: 80 },
      { name: 'http-alt', port: 8080 },
    ];
    const two = http('shop/two', { ports });
    const only = http('shop/only', { ports: [{ name: 'http', port: 7777 }] });
    const objects = (host: string) => [
      two,
      only,
      rules('shop/v', ['two'], [rule('r', undefined, host)]),
    ];
    const port = (host: string, asked: number) => {
      const { outcome } = ask(objects(host), request(`two:${asked}`));
      return outcome.outcome === 'route'
        ? outcome.destinations[0].port
        : undefined;
    };
    expect([port('two', 80), port('two', 8080), port('only', 80)]).toEqual([
      80, 8080, 80,
    ]);
  });

  it('trap 32: an unknown host leaves the mesh, or is refused', () => {
    const asked = request('unknown.example');
    expect(answer(base, asked)).toBe('passthrough');
    const outboundTrafficPolicy = 'REGISTRY_ONLY';
    expect(answer(base, asked, undefined, { outboundTrafficPolicy })).toBe(
      'blackhole 502',
    );
  });

  it('trap 33: a Sidecar does not act at a gateway', () => {
    const sidecar = raw('Sidecar', 'ingress/s', {
      spec: { egress: [{ hosts: ['./*'] }] },
    });
    const objects = [
      ...base,
      gateway(['*']),
      sidecar,
      rules('shop/v', ['a.example'], [rule('r', undefined, 'cart')], bound),
    ];
    expect(answer(objects, request('a.example'), edge)).toBe('r > cart');
    const pod: RouteCaller = {
      kind: 'sidecar',
      namespace: 'ingress',
      labels: {},
    };
    expect(answer(objects, request('cart.shop'), pod)).toBe('passthrough');
  });

  it('trap 38: exportTo hides rules, and `~` hides them from everybody', () => {
    const shown = (exportTo: string[]) =>
      answer(
        [
          http('pay/ledger'),
          ...base,
          rules(
            'pay/v',
            ['ledger'],
            [rule('r', undefined, 'cart.shop.svc.cluster.local')],
            { exportTo },
          ),
        ],
        request('ledger.pay'),
      );
    expect(shown(['*'])).toBe('r > cart');
    expect(shown(['shop'])).toBe('r > cart');
    expect(shown(['.'])).toBe('default > ledger.pay');
    expect(shown(['~'])).toBe('default > ledger.pay');
  });
});
