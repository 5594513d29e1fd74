import { conditionsOf } from '../reachability/conditions';
import { RequestSpace, type FieldValues } from '../reachability/RequestSpace';
import { routes, to } from '../reachability/__testUtils__/tables';
import type { RouteMatch } from '../table/RouteTable';
import type { TableAction } from '../table/TableAction';
import { outcomeVariations, variations } from './variations';

const space = new RequestSpace(
  {
    domains: ['cart', 'cart.shop'],
    hosts: ['cart', 'cart.shop'],
    scheme: 'http',
    pathNormalization: 'DEFAULT',
  },
  true,
);

/** As `GET cart/ x: a`. */
function lineOf(values: FieldValues): string {
  const { method, host, path, headers } = space.request(values, { port: 80 });
  return [
    `${method} ${host}${path}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
  ].join(' ');
}

const around = (...matches: RouteMatch[]): string[] =>
  [
    ...variations(
      space,
      new Map(),
      matches.flatMap(match => conditionsOf(space.sets, match)),
    ),
  ].map(lineOf);

describe('variations', () => {
  it('puts what rules name into a field, what nobody names, and nothing', () => {
    expect(around({ headers: { X: { exact: 'a' } } })).toEqual([
      'GET cart/',
      'GET cart/ x: other',
      'GET cart/ x: another',
      'GET cart/ x: a',
    ]);
    expect(around({ queryParams: { q: { exact: 'a' } } })).toEqual([
      'GET cart/',
      'GET cart/?q=other',
      'GET cart/?q=another',
      'GET cart/?q=a',
    ]);
  });

  it('has a path at, behind and beside a prefix', () => {
    expect(around({ uri: { prefix: '/a' } })).toEqual([
      'GET cart/',
      'GET cart/other',
      'GET cart/a',
      'GET cart/a/x',
      'GET cart/a-x',
    ]);
    expect(around({ uri: { prefix: '/a/' } })).toEqual(
      expect.arrayContaining(['GET cart/a/', 'GET cart/a/x']),
    );
    expect(around({ pathElements: '/a' })).toEqual(
      expect.arrayContaining(['GET cart/a', 'GET cart/a/x']),
    );
  });

  it('has a text that a pattern takes', () => {
    expect(around({ method: { regex: 'PATCH|MERGE' } })).toEqual([
      'GET cart/',
      'POST cart/',
      expect.stringMatching(/^(PATCH|MERGE) cart\/$/),
    ]);
  });

  it('changes one field at a time', () => {
    const all = around({
      method: { exact: 'PUT' },
      headers: { x: { exact: 'a' } },
    });
    expect(all).toContain('PUT cart/');
    expect(all).not.toContain('PUT cart/ x: a');
  });

  it('leaves out what cannot be sent, and the request line as one', () => {
    expect(around({ authority: { exact: 'other' } })).toEqual([
      'GET cart/',
      'GET cart.shop/',
    ]);
    expect(around({ uri: { exact: '/a/../b' } })).toEqual([
      'GET cart/',
      'GET cart/other',
    ]);
    expect(around({ headers: { ':path': { exact: '/a?b' } } })).toEqual([]);
  });

  it('has nothing where rules name nothing', () => {
    expect(around({})).toEqual([]);
  });
});

describe('outcomeVariations', () => {
  const longer = (match: RouteMatch, action: TableAction): string[] => {
    const [route] = routes([match, action]);
    const base = space.solve(space.conditionsOf(match));
    expect(base).toBeInstanceOf(Map);
    const values = base as FieldValues;
    return outcomeVariations(space, values, [route, undefined]).map(lineOf);
  };

  it('makes the path longer, and adds a query', () => {
    expect(longer({ uri: { prefix: '/a' } }, to('v1'))).toEqual([
      'GET cart/a/x',
      'GET cart/a-x',
      'GET cart/a?other=1',
    ]);
    expect(longer({}, to('v1'))).toEqual(['GET cart/x', 'GET cart/?other=1']);
  });

  it('has a path that a rewrite by pattern changes', () => {
    const rewrite = {
      kind: 'regex',
      pattern: '/items/(\\d+)',
      substitution: '/\\1',
    } as const;
    expect(longer({ uri: { prefix: '/' } }, to('v1', { rewrite }))).toContain(
      'GET cart/items/0',
    );
  });
});
