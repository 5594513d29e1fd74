import {
  answer,
  ask,
  http,
  request,
  rule,
  rules,
  subsets,
} from './__testUtils__/ask';

const cart = http('shop/cart');
const other = http('shop/other');
const base = [cart, other];

/** Asks a rule with this match, and one behind it for all others. */
function matches(
  match: Record<string, unknown>,
  line: string,
  ...headers: string[]
): boolean {
  const virtualService = rules(
    'shop/v',
    ['cart'],
    [rule('yes', match, 'cart'), rule('no', undefined, 'other')],
  );
  const got = answer([...base, virtualService], request(line, ...headers));
  expect(['yes > cart', 'no > other']).toContain(got);
  return got === 'yes > cart';
}

describe('what a naive simulator gets wrong about matches', () => {
  it('trap 1: a host whose rules do not match does not fall through to a wildcard', () => {
    const exact = rules(
      'shop/exact',
      ['cart'],
      [rule('a', { uri: { prefix: '/a' } }, 'cart')],
    );
    const wild = rules(
      'shop/wild',
      ['*.shop.svc.cluster.local'],
      [rule('all', undefined, 'other')],
    );
    expect(answer([...base, exact, wild], request('cart/b'))).toBe(
      'no_route 404',
    );
  });

  it('trap 2: rules that are all for others leave the default route, one that stays leaves a 404', () => {
    const forOthers = rule('job', { sourceLabels: { app: 'job' } }, 'other');
    const alone = rules('shop/v', ['cart'], [forOthers]);
    expect(answer([...base, alone], request('cart'))).toBe('default > cart');
    const conditioned = rule('h', { headers: { x: { exact: '1' } } }, 'other');
    const both = rules('shop/v', ['cart'], [forOthers, conditioned]);
    expect(answer([...base, both], request('cart'))).toBe('no_route 404');
  });

  it('trap 3: labels of the caller are decided when routes are made, not by the request', () => {
    const own = rule('own', { sourceLabels: { app: 'web' } }, 'other');
    const objects = [...base, rules('shop/v', ['cart'], [own])];
    expect(answer(objects, request('cart', 'app: job'))).toBe('own > other');
    const job = { kind: 'sidecar', namespace: 'shop', labels: {} } as const;
    expect(answer(objects, request('cart', 'app: web'), job)).toBe(
      'default > cart',
    );
  });

  it('trap 4: gateways in a match switch off its labels', () => {
    const both = rule('m', {
      gateways: ['mesh'],
      sourceLabels: { app: 'job' },
    });
    expect(
      answer(
        [
          ...base,
          rules(
            'shop/v',
            ['cart'],
            [{ ...both, route: [{ destination: { host: 'other' } }] }],
          ),
        ],
        request('cart'),
      ),
    ).toBe('m > other');
  });

  it('trap 5: a prefix of a VirtualService is text, not path elements', () => {
    expect(matches({ uri: { prefix: '/test' } }, 'cart/testing')).toBe(true);
  });

  it.each([
    ['a|b', '/a', false],
    ['/a|/b', '/b', true],
    ['/a|/b', '/bc', false],
    ['/x', '/xy', false],
  ])('trap 6: the regex %s takes all of %s or nothing', (regex, path, fits) => {
    expect(matches({ uri: { regex } }, `cart${path}`)).toBe(fits);
  });

  it('trap 7: a regex is one of RE2', () => {
    expect(matches({ uri: { regex: '/(?i)ABC' } }, 'cart/abc')).toBe(true);
    expect(matches({ uri: { regex: '/[[:alpha:]]+' } }, 'cart/abc')).toBe(true);
    const ahead = rules(
      'shop/v',
      ['cart'],
      [rule('ahead', { uri: { regex: '/(?=a).*' } }, 'cart')],
    );
    const { trace } = ask([...base, ahead], request('cart/a'));
    expect(trace.tried[0].failure).toMatchObject({
      field: 'uri',
      problem: expect.stringContaining('(?='),
    });
  });

  it('trap 8: ignoreUriCase does not act on a regex', () => {
    const ignoreUriCase = true;
    expect(matches({ uri: { regex: '/a' }, ignoreUriCase }, 'cart/A')).toBe(
      false,
    );
    expect(matches({ uri: { exact: '/a' }, ignoreUriCase }, 'cart/A')).toBe(
      true,
    );
    expect(matches({ uri: { prefix: '/a' }, ignoreUriCase }, 'cart/AB')).toBe(
      true,
    );
  });

  it('trap 9: a header that is not sent does not match, not even `.*` or an empty text', () => {
    expect(matches({ headers: { x: { regex: '.*' } } }, 'cart')).toBe(false);
    expect(matches({ headers: { x: { exact: '' } } }, 'cart')).toBe(false);
    expect(matches({ headers: { x: { regex: '.*' } } }, 'cart', 'x: ')).toBe(
      true,
    );
  });

  it.each<[object, string[], boolean]>([
    [{ regex: '.*' }, [], false],
    [{ regex: '.*' }, ['x: a'], false],
    [{ exact: 'a' }, [], true],
    [{ exact: 'a' }, ['x: b'], true],
    [{ exact: 'a' }, ['x: a'], false],
    [{ exact: '' }, [], false],
    [{}, [], true],
    [{}, ['x: a'], false],
    [{ regex: '*' }, [], true],
    [{ regex: '*' }, ['x: a'], false],
  ])('trap 10: withoutHeaders %j with %j', (value, headers, fits) => {
    expect(matches({ withoutHeaders: { x: value } }, 'cart', ...headers)).toBe(
      fits,
    );
  });

  it('trap 11: the regex `*` only asks whether something is there', () => {
    expect(matches({ headers: { x: { regex: '*' } } }, 'cart', 'x: a')).toBe(
      true,
    );
    expect(matches({ headers: { x: { regex: '*' } } }, 'cart')).toBe(false);
    expect(matches({ queryParams: { q: { regex: '*' } } }, 'cart/?q')).toBe(
      true,
    );
  });

  it('trap 12: the authority is compared with its port, the virtual host is found without', () => {
    const match = { authority: { exact: 'cart' } };
    const asked = { ...request('cart'), host: 'cart:80' };
    const objects = [
      ...base,
      rules(
        'shop/v',
        ['cart'],
        [rule('a', match, 'other'), rule('b', undefined, 'cart')],
      ),
    ];
    expect(answer(objects, request('cart'))).toBe('a > other');
    expect(answer(objects, asked)).toBe('b > cart');
  });

  it('trap 13: the query is no part of the path', () => {
    expect(matches({ uri: { exact: '/a' } }, 'cart/a?b=c')).toBe(true);
    expect(matches({ uri: { regex: '/a.b' } }, 'cart/a?b')).toBe(false);
  });

  it('trap 14: each line of a repeated header stands for itself, of a repeated parameter the first counts', () => {
    const exact = { headers: { x: { exact: 'b' } } };
    expect(matches(exact, 'cart', 'x: a', 'x: b')).toBe(true);
    const query = { queryParams: { q: { exact: 'b' } } };
    expect(matches(query, 'cart/?q=a&q=b')).toBe(false);
    const objects = [
      ...base,
      rules(
        'shop/v',
        ['cart'],
        [rule('y', exact, 'other'), rule('n', undefined, 'cart')],
      ),
    ];
    const asked = request('cart', 'x: a', 'x: b');
    expect(answer(objects, asked, undefined, { istioVersion: '1.30' })).toBe(
      'n > cart',
    );
  });

  it('trap 15: one destination takes everything whatever its weight; of several the sum need not be 100', () => {
    const zero = [{ destination: { host: 'cart' }, weight: 0 }];
    const odd = [
      { destination: { host: 'cart' }, weight: 1 },
      { destination: { host: 'other' }, weight: 3 },
      { destination: { host: 'gone' }, weight: 0 },
    ];
    expect(
      answer(
        [...base, rules('shop/v', ['cart'], [{ name: 'z', route: zero }])],
        request('cart'),
      ),
    ).toBe('z > cart');
    expect(
      answer(
        [...base, rules('shop/v', ['cart'], [{ name: 'o', route: odd }])],
        request('cart'),
      ),
    ).toBe('o > cart=1 other=3');
  });

  it('trap 16: nothing behind a rule that takes everything is sent to the proxy', () => {
    const objects = [
      ...base,
      rules(
        'shop/v',
        ['cart'],
        [
          rule('all', { uri: { prefix: '/' } }, 'cart'),
          rule('late', { uri: { prefix: '/a' } }, 'other'),
        ],
      ),
    ];
    const { outcome, trace } = ask(objects, request('cart/a'));
    expect(outcome).toMatchObject({ route: { name: 'all' } });
    expect(trace.virtualHost?.virtualHost.unsent).toMatchObject([
      { reason: 'after-catch-all', source: { rule: 1 } },
    ]);
    const narrowed = rules(
      'shop/v',
      ['cart'],
      [
        rule('get', { uri: { prefix: '/' }, method: { exact: 'GET' } }, 'cart'),
        rule('late', undefined, 'other'),
      ],
    );
    expect(answer([...base, narrowed], request('POST cart/'))).toBe(
      'late > other',
    );
  });

  it('trap 24: the policy of a subset acts only where a route names the subset', () => {
    const policy = { connectionPool: { tcp: { maxConnections: 7 } } };
    const rule1 = subsets('shop/d', 'cart', [], {
      subsets: [{ name: 'v1', labels: {}, trafficPolicy: policy }],
    });
    const pool = (objects: Parameters<typeof ask>[0]) => {
      const { outcome } = ask(objects, request('cart'));
      return outcome.outcome === 'route'
        ? outcome.destinations[0].policy?.maxConnections
        : undefined;
    };
    const named = rules(
      'shop/v',
      ['cart'],
      [{ route: [{ destination: { host: 'cart', subset: 'v1' } }] }],
    );
    expect(pool([...base, rule1])).toBeUndefined();
    expect(pool([...base, rule1, named])).toBe(7);
  });
});
