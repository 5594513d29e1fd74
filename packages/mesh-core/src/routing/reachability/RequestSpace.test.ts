import type { RouteMatch } from '../table/RouteTable';
import { conditionsOf, meets, opposite } from './conditions';
import { findRequest } from './findRequest';
import { RequestSpace, type FieldValues } from './RequestSpace';
import { TextSets } from './TextSets';

const spaceOf = (scheme: 'http' | 'https' = 'http', severalLines = true) =>
  new RequestSpace(
    {
      domains: ['cart', 'cart.shop'],
      hosts: ['cart', 'cart.shop'],
      scheme,
      pathNormalization: 'DEFAULT',
    },
    severalLines,
  );

/** As `GET cart/ x: a`. */
function lineOf(space: RequestSpace, values: FieldValues): string {
  const { method, host, path, headers } = space.request(values, { port: 80 });
  return [
    `${method} ${host}${path}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
  ].join(' ');
}

const solved = (match: RouteMatch, space = spaceOf()): string => {
  const values = space.solve(space.conditionsOf(match));
  return typeof values === 'string' ? values : lineOf(space, values);
};

describe('meets', () => {
  const one = (match: RouteMatch) => conditionsOf(new TextSets(), match)[0];
  const exact = one({ headers: { x: { exact: 'a' } } });
  const present = one({ headers: { x: {} } });
  const without = one({ withoutHeaders: { x: { exact: 'a' } } });
  const absent = one({ withoutHeaders: { x: {} } });

  it.each([
    ['a value', exact, [[], ['b'], ['a'], ['b', 'a']], [0, 0, 1, 1]],
    ['presence', present, [[], [''], ['a']], [0, 1, 1]],
    [
      'a value that no line has',
      without,
      [[], ['b'], ['a'], ['b', 'a']],
      [1, 1, 0, 0],
    ],
    ['absence', absent, [[], [''], ['a']], [1, 0, 0]],
  ])('asks for %s', (_, condition, lines, expected) => {
    expect(lines.map(each => Number(meets(condition, each)))).toEqual(expected);
    expect(lines.map(each => Number(meets(opposite(condition), each)))).toEqual(
      expected.map(each => 1 - each),
    );
  });

  it('takes a header that is not sent for an empty one, where it must not be', () => {
    expect(meets(one({ withoutHeaders: { x: { regex: '.*' } } }), [])).toBe(
      false,
    );
  });

  it('takes back the opposite', () => {
    expect(opposite(opposite(exact))).toEqual(exact);
    expect(opposite(exact).key).not.toBe(exact.key);
  });
});

describe('conditionsOf', () => {
  it('has a condition for each part of a match', () => {
    const keys = conditionsOf(new TextSets(), {
      uri: { prefix: '/a' },
      method: { exact: 'GET' },
      scheme: { exact: 'http' },
      authority: { exact: 'cart' },
      headers: { 'X-A': { exact: '1' } },
      withoutHeaders: { 'x-b': {} },
      queryParams: { Q: { exact: '1' } },
    }).map(({ field }) => field.key);
    expect(keys).toEqual([
      'path',
      'scheme',
      'method',
      'authority',
      'header x-a',
      'header x-b',
      'query Q',
    ]);
  });

  it('knows the headers that mean the request line', () => {
    const keys = conditionsOf(new TextSets(), {
      headers: {
        ':method': { exact: 'GET' },
        ':path': { prefix: '/' },
        Host: { exact: 'cart' },
        ':scheme': { exact: 'http' },
      },
    }).map(({ field }) => field.kind);
    expect(keys).toEqual(['method', 'target', 'authority', 'scheme']);
  });
});

describe('RequestSpace', () => {
  it.each<[RouteMatch, string]>([
    [{}, 'GET cart/'],
    [{ uri: { prefix: '/api' } }, 'GET cart/api'],
    [{ pathElements: '/api' }, 'GET cart/api'],
    [{ method: { exact: 'PUT' } }, 'PUT cart/'],
    [{ authority: { exact: 'cart.shop' } }, 'GET cart.shop/'],
    [{ authority: { exact: 'other' } }, 'none'],
    [{ headers: { x: { exact: 'a' } } }, 'GET cart/ x: a'],
    [{ queryParams: { q: { exact: 'a' } } }, 'GET cart/?q=a'],
    [{ queryParams: { q: { exact: '' } } }, 'GET cart/?q'],
    [{ scheme: { exact: 'https' } }, 'GET cart/ x-forwarded-proto: https'],
    [{ uri: { exact: '*' } }, 'OPTIONS cart*'],
    [{ uri: { exact: '*' }, method: { exact: 'GET' } }, 'none'],
    [{ uri: { exact: '*' }, queryParams: { q: { exact: 'a' } } }, 'none'],
    [{ headers: { ':path': { exact: '/a' } } }, 'unknown'],
    [{ uri: { regex: '(' } }, 'none'],
  ])('fulfils %j', (match, expected) => {
    expect(solved(match)).toBe(expected);
  });

  it('need not say the scheme of the connection', () => {
    expect(solved({ scheme: { exact: 'https' } }, spaceOf('https'))).toBe(
      'GET cart/',
    );
  });

  it('sends several lines where they stand for themselves', () => {
    const space = spaceOf();
    const both = ['a', 'b'].flatMap(exact =>
      space.conditionsOf({ headers: { x: { exact } } }),
    );
    expect(lineOf(space, space.solve(both) as FieldValues)).toBe(
      'GET cart/ x: a x: b',
    );
    expect(spaceOf('http', false).solve(both)).toBe('none');
  });
});

describe('findRequest', () => {
  const find = (
    wanted: RouteMatch,
    avoided: RouteMatch[],
    steps = 10_000,
  ): unknown => {
    const space = spaceOf();
    const found = findRequest(
      space,
      space.conditionsOf(wanted),
      avoided.map(match => space.conditionsOf(match)),
      { steps },
    );
    return found.kind === 'found' ? lineOf(space, found.values) : found;
  };

  it('finds the simplest where nothing is in the way', () => {
    expect(find({}, [])).toBe('GET cart/');
    expect(find({}, [{ uri: { prefix: '/api' } }])).toBe('GET cart/');
  });

  it('goes around what is in the way', () => {
    expect(find({}, [{ uri: { exact: '/' } }])).toBe('GET cart/other');
    expect(
      find({ uri: { prefix: '/a' } }, [
        { uri: { prefix: '/a' }, method: { exact: 'GET' } },
        { uri: { exact: '/a' } },
        { uri: { prefix: '/a/' } },
      ]),
    ).toBe('POST cart/a-x');
  });

  it('proves that there is no way, and names what stands in it', () => {
    const gets: RouteMatch = { method: { exact: 'GET' } };
    expect(
      find({ ...gets, uri: { prefix: '/a/b' } }, [
        { uri: { prefix: '/b' } },
        { uri: { prefix: '/a' } },
      ]),
    ).toEqual({ kind: 'none', by: [1] });
    expect(
      find({ uri: { prefix: '/a' } }, [
        { headers: { x: { exact: '1' } } },
        { withoutHeaders: { x: { exact: '1' } } },
      ]),
    ).toEqual({ kind: 'none', by: [0, 1] });
    expect(find({ uri: { exact: 'a' } }, [])).toEqual({ kind: 'none', by: [] });
  });

  it('sees that an unreadable rule is inside of another', () => {
    const odd: RouteMatch = { uri: { regex: '/a\\bx' } };
    expect(find(odd, [{}])).toEqual({ kind: 'none', by: [0] });
    expect(find(odd, [])).toEqual({ kind: 'unknown' });
  });

  it('stops when the steps are used up', () => {
    expect(find({}, [{ uri: { exact: '/' } }], 1)).toEqual({ kind: 'unknown' });
  });
});
