import {
  destination,
  HOST,
  routes,
  to,
  virtualHost,
} from '../reachability/__testUtils__/tables';
import type { FilterChain, RouteMatch } from '../table/RouteTable';
import type { TableAction } from '../table/TableAction';
import { actionText, chainText, isSame, virtualHostText } from './fingerprints';

describe('isSame', () => {
  it.each<[unknown, unknown, boolean]>([
    [1, 1, true],
    [1, '1', false],
    [null, null, true],
    [null, {}, false],
    [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
    [{ a: 1, b: undefined }, { a: 1 }, true],
    [{ a: 1 }, { a: 1, b: 2 }, false],
    [{ a: 1 }, { b: 1 }, false],
    [[1, 2], [1, 2], true],
    [[1, 2], [2, 1], false],
    [[1], [1, 2], false],
    [[1], { 0: 1 }, false],
    [{ a: [{ b: 1 }] }, { a: [{ b: 1 }] }, true],
    [{ a: [{ b: 1 }] }, { a: [{ b: 2 }] }, false],
  ])('compares %j with %j', (one, other, expected) => {
    expect(isSame(one, other)).toBe(expected);
    expect(isSame(other, one)).toBe(expected);
  });
});

const routeOf = (action: TableAction, match: RouteMatch = {}) =>
  routes([match, action])[0];

describe('actionText', () => {
  const rule = {
    cluster: 'c',
    group: 'networking.istio.io',
    kind: 'DestinationRule',
    name: 'cart',
    namespace: 'shop',
  } as const;
  const cutOff = to('v1', { rewrite: { kind: 'prefix', value: '/n' } });

  it.each<[string, TableAction, TableAction, boolean]>([
    ['the same action', to('v1'), to('v1'), true],
    ['another subset', to('v1'), to('v2'), false],
    ['another timeout', to('v1'), to('v1', { timeoutMs: 1 }), false],
    [
      'counted pods',
      to([destination('v1', { endpoints: 1 })]),
      to([destination('v1', { endpoints: 2 })]),
      true,
    ],
    [
      'the name of the DestinationRule',
      to([destination('v1', { rule })]),
      to('v1'),
      true,
    ],
  ])('compares %s', (_, one, other, expected) => {
    expect(actionText(routeOf(one)) === actionText(routeOf(other))).toBe(
      expected,
    );
  });

  it.each<[string, TableAction, boolean]>([
    ['of an action that ignores the path', to('v1'), true],
    ['of a rewrite that cuts it off', cutOff, false],
    [
      'of a rewrite of the whole path',
      to('v1', { rewrite: { kind: 'full', value: '/n' } }),
      true,
    ],
    [
      'of a redirect that cuts it off',
      { kind: 'redirect', status: 301, prefix: '/n' },
      false,
    ],
    [
      'of a redirect to a fixed path',
      { kind: 'redirect', status: 301, path: '/n' },
      true,
    ],
  ])('counts the matched prefix %s', (_, action, isEqual) => {
    const [one, other] = ['/a', '/ab'].map(prefix =>
      actionText(routeOf(action, { uri: { prefix } })),
    );
    expect(one === other).toBe(isEqual);
  });

  it('remembers its answer', () => {
    const route = routeOf(to('v1'));
    expect(actionText(route)).toBe(actionText(route));
  });
});

describe('virtualHostText', () => {
  const text = (
    list: readonly (readonly [RouteMatch, TableAction])[],
    more: Parameters<typeof virtualHost>[1] = {},
  ) => virtualHostText(virtualHost(routes(...list), more));
  const one = [{ uri: { prefix: '/a' } }, to('v1')] as const;
  const other = [{}, to('v2')] as const;

  it('counts routes and their order', () => {
    expect(text([one, other])).toBe(text([one, other]));
    expect(text([one, other])).not.toBe(text([other, one]));
    expect(text([one])).not.toBe(text([one, other]));
  });

  it('counts a redirect to HTTPS, and no names', () => {
    expect(text([one], { httpsRedirect: true })).not.toBe(text([one]));
    expect(text([one], { httpsRedirect: false })).toBe(text([one]));
    expect(text([one], { name: 'x', domains: ['x'] })).toBe(text([one]));
  });
});

describe('chainText', () => {
  const chain: FilterChain = { transport: 'tls', serverNames: ['a.example'] };

  it.each<[string, Partial<FilterChain>, boolean]>([
    ['nothing', {}, true],
    ['the transport', { transport: 'any' }, false],
    ['server names', { serverNames: [] }, false],
    ['addresses', { subnets: ['10.0.0.0/8'] }, false],
    ['destinations', { destinations: [destination('v1')] }, false],
    ['that it reads HTTP', { virtualHosts: [] }, false],
  ])('counts %s', (_, more, expected) => {
    expect(chainText({ ...chain, ...more }) === chainText(chain)).toBe(
      expected,
    );
  });

  it('counts no virtual hosts', () => {
    expect(chainText({ ...chain, virtualHosts: [] })).toBe(
      chainText({
        ...chain,
        virtualHosts: [virtualHost([], { domains: [HOST] })],
      }),
    );
  });
});
