import { raw, type RawObject } from '../../snapshot/__testUtils__/objects';
import { edge, gateway, request, rules } from '../traps/__testUtils__/ask';
import {
  all,
  CART,
  cartRules,
  edit,
  goesTo,
  noRoute,
  shop,
  toCart,
  when,
} from './__testUtils__/edits';

const edgeRules = (...hosts: string[]): RawObject =>
  rules('shop/edge', hosts, [all()], { gateways: ['ingress/edge'] });

const closed = { outcome: 'no_listener' };
const passed = { outcome: 'passthrough' };

const tlsServer = {
  hosts: ['*'],
  port: { number: 443, name: 'https', protocol: 'HTTPS' },
  tls: { mode: 'SIMPLE', credentialName: 'cert' },
};

describe('diff of edits that change where requests come in', () => {
  it.each<[string, before: RawObject[], after: RawObject[], object[]]>([
    [
      'a host gone from a gateway',
      [gateway(['*']), edgeRules('shop.example', 'www.shop.example')],
      [gateway(['*']), edgeRules('shop.example')],
      [
        {
          kind: 'breaks',
          sentence: 'GET /: 100 % v1 → 404, no rule takes it',
          example: request('www.shop.example/'),
          before: goesTo('v1'),
          after: noRoute,
          host: 'www.shop.example',
        },
      ],
    ],
    [
      'a host more at a gateway',
      [gateway(['*']), edgeRules('shop.example')],
      [gateway(['*']), edgeRules('shop.example', 'www.shop.example')],
      [
        {
          kind: 'repairs',
          sentence: 'GET /: 404, no rule takes it → 100 % v1',
          example: request('www.shop.example/'),
          before: noRoute,
          after: goesTo('v1'),
          host: 'www.shop.example',
        },
      ],
    ],
    [
      'names under a domain',
      [gateway(['*']), edgeRules('shop.example')],
      [gateway(['*']), edgeRules('shop.example', '*.shop.example')],
      [
        {
          kind: 'repairs',
          sentence:
            'GET / at other.shop.example: 404, no rule takes it → 100 % v1',
          example: request('other.shop.example/'),
          before: noRoute,
          after: goesTo('v1'),
          host: '*.shop.example',
        },
      ],
    ],
    [
      'a gateway that no longer takes the host',
      [gateway(['*']), edgeRules('shop.example')],
      [gateway(['other.example']), edgeRules('shop.example')],
      [
        {
          kind: 'breaks',
          sentence: 'GET /: 100 % v1 → 404, no rule takes it',
          example: request('shop.example/'),
          before: goesTo('v1'),
          after: noRoute,
        },
      ],
    ],
    [
      'plain HTTP that is sent to HTTPS',
      [gateway(['shop.example']), edgeRules('shop.example')],
      [
        raw('IstioGateway', 'ingress/edge', {
          spec: {
            selector: { istio: 'edge' },
            servers: [
              {
                hosts: ['shop.example'],
                port: { number: 80, name: 'http', protocol: 'HTTP' },
                tls: { httpsRedirect: true },
              },
            ],
          },
        }),
        edgeRules('shop.example'),
      ],
      [
        {
          kind: 'moves',
          sentence: 'GET /: 100 % v1 → redirect 301 to https://shop.example/',
          example: request('shop.example/'),
          before: goesTo('v1'),
          after: { outcome: 'redirect', reason: 'httpsRedirect' },
        },
      ],
    ],
    [
      'a server for TLS: what it serves before what it refuses',
      [gateway(['*']), edgeRules('shop.example')],
      [gateway(['*'], [tlsServer]), edgeRules('shop.example')],
      [
        {
          kind: 'repairs',
          sentence:
            'GET / over TLS: no connection, nothing listens on the port → 100 % v1',
          example: request('https://shop.example/'),
          before: closed,
          after: goesTo('v1'),
          port: 443,
        },
        {
          kind: 'moves',
          sentence:
            'GET / at any other host (other.example) over TLS: no connection, nothing listens on the port → 404, no rule takes it',
          before: closed,
          after: noRoute,
          host: '*',
        },
        {
          kind: 'moves',
          sentence:
            'Connection to port 443 for any other host (other.example): no connection, nothing listens on the port → connection closed, no server takes the name or protocol',
          before: closed,
          after: { outcome: 'no_filter_chain' },
          host: '*',
        },
      ],
    ],
    [
      'the gateway gone',
      [gateway(['shop.example']), edgeRules('shop.example')],
      [edgeRules('shop.example')],
      [
        {
          kind: 'breaks',
          sentence:
            'GET /: 100 % v1 → no connection, nothing listens on the port',
          example: request('shop.example/'),
          before: goesTo('v1'),
          after: closed,
        },
        { kind: 'moves', before: noRoute, after: closed, host: '*' },
        {
          kind: 'moves',
          before: { outcome: 'rejected', status: 400 },
          after: closed,
          host: '*',
        },
      ],
    ],
  ])('at a gateway: %s', (_, before, after, expected) => {
    const { differences } = edit(
      [...shop, ...before],
      [...shop, ...after],
      edge,
    );
    expect(differences).toMatchObject(expected);
  });

  it('shows what a delegate did, once it is gone', () => {
    const root = rules(
      'shop/root',
      ['cart'],
      [
        {
          match: [{ uri: { prefix: '/api' } }],
          delegate: { name: 'part', namespace: 'shop' },
        },
        all(),
      ],
    );
    const part = rules(
      'shop/part',
      [],
      [when({ uri: { prefix: '/api/x' } }, 'v2'), all('v1', { timeout: '1s' })],
    );
    const { differences } = edit([...shop, root, part], [...shop, root]);
    expect(differences).toMatchObject([
      {
        kind: 'moves',
        sentence: 'GET /api/x: 100 % v2 → 100 % v1',
        example: toCart('GET /api/x'),
        before: goesTo('v2'),
        after: goesTo('v1'),
        decidedBy: {
          before: { delegate: { name: 'part' }, rootRule: 0, rule: 0 },
          after: { owner: { name: 'root' }, rule: 1 },
        },
      },
      {
        kind: 'changes',
        sentence: 'GET /api: timeout 1s → none',
        example: toCart('GET /api'),
        before: goesTo('v1', { timeoutMs: 1000 }),
        after: goesTo('v1', { timeoutMs: null }),
      },
    ]);
  });

  const [cart, other] = shop;

  it('shows once that a service is gone, by its whole name', () => {
    const { differences } = edit([cart, other], [other]);
    expect(differences).toMatchObject([
      {
        kind: 'moves',
        sentence: 'GET /: 100 % cart.shop → passed on to the address as it is',
        example: toCart('GET /'),
        before: { outcome: 'route' },
        after: passed,
        host: CART,
      },
    ]);
  });

  const mail = (...more: object[]): RawObject =>
    raw('ServiceEntry', 'shop/mail', {
      spec: {
        hosts: ['api.mail.example'],
        ports: [{ number: 80, name: 'http', protocol: 'HTTP' }, ...more],
        resolution: 'DNS',
        location: 'MESH_EXTERNAL',
      },
    });

  it('shows that an external host is no longer known', () => {
    const tls = { number: 443, name: 'tls', protocol: 'TLS' };
    const { differences } = edit([...shop, mail(tls)], shop);
    expect(differences).toMatchObject([
      {
        kind: 'moves',
        sentence:
          'GET /: 100 % api.mail.example → passed on to the address as it is',
        example: request('api.mail.example/'),
        after: passed,
      },
      {
        kind: 'moves',
        sentence:
          'TLS connection to port 443: 100 % api.mail.example as TCP → passed on to the address as it is',
        example: request('https://api.mail.example/'),
        before: { outcome: 'tcp' },
        after: passed,
      },
    ]);
  });

  it('shows all that a Sidecar takes away from its pods, and hosts of no service once', () => {
    const only = raw('Sidecar', 'shop/default', {
      spec: {
        egress: [{ hosts: ['./other'] }],
        outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' },
      },
    });
    const before = [...shop, cartRules(all()), mail()];
    const { differences } = edit(before, [...before, only]);
    expect(differences.every(({ kind }) => kind === 'breaks')).toBe(true);
    expect(
      differences.map(({ sentence, host, port }) => [host, port, sentence]),
    ).toMatchInlineSnapshot(`
     [
       [
         "*",
         80,
         "GET / at any other host (other.example): passed on to the address as it is → connection closed, the address is not known",
       ],
       [
         "cart.shop.svc.cluster.local",
         80,
         "GET /: 100 % v1 → connection closed, the address is not known",
       ],
       [
         "other.shop.svc.cluster.local",
         80,
         "GET /: 100 % other.shop → connection closed, the address is not known",
       ],
       [
         "api.mail.example",
         80,
         "GET /: 100 % api.mail.example → connection closed, the address is not known",
       ],
       [
         "*",
         8081,
         "Connection to port 8081 for any other host (other.example): passed on to the address as it is → connection closed, the address is not known",
       ],
     ]
    `);
  });

  it('says nothing about hosts that an edit does not touch', () => {
    const changed = cartRules(all('v2'));
    const { differences } = edit(
      [...shop, mail(), cartRules(all())],
      [...shop, mail(), changed],
    );
    expect(differences.map(({ host }) => host)).toEqual([CART]);
  });
});
