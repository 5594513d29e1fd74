import {
  all,
  CART,
  decides,
  editRules,
  goesTo,
  noRoute,
  toCart,
  when,
} from './__testUtils__/edits';

type Rule = Record<string, unknown>;

const api = { uri: { prefix: '/api' } };
const beta = { headers: { 'x-group': { exact: 'beta' } } };
const testCookie = {
  headers: { cookie: { regex: '^(.*?;)?(user=test)(;.*)?$' } },
};
const first = 'spec.http[0].match[0]';

/** What is expected where the only difference is the subset. */
const moves = (
  request: ReturnType<typeof toCart>,
  words: string,
  [before, after]: [before: string, after: string],
  decidedBy: object,
) => ({
  kind: 'moves',
  sentence: `${words}: 100 % ${before} → 100 % ${after}`,
  example: request,
  before: goesTo(before),
  after: goesTo(after),
  host: CART,
  port: 80,
  decidedBy,
});

describe('diff of edited matches', () => {
  it.each<[string, before: Rule[], after: Rule[], expected: object[]]>([
    [
      'a rule that moves up',
      [when(api), when(beta, 'v2'), all()],
      [when(beta, 'v2'), when(api), all()],
      [
        moves(
          toCart('GET /api', 'x-group: beta'),
          'GET /api with x-group: beta',
          ['v1', 'v2'],
          decides(first, first),
        ),
      ],
    ],
    [
      'the last rule gone: what it took has no rule',
      [when(api), all()],
      [when(api)],
      [
        {
          kind: 'breaks',
          sentence: 'GET /: 100 % v1 → 404, no rule takes it',
          example: toCart('GET /'),
          before: goesTo('v1'),
          after: noRoute,
          decidedBy: { before: { path: 'spec.http[1]' } },
        },
      ],
    ],
    [
      'a last rule for what had none',
      [when(api)],
      [when(api), all('v2')],
      [
        {
          kind: 'repairs',
          sentence: 'GET /: 404, no rule takes it → 100 % v2',
          example: toCart('GET /'),
          before: noRoute,
          after: goesTo('v2'),
          decidedBy: { after: { path: 'spec.http[1]' } },
        },
      ],
    ],
    [
      'a slash behind a prefix',
      [when(api), all('v2')],
      [when({ uri: { prefix: '/api/' } }), all('v2')],
      [
        moves(
          toCart('GET /api'),
          'GET /api',
          ['v1', 'v2'],
          decides(first, 'spec.http[1]'),
        ),
      ],
    ],
    [
      'an A/B test by a header',
      [all()],
      [when(beta, 'v2'), all()],
      [
        moves(
          toCart('GET /', 'x-group: beta'),
          'GET / with x-group: beta',
          ['v1', 'v2'],
          decides('spec.http[0]', first),
        ),
      ],
    ],
    [
      'an A/B test by a cookie',
      [all()],
      [when(testCookie, 'v2'), all()],
      [
        moves(
          toCart('GET /', 'cookie: user=test'),
          'GET / with cookie: user=test',
          ['v1', 'v2'],
          decides('spec.http[0]', first),
        ),
      ],
    ],
    [
      'an exact path that becomes a prefix',
      [when({ uri: { exact: '/a' } }, 'v2'), all()],
      [when({ uri: { prefix: '/a' } }, 'v2'), all()],
      [
        moves(
          toCart('GET /a/x'),
          'GET /a/x',
          ['v1', 'v2'],
          decides('spec.http[1]', first),
        ),
      ],
    ],
    [
      'a pattern that takes more',
      [when({ uri: { regex: '/v[12]/.*' } }, 'v2'), all()],
      [when({ uri: { regex: '/v[1-3]/.*' } }, 'v2'), all()],
      [
        moves(
          toCart('GET /v3/'),
          'GET /v3/',
          ['v1', 'v2'],
          decides('spec.http[1]', first),
        ),
      ],
    ],
    [
      'a rule for one method only',
      [when(api, 'v2'), all()],
      [when({ ...api, method: { exact: 'GET' } }, 'v2'), all()],
      [
        moves(
          toCart('POST /api'),
          'POST /api',
          ['v2', 'v1'],
          decides(first, 'spec.http[1]'),
        ),
      ],
    ],
    [
      'a query parameter',
      [all()],
      [when({ queryParams: { debug: { exact: 'true' } } }, 'v2'), all()],
      [
        moves(
          toCart('GET /?debug=true'),
          'GET /?debug=true',
          ['v1', 'v2'],
          decides('spec.http[0]', first),
        ),
      ],
    ],
    [
      'paths in any case',
      [when({ uri: { exact: '/A' } }, 'v2'), all()],
      [when({ uri: { exact: '/A' }, ignoreUriCase: true }, 'v2'), all()],
      [
        moves(
          toCart('GET /a'),
          'GET /a',
          ['v1', 'v2'],
          decides('spec.http[1]', first),
        ),
      ],
    ],
    [
      'a header that must not be there',
      [when(api, 'v2'), all()],
      [when({ ...api, withoutHeaders: { 'x-bot': {} } }, 'v2'), all()],
      [
        moves(
          toCart('GET /api', 'x-bot: other'),
          'GET /api with x-bot: other',
          ['v2', 'v1'],
          decides(first, 'spec.http[1]'),
        ),
      ],
    ],
    [
      'one name of the host',
      [all()],
      [when({ authority: { exact: 'cart.shop' } }, 'v2'), all()],
      [
        moves(
          { ...toCart('GET /'), host: 'cart.shop' },
          'GET / at cart.shop',
          ['v1', 'v2'],
          decides('spec.http[0]', first),
        ),
      ],
    ],
    [
      'all rules gone: the service has the route of Istio',
      [when(api, 'v1', { timeout: '2s' }), all()],
      [],
      [
        {
          kind: 'moves',
          sentence:
            'GET /api: 100 % v1 → 100 % cart.shop (all pods); timeout 2s → none',
          example: toCart('GET /api'),
          before: goesTo('v1', { timeoutMs: 2000 }),
          after: { outcome: 'route', timeoutMs: null },
          decidedBy: decides(first),
        },
        {
          kind: 'moves',
          sentence: 'GET /: 100 % v1 → 100 % cart.shop (all pods)',
          example: toCart('GET /'),
          before: goesTo('v1', { timeoutMs: null }),
          after: { outcome: 'route', destinations: [{ host: CART }] },
          decidedBy: decides('spec.http[1]'),
        },
      ],
    ],
    [
      'what breaks comes before what moves',
      [when(api), when(beta, 'v2'), all()],
      [when(api, 'v2'), when(beta, 'v2')],
      [
        {
          kind: 'breaks',
          sentence: 'GET /: 100 % v1 → 404, no rule takes it',
          example: toCart('GET /'),
          before: goesTo('v1'),
          after: noRoute,
          decidedBy: { before: { path: 'spec.http[2]' } },
        },
        moves(
          toCart('GET /api'),
          'GET /api',
          ['v1', 'v2'],
          decides(first, first),
        ),
      ],
    ],
  ])('%s', (_, before, after, expected) => {
    const { differences, cut, notes } = editRules(before, after);
    expect(differences).toMatchObject(expected);
    expect({ cut, notes }).toEqual({ cut: false, notes: [] });
  });

  it.each<[string, before: Rule[], after: Rule[]]>([
    [
      'rules that do not overlap change places',
      [when(api), when({ uri: { prefix: '/b' } }, 'v2'), all()],
      [when({ uri: { prefix: '/b' } }, 'v2'), when(api), all()],
    ],
    ['a rule gets a name', [all()], [all('v1', { name: 'everything' })]],
    [
      'two matches of a rule become two rules',
      [{ match: [api, beta], ...all() }, all('v2')],
      [when(api), when(beta), all('v2')],
    ],
    [
      'a rule is added behind one that takes everything',
      [all()],
      [all(), when(api, 'v2')],
    ],
    [
      'a match says the same in other words',
      [when({ uri: { regex: '/a(/.*)?' } }, 'v2'), all()],
      [
        {
          match: [{ uri: { exact: '/a' } }, { uri: { prefix: '/a/' } }],
          ...all('v2'),
        },
        all(),
      ],
    ],
  ])('finds nothing where %s', (_, before, after) => {
    const result = editRules(before, after);
    expect(result).toMatchObject({ differences: [], cut: false });
    expect(result.compared).toBeGreaterThan(0);
  });

  it('counts the compared requests of a kind', () => {
    const { differences, compared } = editRules(
      [all()],
      [when(beta, 'v2'), all()],
    );
    expect(differences[0].requests).toBeGreaterThan(1);
    expect(differences[0].requests).toBeLessThan(compared);
  });
});
