import {
  raw,
  snapshotOf,
  type RawObject,
} from '../../snapshot/__testUtils__/objects';
import { rulesWithDelegates } from './mergeDelegate';

const route = [{ destination: { host: 'cart' } }];

function root(rule: object, more: object = {}): RawObject {
  return raw('VirtualService', 'edge/root', {
    spec: {
      hosts: ['shop.example'],
      http: [{ delegate: { name: 'cart', namespace: 'shop' }, ...rule }],
      ...more,
    },
  });
}

function delegate(rules: object[], more: object = {}): RawObject {
  return raw('VirtualService', 'shop/cart', { spec: { http: rules, ...more } });
}

function merged(rootRule: object, delegateRule: object, more: object = {}) {
  const snapshot = snapshotOf(
    root(rootRule),
    delegate([{ route, ...delegateRule }], more),
  );
  const found = snapshot.get('VirtualService', 'edge', 'root');
  return found ? rulesWithDelegates(snapshot, found) : [];
}

const matchesOf = (rootMatch: object[], delegateMatch: object[]) =>
  merged({ match: rootMatch }, { match: delegateMatch })[0]?.rule.match;

describe('rulesWithDelegates', () => {
  it('keeps rules without delegate as they are, with their index', () => {
    const snapshot = snapshotOf(
      raw('VirtualService', 'shop/plain', {
        spec: { hosts: ['cart'], http: [{ route }, { route, timeout: '1s' }] },
      }),
    );
    const [plain] = snapshot.list('VirtualService');
    expect(rulesWithDelegates(snapshot, plain)).toMatchObject([
      { index: 0, namespace: 'shop', rule: { route } },
      { index: 1, namespace: 'shop', rule: { timeout: '1s' } },
    ]);
  });

  it('puts the rules of the delegate in the place of the one that names it', () => {
    expect(merged({}, { timeout: '2s' })).toMatchObject([
      {
        index: 0,
        rootIndex: 0,
        namespace: 'shop',
        delegate: { metadata: { name: 'cart' } },
        rule: { route, timeout: '2s' },
      },
    ]);
  });

  it.each([
    ['has hosts of its own', { hosts: ['cart'] }],
    ['is not exported to the root', { exportTo: ['.'] }],
    ['is exported elsewhere', { exportTo: ['payments'] }],
  ])('leaves out a delegate that %s', (_, more) => {
    expect(merged({}, {}, more)).toEqual([]);
  });

  it('uses a delegate that is exported to the root', () => {
    expect(merged({}, {}, { exportTo: ['edge'] })).toHaveLength(1);
  });

  it('does not follow delegates of delegates', () => {
    expect(
      merged({}, { delegate: { name: 'more' }, route: undefined }),
    ).toEqual([]);
  });

  it('leaves out a rule whose delegate does not exist', () => {
    const snapshot = snapshotOf(root({}));
    const [found] = snapshot.list('VirtualService');
    expect(rulesWithDelegates(snapshot, found)).toEqual([]);
  });

  it('looks for the delegate beside the root when no namespace is named', () => {
    const snapshot = snapshotOf(
      raw('VirtualService', 'shop/root', {
        spec: { hosts: ['a'], http: [{ delegate: { name: 'cart' } }] },
      }),
      delegate([{ route }]),
    );
    const found = snapshot.get('VirtualService', 'shop', 'root');
    expect(found && rulesWithDelegates(snapshot, found)).toHaveLength(1);
  });

  it.each([
    ['timeout', { timeout: '9s' }, {}, { timeout: '9s' }],
    ['timeout', { timeout: '9s' }, { timeout: '1s' }, { timeout: '1s' }],
    ['retries', { retries: { attempts: 4 } }, {}, { retries: { attempts: 4 } }],
    [
      'headers',
      { headers: { request: { set: { a: '1' } } } },
      { headers: { request: { set: { b: '2' } } } },
      { headers: { request: { set: { b: '2' } } } },
    ],
    [
      'corsPolicy',
      { corsPolicy: { allowOrigins: [{ exact: 'x' }] } },
      {},
      { corsPolicy: { allowOrigins: [{ exact: 'x' }] } },
    ],
    [
      'rewrite',
      { rewrite: { uri: '/r' } },
      { rewrite: { uri: '/d' } },
      { rewrite: { uri: '/d' } },
    ],
    [
      'fault',
      { fault: { abort: { httpStatus: 500 } } },
      {},
      { fault: { abort: { httpStatus: 500 } } },
    ],
  ])(
    'inherits %s of the root where the delegate has none: %#',
    (_, a, b, c) => {
      expect(merged(a, b)[0].rule).toMatchObject(c);
    },
  );

  it('joins the names', () => {
    expect(merged({ name: 'root' }, { name: 'cart' })[0].rule.name).toBe(
      'root-cart',
    );
    expect(merged({ name: 'root' }, {})[0].rule.name).toBe('root');
  });
});

describe('conditions of a root and its delegate', () => {
  it('are those of the one that has some', () => {
    const match = [{ uri: { prefix: '/cart' } }];
    expect(matchesOf(match, [])).toEqual(match);
    expect(matchesOf([], match)).toEqual(match);
  });

  it.each([
    ['a longer prefix', { prefix: '/cart' }, { prefix: '/cart/items' }, true],
    ['the same prefix', { prefix: '/cart' }, { prefix: '/cart' }, true],
    ['a path below', { prefix: '/cart' }, { exact: '/cart/1' }, true],
    ['a shorter prefix', { prefix: '/cart' }, { prefix: '/' }, false],
    ['another prefix', { prefix: '/cart' }, { prefix: '/user' }, false],
    ['the same path', { exact: '/cart' }, { exact: '/cart' }, true],
    ['another path', { exact: '/cart' }, { exact: '/user' }, false],
    ['a prefix in a path', { exact: '/cart' }, { prefix: '/cart' }, false],
    ['any pattern', { prefix: '/cart' }, { regex: '/cart/.*' }, false],
    ['a pattern of the root', { regex: '/.*' }, { exact: '/cart' }, false],
  ])('fit with %s: %#', (_, outer, inner, fits) => {
    const rules = merged(
      { match: [{ uri: outer }] },
      { match: [{ uri: inner }] },
    );
    expect(rules.map(({ rule }) => rule.match?.[0].uri)).toEqual(
      fits ? [inner] : [],
    );
  });

  it.each([
    ['method', { method: { exact: 'GET' } }, { method: { exact: 'PUT' } }],
    ['port', { port: 80 }, { port: 8080 }],
    ['namespace', { sourceNamespace: 'a' }, { sourceNamespace: 'b' }],
    ['labels', { sourceLabels: { v: '1' } }, { sourceLabels: { v: '2' } }],
    ['case', { ignoreUriCase: true }, { ignoreUriCase: false }],
    [
      'header',
      { headers: { a: { exact: '1' } } },
      { headers: { a: { exact: '2' } } },
    ],
    [
      'query',
      { queryParams: { a: { exact: '1' } } },
      { queryParams: { a: { exact: '2' } } },
    ],
    [
      'authority',
      { authority: { prefix: 'a' } },
      { authority: { exact: 'b' } },
    ],
    ['gateways', { gateways: ['mesh'] }, { gateways: ['mesh', 'edge/public'] }],
  ])('contradict each other in %s', (_, outer, inner) => {
    expect(merged({ match: [outer] }, { match: [inner] })).toEqual([]);
  });

  it('are put together where they do not', () => {
    expect(
      matchesOf(
        [{ uri: { prefix: '/cart' }, headers: { a: { exact: '1' } } }],
        [{ headers: { b: { exact: '2' } }, sourceLabels: { v: '1' } }],
      ),
    ).toEqual([
      expect.objectContaining({
        uri: { prefix: '/cart' },
        headers: { a: { exact: '1' }, b: { exact: '2' } },
        sourceLabels: { v: '1' },
      }),
    ]);
  });

  it('are each of the root that fits with each of the delegate', () => {
    const found = matchesOf(
      [{ uri: { prefix: '/a' } }, { uri: { prefix: '/b' } }],
      [{ uri: { prefix: '/a/1' } }, { uri: { prefix: '/b/1' } }],
    );
    expect(found?.map(({ uri }) => uri)).toEqual([
      { prefix: '/a/1' },
      { prefix: '/b/1' },
    ]);
  });

  it('drop the whole rule when one of the delegate fits with none', () => {
    expect(
      matchesOf(
        [{ uri: { prefix: '/a' } }],
        [{ uri: { prefix: '/a/1' } }, { uri: { prefix: '/c' } }],
      ),
    ).toBeUndefined();
  });

  it('read names of gateways beside the object that gives them', () => {
    expect(
      matchesOf([{ gateways: ['public'] }], [{ uri: { prefix: '/' } }]),
    ).toEqual([expect.objectContaining({ gateways: ['edge/public'] })]);
  });
});
