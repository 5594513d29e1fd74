import fc from 'fast-check';
import { raw, type RawObject } from '../../snapshot/__testUtils__/objects';
import type { RouteRequest } from '../simulate/Outcome';
import {
  answer,
  ask,
  edge,
  gateway,
  http,
  request,
  rule,
  rules,
} from '../traps/__testUtils__/ask';

const cart = http('shop/cart');
const to = (name: string) => rule(name, undefined, 'cart');

function vs(...list: Record<string, unknown>[]): RawObject[] {
  return [cart, rules('shop/cart', ['cart'], list)];
}

function asked(changes: Partial<RouteRequest>): RouteRequest {
  return { ...request('cart/'), ...changes };
}

describe('objects that lack something, or have too much', () => {
  it.each([
    ['no spec', raw('VirtualService', 'shop/v'), 'default > cart'],
    [
      'no rules',
      raw('VirtualService', 'shop/v', { spec: { hosts: ['cart'] } }),
      'default > cart',
    ],
    [
      'no hosts',
      raw('VirtualService', 'shop/v', { spec: { http: [to('a')] } }),
      'default > cart',
    ],
    [
      'a field that nobody knows',
      raw('VirtualService', 'shop/v', {
        spec: { hosts: ['cart'], colour: 'red', http: [to('a')] },
      }),
      'a > cart',
    ],
    [
      'another type than expected',
      raw('VirtualService', 'shop/v', {
        spec: { hosts: 'cart', http: { route: 1 } },
      }),
      'default > cart',
    ],
    ['no metadata beyond a name', raw('Service', 'shop/x'), 'default > cart'],
    [
      'no servers',
      raw('IstioGateway', 'shop/x', { spec: {} }),
      'default > cart',
    ],
    ['no egress', raw('Sidecar', 'shop/x', { spec: {} }), 'default > cart'],
    [
      'a port that is none',
      raw('ServiceEntry', 'shop/x', {
        spec: {
          hosts: ['a.example'],
          ports: [{ number: 99999, name: 'http', protocol: 'HTTP' }],
        },
      }),
      'default > cart',
    ],
  ])('%s', (_, object, expected) => {
    expect(answer([cart, object], asked({}))).toBe(expected);
  });

  it('a destination port that no service has leads nowhere, and it says so', () => {
    const route = [{ destination: { host: 'cart', port: { number: 70000 } } }];
    const { outcome } = ask(vs({ name: 'a', route }), asked({}));
    expect(outcome).toMatchObject({
      outcome: 'route',
      statusIfMissing: 503,
      destinations: [{ port: 70000, exists: false }],
    });
  });

  it('a match for a port that is none takes nothing', () => {
    const objects = vs(rule('a', { port: 99999 }, 'cart'), to('b'));
    expect(answer(objects, asked({}))).toBe('b > cart');
  });

  it('of two objects with one identity the later counts', () => {
    const one = rules('shop/cart', ['cart'], [to('one')]);
    const two = rules('shop/cart', ['cart'], [to('two')]);
    expect(answer([cart, one, two], asked({}))).toBe('two > cart');
    expect(answer([cart, two, one], asked({}))).toBe('one > cart');
  });

  it('answers the last of 1,000 rules, and names the 999 before it', () => {
    const list = Array.from({ length: 1_000 }, (_, index) =>
      rule(
        `r${index}`,
        { uri: { regex: `/p${index}/[a-z]+` }, headers: { x: {} } },
        'cart',
      ),
    );
    const { outcome, trace } = ask(
      vs(...list),
      asked({ path: '/p999/x', headers: [['x', '']] }),
    );
    expect(outcome).toMatchObject({ route: { name: 'r999' } });
    expect(trace.tried).toHaveLength(999);
    expect(trace.notes).toEqual([]);
  });
});

describe('delegates that lead in a circle', () => {
  const link = (id: string, name: string) =>
    raw('VirtualService', id, {
      spec: { http: [{ delegate: { name, namespace: 'shop' } }] },
    });
  const root = (name: string) =>
    rules(
      'shop/cart',
      ['cart'],
      [{ delegate: { name, namespace: 'shop' } }, to('rest')],
    );

  it.each([
    ['to itself', [root('cart')]],
    ['to one that leads to itself', [root('d1'), link('shop/d1', 'd1')]],
    [
      'to two that lead to each other',
      [root('d1'), link('shop/d1', 'd2'), link('shop/d2', 'd1')],
    ],
    ['back to the root', [root('d1'), link('shop/d1', 'cart')]],
    ['nowhere', [root('nowhere')]],
  ])('%s: the rule is dropped, the next one counts', (_, objects) => {
    expect(answer([cart, ...objects], asked({ path: '/x' }))).toBe(
      'rest > cart',
    );
  });
});

describe('regular expressions that a proxy does not take', () => {
  it.each([
    ['(', /missing closing \)/],
    ['a++', /invalid nested repetition/],
    ['(?=a)', /unsupported Perl syntax/],
    ['(a)\\1', /invalid escape/],
    ['x{1001}', /invalid repeat count/],
    ['x'.repeat(1_025), /has 1,025 bytes; Istio takes 1,024/],
    ['(x{31}){32}'.repeat(34), /Envoy takes 32,768 at most/],
  ])(
    'number %#: the rule takes nothing, and the answer says why',
    (regex, why) => {
      const objects = vs(rule('a', { uri: { regex } }, 'cart'), to('b'));
      const { outcome, trace } = ask(objects, asked({}));
      expect(outcome).toMatchObject({ route: { name: 'b' } });
      expect(trace.tried[0].failure).toMatchObject({
        field: 'uri',
        problem: expect.stringMatching(why),
      });
      expect(trace.notes).toEqual([
        expect.stringMatching(/refuses the whole configuration/),
      ]);
      expect(trace.notes[0]).toMatch(why);
    },
  );

  it('says so of a rewrite and of an origin as well', () => {
    const rewrite = { uriRegexRewrite: { match: '(', rewrite: 'x' } };
    const corsPolicy = { allowOrigins: [{ regex: '[' }] };
    const objects = vs({ ...to('a'), rewrite, corsPolicy });
    const { outcome, trace } = ask(
      objects,
      asked({ path: '/p', headers: [['origin', 'https://a.example']] }),
    );
    expect(outcome).toMatchObject({ route: { name: 'a' }, path: '/p' });
    expect(trace.notes).toEqual([expect.stringMatching(/\(and 1 more\)$/)]);
  });

  it('takes 4,096 bytes in a header of the Gateway API', () => {
    const value = `${'x?'.repeat(1_000)}beta`;
    const objects = [
      cart,
      raw('HTTPRoute', 'shop/h', {
        spec: {
          parentRefs: [{ group: '', kind: 'Service', name: 'cart' }],
          rules: [
            {
              matches: [
                { headers: [{ type: 'RegularExpression', name: 'x', value }] },
              ],
              backendRefs: [{ name: 'cart', port: 80 }],
            },
          ],
        },
      }),
    ];
    const { outcome, trace } = ask(
      objects,
      asked({ headers: [['x', 'xxbeta']] }),
    );
    expect(outcome.outcome).toBe('route');
    expect(trace.notes).toEqual([]);
  });
});

describe('hosts', () => {
  it.each([
    ['CART', 'a > cart'],
    ['Cart.Shop.SVC.Cluster.Local:80', 'a > cart'],
    ['cart.shop.svc.cluster.local.', 'a > cart'],
    ['cart:', 'a > cart'],
    ['cart:99999', 'a > cart'],
    ['', 'rejected 400'],
    [' ', 'rejected 400'],
    ['cart/x', 'rejected 400'],
    ['cart\r\nx: y', 'rejected 400'],
    ['bücher.example', 'rejected 400'],
    ['..', 'passthrough'],
    ['[::1', 'passthrough'],
  ])('%s: %s', (host, expected) => {
    expect(answer(vs(to('a')), asked({ host }))).toBe(expected);
  });

  it.each(['Mixed.Example', 'mixed.example', 'MIXED.EXAMPLE:80'])(
    'a name in mixed case is one name: %s',
    host => {
      const objects = [cart, rules('shop/v', ['Mixed.EXAMPLE'], [to('m')])];
      expect(answer(objects, asked({ host }))).toBe('m > cart');
    },
  );

  it('names beyond ASCII are compared as they are sent, in punycode', () => {
    const name = 'xn--bcher-kva.example';
    const objects = [cart, rules('shop/v', [name], [to('books')])];
    expect(answer(objects, asked({ host: name }))).toBe('books > cart');
    expect(answer(objects, asked({ host: name.toUpperCase() }))).toBe(
      'books > cart',
    );
    const { outcome } = ask(objects, asked({ host: 'bücher.example' }));
    expect(outcome).toMatchObject({
      detail: expect.stringMatching(/punycode/),
    });
  });

  const six = [
    raw('ServiceEntry', 'shop/six', {
      spec: {
        hosts: ['six.example'],
        addresses: ['2001:db8::1'],
        ports: [{ number: 8080, name: 'http', protocol: 'HTTP' }],
        resolution: 'STATIC',
        endpoints: [{ address: '2001:db8::2' }],
      },
    }),
    rules('shop/six', ['six.example'], [rule('six', undefined, 'six.example')]),
  ];

  it.each([
    ['[2001:db8::1]:8080', 'six > six.example'],
    ['[2001:db8::1]', 'six > six.example'],
    ['[2001:DB8::1]:8080', 'six > six.example'],
    ['six.example:8080', 'six > six.example'],
    ['[2001:db8::9]:8080', 'passthrough'],
  ])('an address of IPv6 stands in brackets: %s', (host, expected) => {
    expect(answer(six, asked({ host, port: 8080 }))).toBe(expected);
  });

  it('a gateway takes an address of IPv6 as a host of a rule', () => {
    const bound = { gateways: ['ingress/edge'] };
    const objects = [
      cart,
      gateway(['*']),
      rules('shop/v', ['[2001:db8::7]'], [to('a')], bound),
    ];
    const at = (host: string) => answer(objects, asked({ host }), edge);
    expect(at('[2001:db8::7]:80')).toMatch(/^a > /);
    expect(at('[2001:db8::8]')).toBe('no_route 404');
  });
});

describe('requests that are none', () => {
  it.each([0, -1, 65_536, 80.5, Number.NaN, Number.POSITIVE_INFINITY])(
    'port %d',
    port => {
      expect(ask(vs(to('a')), asked({ port })).outcome).toEqual({
        outcome: 'rejected',
        status: 400,
        detail: `${port} is no port: use 1 to 65535.`,
      });
    },
  );

  it.each([
    ['', /does not begin with a slash/],
    ['cart', /does not begin with a slash/],
    ['?a=b', /does not begin with a slash/],
    ['ftp://cart/', /does not begin with a slash/],
    ['*', /does not begin with a slash/],
    ['/a b', /must be encoded/],
    ['/a\u0000', /must be encoded/],
    ['/%00', /cannot be normalised/],
  ])('path %j', (path, why) => {
    expect(ask(vs(to('a')), asked({ path })).outcome).toMatchObject({
      outcome: 'rejected',
      status: 400,
      detail: expect.stringMatching(why),
    });
  });

  it.each(['', 'G T', 'GET\n', 'ä', 'x'.repeat(1_000).concat(' ')])(
    'method number %#',
    method => {
      const { outcome } = ask(vs(to('a')), asked({ method }));
      expect(outcome).toMatchObject({ outcome: 'rejected', status: 400 });
      expect(JSON.stringify(outcome).length).toBeLessThan(200);
    },
  );

  it.each([
    ['', 'a', /Nothing is no name/],
    ['x y', 'a', /x y is no name/],
    ['x', 'a\nb', /value of the header x/],
    ['x', 'a\u0000', /value of the header x/],
  ])('header %j: %j', (name, value, why) => {
    const { outcome } = ask(vs(to('a')), asked({ headers: [[name, value]] }));
    expect(outcome).toMatchObject({
      outcome: 'rejected',
      status: 400,
      detail: expect.stringMatching(why),
    });
  });

  it('headers that are larger, or more, than a proxy takes', () => {
    const large = asked({ headers: [['x', 'a'.repeat(140_000)]] });
    const many = asked({
      headers: Array.from({ length: 1_001 }, () => ['x', 'a'] as const),
    });
    for (const one of [large, many]) {
      expect(ask(vs(to('a')), one).outcome).toMatchObject({
        outcome: 'rejected',
        status: 431,
      });
    }
  });

  it.each(['http://cart/x', 'HTTP://Cart:80/x', 'http:///x'])(
    'a whole URL in the request line is taken apart: %s',
    path => {
      const objects = vs(rule('x', { uri: { exact: '/x' } }, 'cart'));
      expect(answer(objects, asked({ path }))).toBe('x > cart');
    },
  );
});

describe('regular expressions that take long', () => {
  const a = (count: number) => 'a'.repeat(count);
  const patterns: [name: string, make: (index: number) => string][] = [
    ['literals', index => `${a(1_000)}${index}`],
    ['a thousand optional places', index => `.*a${'.'.repeat(990)}${index}`],
    ['repetitions in each other', index => `(a?){500}a{500}${index}`],
    ['long repetitions', index => `${'(.{0,1000})'.repeat(10)}${index}`],
    ['tables of Unicode', index => `(?i)${'\\pL'.repeat(330)}${index}`],
    ['ranges beyond ASCII', i => `(?i)[${'a-\\x{ffff}'.repeat(90)}]${i}`],
    ['open brackets', index => `${'('.repeat(1_000)}${index}`],
  ];

  it.each(patterns)(
    '%s: 10 MB of them end in an explained answer',
    (_, make) => {
      const list: Record<string, unknown>[] = [];
      for (let size = 0, index = 0; size < 10_000_000; index += 1) {
        const regex = make(index % 1_000);
        list.push(rule(`r${index}`, { headers: { x: { regex } } }, 'cart'));
        size += Math.max(regex.length, 500);
      }
      const headers = [['x', a(1_000)]] as const;
      const { outcome, trace } = ask(vs(...list), asked({ headers }));
      expect(outcome.outcome).toBe('no_route');
      expect(trace.tried).toHaveLength(list.length);
      expect(trace.notes.at(-1)).toMatch(/take too long|refuses the whole/);
    },
  );

  it('compares no more once it took too long, and says where', () => {
    const long = patterns[1][1];
    const list = Array.from({ length: 100 }, (_, index) =>
      rule(`r${index}`, { headers: { x: { regex: long(index) } } }, 'cart'),
    );
    const headers = [['x', a(1_000)]] as const;
    const { outcome, trace } = ask(
      vs(...list, rule('exact', { headers: { x: { prefix: 'a' } } }, 'cart')),
      asked({ headers }),
    );
    expect(outcome).toMatchObject({ route: { name: 'exact' } });
    expect(trace.tried[0].failure.problem).toBeUndefined();
    expect(trace.tried[99].failure.problem).toMatch(/^Not compared/);
    expect(trace.notes).toEqual([expect.stringMatching(/may be another/)]);
  });

  it('a rewrite that would take too long leaves the path, and says so', () => {
    const rewrite = { uriRegexRewrite: { match: 'a*b|a', rewrite: 'c' } };
    const path = `/${a(50_000)}`;
    const { outcome, trace } = ask(
      vs({ ...to('a'), rewrite }),
      asked({ path }),
    );
    expect(outcome).toMatchObject({ path });
    expect(trace.notes).toEqual([expect.stringMatching(/too long/)]);
  });

  it('a request is answered alike whatever was asked before', () => {
    const regex = fc.constantFrom(
      'a+',
      '.*b',
      '[a-c]*',
      `.*a${'.'.repeat(90)}`,
    );
    fc.assert(
      fc.property(
        fc.array(regex, { minLength: 1, maxLength: 5 }),
        fc.array(fc.nat({ max: 2_000 }), { minLength: 2, maxLength: 4 }),
        (list, sizes) => {
          const objects = vs(
            ...list.map((one, index) =>
              rule(`r${index}`, { headers: { x: { regex: one } } }, 'cart'),
            ),
          );
          const answers = [...sizes, ...sizes].map(size =>
            JSON.stringify(
              ask(objects, asked({ headers: [['x', a(size)]] })).trace.notes,
            ),
          );
          expect(answers.slice(sizes.length)).toEqual(
            answers.slice(0, sizes.length),
          );
        },
      ),
      { numRuns: 30 },
    );
  });
});
