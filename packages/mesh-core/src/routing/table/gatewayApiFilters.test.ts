import {
  filterCors,
  filterHeaders,
  filterRedirect,
  filterRewrite,
  mirrorPercent,
} from './gatewayApiFilters';

type Filters = Parameters<typeof filterRewrite>[0];

const filters = (...list: object[]): Filters => list as unknown as Filters;

describe('filterHeaders', () => {
  it('is nothing without a filter of that way', () => {
    const list = filters({ requestHeaderModifier: { remove: ['a'] } });
    expect(filterHeaders(list, 'response')).toEqual({
      set: [],
      add: [],
      remove: [],
    });
  });

  it('takes each name once, the first time, in lower case and in order', () => {
    const list = filters({
      requestHeaderModifier: {
        set: [
          { name: 'X-B', value: '1' },
          { name: 'x-b', value: '2' },
          { name: 'X-A', value: '3' },
        ],
        add: [{ name: 'Via', value: 'mesh' }],
        remove: ['X-C'],
      },
    });
    expect(filterHeaders(list, 'request')).toEqual({
      set: [
        ['x-a', '3'],
        ['x-b', '1'],
      ],
      add: [['via', 'mesh']],
      remove: ['x-c'],
    });
  });

  it('reads the first filter of a way, among others', () => {
    const list = filters(
      { urlRewrite: { hostname: 'x' } },
      { responseHeaderModifier: { set: [{ name: 'a', value: '1' }] } },
      { responseHeaderModifier: { set: [{ name: 'a', value: '2' }] } },
    );
    expect(filterHeaders(list, 'response').set).toEqual([['a', '1']]);
  });
});

describe('filterRewrite', () => {
  it.each([
    ['nothing', {}, {}],
    ['a host', { hostname: 'new.example' }, { authority: 'new.example' }],
    [
      'the whole path',
      { path: { replaceFullPath: '/new' } },
      { rewrite: { kind: 'full', value: '/new' } },
    ],
    [
      'a prefix',
      { path: { replacePrefixMatch: '/new' } },
      { rewrite: { kind: 'prefix', value: '/new' } },
    ],
    [
      'a prefix that ends with a slash',
      { path: { replacePrefixMatch: '/new/' } },
      { rewrite: { kind: 'prefix', value: '/new' } },
    ],
    [
      'host and path',
      { hostname: 'new.example', path: { replaceFullPath: '/' } },
      { authority: 'new.example', rewrite: { kind: 'full', value: '/' } },
    ],
  ])('replaces %s', (_, urlRewrite, expected) => {
    expect(filterRewrite(filters({ urlRewrite }), '/old')).toEqual(expected);
  });

  it.each(['/', ''])(
    'takes a prefix away for "%s", and leaves one slash',
    to => {
      const { rewrite } = filterRewrite(
        filters({ urlRewrite: { path: { replacePrefixMatch: to } } }),
        '/old.x',
      );
      if (rewrite?.kind !== 'regex') {
        throw new Error('no pattern');
      }
      const pattern = new RegExp(rewrite.pattern);
      const replaced = (path: string) => path.replace(pattern, '/$2');
      expect(rewrite.substitution).toBe('/\\2');
      expect(replaced('/old.x/items')).toBe('/items');
      expect(replaced('/old.x')).toBe('/');
      expect(replaced('/oldyx/items')).toBe('/oldyx/items');
    },
  );
});

describe('filterRedirect', () => {
  const plain = { port: 80, tls: false };
  const secure = { port: 443, tls: true };
  const odd = { port: 8080, tls: false };

  it('is none without the filter', () => {
    expect(filterRedirect(filters({ urlRewrite: {} }), plain)).toBeUndefined();
  });

  it.each([
    [{}, plain, { status: 302 }],
    [{ statusCode: 301 }, plain, { status: 301 }],
    [{ scheme: 'https' }, plain, { status: 302, scheme: 'https' }],
    [{ scheme: 'https' }, odd, { status: 302, scheme: 'https' }],
    [
      { hostname: 'a.example' },
      odd,
      { status: 302, host: 'a.example', port: 8080 },
    ],
    [{ hostname: 'a.example' }, secure, { status: 302, host: 'a.example' }],
    [{ scheme: 'https', port: 443 }, plain, { status: 302, scheme: 'https' }],
    [
      { scheme: 'https', port: 8443 },
      plain,
      { status: 302, scheme: 'https', port: 8443 },
    ],
    [{ port: 80 }, plain, { status: 302 }],
    [{ port: 80 }, secure, { status: 302, port: 80 }],
    [{ path: { replaceFullPath: '/x' } }, plain, { status: 302, path: '/x' }],
    [
      { path: { replacePrefixMatch: '/x/' } },
      plain,
      { status: 302, prefix: '/x' },
    ],
    [{ path: { replacePrefixMatch: '/' } }, plain, { status: 302, prefix: '' }],
  ])('reads %j at %j', (requestRedirect, site, expected) => {
    expect(filterRedirect(filters({ requestRedirect }), site)).toEqual({
      kind: 'redirect',
      ...expected,
    });
  });
});

describe('mirrorPercent', () => {
  const backendRef = { name: 'audit', port: 80 };

  it.each([
    [{}, 100],
    [{ percent: 5 }, 5],
    [{ percent: 0 }, 0],
    [{ fraction: { numerator: 1 } }, 1],
    [{ fraction: { numerator: 1, denominator: 1_000 } }, 0.1],
    [{ percent: 7, fraction: { numerator: 1, denominator: 2 } }, 50],
  ])('of %j is %d', (mirror, expected) => {
    expect(mirrorPercent({ backendRef, ...mirror })).toBe(expected);
  });
});

describe('filterCors', () => {
  it('is nothing without the filter', () => {
    expect(filterCors(filters({}))).toEqual({});
  });

  it.each([
    [
      { allowOrigins: ['https://a.example'] },
      { allowOrigins: [{ exact: 'https://a.example' }] },
    ],
    [{ allowOrigins: ['*'] }, { allowOrigins: [{ exact: '*' }] }],
    [
      { allowMethods: ['GET', 'PUT'], allowHeaders: ['x-a'] },
      { allowOrigins: [], allowMethods: 'GET,PUT', allowHeaders: 'x-a' },
    ],
    [
      { exposeHeaders: ['x-a', 'x-b'], allowCredentials: true },
      { allowOrigins: [], exposeHeaders: 'x-a,x-b', allowCredentials: true },
    ],
    [{ allowCredentials: false }, { allowOrigins: [] }],
  ])('reads %j', (cors, expected) => {
    expect(filterCors(filters({ cors }))).toEqual({
      cors: { ...expected, forwardUnmatched: true },
    });
  });

  it.each([
    ['https://shop.example', true],
    ['https://a.b.example', true],
    ['https://xexample', false],
    ['http://shop.example', false],
  ])('lets a star stand for any part: %s', (origin, fits) => {
    const { cors } = filterCors(
      filters({ cors: { allowOrigins: ['https://*.example'] } }),
    );
    const [{ regex }] = cors?.allowOrigins ?? [{}];
    expect(new RegExp(`^(?:${regex})$`).test(origin)).toBe(fits);
  });
});
