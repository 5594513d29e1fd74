import {
  cartTable,
  HOST,
  httpListener,
  routes,
  table,
  to,
  virtualHost,
} from '../reachability/__testUtils__/tables';
import type { RouteMatch } from '../table/RouteTable';
import type { TableAction } from '../table/TableAction';
import { diff } from './diff';

type Rule = readonly [RouteMatch, TableAction];

const tableOf = (...list: Rule[]) => cartTable(routes(...list));

const many = (subset: string): Rule[] =>
  Array.from({ length: 30 }, (_, index): Rule => [
    {
      uri: { prefix: `/team-${index}/` },
      headers: { 'x-group': { regex: `g${index % 7}.*` } },
    },
    to(subset),
  ]);

describe('diff', () => {
  it('asks no request twice, and says how many it asked', () => {
    const { compared, cut, notes } = diff(
      tableOf([{}, to('v1')]),
      tableOf([{}, to('v2')]),
    );
    expect(compared).toBeGreaterThan(5);
    expect(compared).toBeLessThan(40);
    expect({ cut, notes }).toEqual({ cut: false, notes: [] });
  });

  it('asks no more than it may, and says that there is more', () => {
    const sides = [tableOf(...many('v1')), tableOf(...many('v2'))] as const;
    const whole = diff(...sides);
    expect(whole.cut).toBe(false);
    expect(whole.differences).toHaveLength(30);
    const part = diff(...sides, { maxRequests: 20 });
    expect(part).toMatchObject({ compared: 20, cut: true });
    expect(part.differences.length).toBeGreaterThan(0);
    expect(part.differences.length).toBeLessThan(30);
  });

  it('asks first for what tells rules apart, so that a cut hides little', () => {
    const sides = [tableOf(...many('v1')), tableOf(...many('v2'))] as const;
    const { compared } = diff(...sides);
    const part = diff(...sides, { maxRequests: Math.ceil(compared / 2) });
    expect(part.cut).toBe(true);
    expect(part.differences).toHaveLength(30);
  });

  it('says which patterns it cannot take apart', () => {
    const odd: RouteMatch = { uri: { regex: '/a\\bx.*' } };
    const { notes, cut } = diff(
      tableOf([odd, to('v1')], [{}, to('v1')]),
      tableOf([odd, to('v2')], [{}, to('v1')]),
    );
    expect(notes).toEqual([
      'The pattern /a\\bx.* cannot be taken apart: requests that it takes are compared only where an example of them is known.',
    ]);
    expect(cut).toBe(false);
  });

  it('compares what a pattern takes of which it knows an example', () => {
    const odd: RouteMatch = { uri: { regex: '/a\\b.*' } };
    const { differences, notes } = diff(
      tableOf([odd, to('v1')]),
      tableOf([odd, to('v2')]),
    );
    expect(differences.map(({ sentence }) => sentence)).toEqual([
      'GET /a: 100 % v1 → 100 % v2',
    ]);
    expect(notes).toEqual([]);
  });

  it('counts a name that a rule asks for where it leads to', () => {
    const sides = ['v1', 'v2'].map(subset =>
      table([
        httpListener(
          80,
          virtualHost(
            routes(
              [{ authority: { exact: 'cart' } }, to('v1')],
              [{}, to('v1')],
            ),
            { name: 'any', domains: ['*'] },
          ),
          virtualHost(routes([{}, to(subset)]), {
            name: 'cart',
            domains: ['cart'],
          }),
        ),
      ]),
    );
    const { differences } = diff(sides[0], sides[1]);
    expect(differences.map(({ host, sentence }) => [host, sentence])).toEqual([
      ['cart', 'GET /: 100 % v1 → 100 % v2'],
    ]);
  });

  it('reads paths as each side does', () => {
    const list = routes([{ uri: { exact: '/a/b' } }, to('v2')], [{}, to('v1')]);
    const { differences } = diff(
      cartTable(list),
      cartTable(list, { pathNormalization: 'MERGE_SLASHES' }),
    );
    for (const { example } of differences) {
      expect(example.path).toContain('//');
    }
  });

  it('compares headers of several lines as each version does', () => {
    const list = routes(
      [
        {
          headers: { x: { exact: 'a' } },
          withoutHeaders: { x: { exact: 'b' } },
        },
        to('v2'),
      ],
      [{}, to('v1')],
    );
    const [old, young] = (['1.30', '1.31'] as const).map(istioVersion =>
      cartTable(list, { istioVersion }),
    );
    expect(diff(old, young).differences).toEqual([]);
  });

  it('knows every name of a host', () => {
    const sides = ['v1', 'v2'].map(subset => tableOf([{}, to(subset)]));
    const [{ host, example, requests }] = diff(sides[0], sides[1]).differences;
    expect(host).toBe(HOST);
    expect(example.host).toBe(HOST);
    expect(requests).toBeGreaterThan(2);
  });

  it('takes a table with nothing in it', () => {
    const empty = table([]);
    expect(diff(empty, empty).differences).toEqual([]);
    const full = tableOf([{}, to('v1')]);
    expect(diff(empty, full).differences).toContainEqual(
      expect.objectContaining({
        kind: 'moves',
        sentence: 'GET /: passed on to the address as it is → 100 % v1',
        host: HOST,
      }),
    );
    expect(diff(full, empty).differences).toContainEqual(
      expect.objectContaining({
        kind: 'moves',
        sentence: 'GET /: 100 % v1 → passed on to the address as it is',
        host: HOST,
      }),
    );
  });

  it('says that a port begins to read HTTP', () => {
    const bare = table([]);
    const reading = table([httpListener(80)]);
    expect(diff(bare, reading).differences).toContainEqual(
      expect.objectContaining({
        kind: 'changes',
        sentence:
          'GET / at any other host (other.example): passed on to the address as bytes → passed on to the address as HTTP',
      }),
    );
  });
});
