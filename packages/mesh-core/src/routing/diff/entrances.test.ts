import {
  httpListener,
  routes,
  table,
  to,
  virtualHost,
} from '../reachability/__testUtils__/tables';
import { request } from '../traps/__testUtils__/ask';
import type {
  FilterChain,
  KnownHost,
  Listener,
  RouteTable,
} from '../table/RouteTable';
import { entrancesOf, withAddress } from './entrances';

const list = (subset: string) => routes([{}, to(subset)]);
const host = (name: string, subset = 'v1', more: object = {}) =>
  virtualHost(list(subset), { name, domains: [name], ...more });

/** As `http://host:80`, and the address behind `@` where it is another. */
const places = (before: RouteTable, after: RouteTable): string[] =>
  entrancesOf(before, after).map(
    ({ scheme, host: name, port, connect }) =>
      `${scheme}://${name}:${port}${connect === undefined ? '' : `@${connect}`}`,
  );

/** Hosts that no table knows are always asked for. */
const isFresh = (place: string) => place.includes('other.example');
const changed = (before: RouteTable, after: RouteTable): string[] =>
  places(before, after).filter(place => !isFresh(place));

const tls = (...serverNames: string[]): FilterChain => ({
  transport: 'tls',
  serverNames,
  virtualHosts: [],
});

const listener = (port: number, ...chains: FilterChain[]): Listener => ({
  port,
  chains,
});

describe('entrancesOf', () => {
  it('leaves out what is the same', () => {
    const one = table([httpListener(80, host('a'), host('b'))]);
    const two = table([httpListener(80, host('a'), host('b', 'v2'))]);
    expect(changed(one, one)).toEqual([]);
    expect(changed(one, two)).toEqual(['http://b:80']);
  });

  it('finds hosts that only one side has', () => {
    const one = table([httpListener(80, host('a'))]);
    const two = table([httpListener(80, host('a'), host('b'))]);
    expect(changed(one, two)).toEqual(['http://b:80']);
    expect(changed(two, one)).toEqual(['http://b:80']);
  });

  it('asks every port, and one that none has, for a host that is not known', () => {
    const one = table([httpListener(80, host('a')), httpListener(8081)]);
    expect(places(one, one)).toEqual([
      'http://other.example:80',
      'https://other.example:80',
      'http://other.example:8081',
      'https://other.example:8081',
      'http://other.example:9999',
      'https://other.example:9999',
    ]);
  });

  it('puts names in place of wildcards, none that is known', () => {
    const one = table([]);
    const two = table([
      httpListener(80, host('*.shop'), host('other.shop'), host('cart.*')),
    ]);
    expect(changed(one, two)).toEqual([
      'http://another.shop:80',
      'http://other.shop:80',
      'http://cart.other:80',
    ]);
  });

  it('finds a host that no wildcard takes', () => {
    const wild = (...domains: string[]) =>
      places(
        table([httpListener(80, ...domains.map(domain => host(domain)))]),
        table([]),
      )
        .filter(place => /^http:.*:80$/.test(place))
        .sort();
    expect(wild('*.example')).toEqual([
      'http://other.example:80',
      'http://other.test:80',
    ]);
    expect(wild('*.example', '*.test', 'other.*')).toEqual([
      'http://another.invalid:80',
      'http://another.test:80',
      'http://other.example:80',
      'http://other.other:80',
    ]);
  });

  it('asks a listener for the address that it is bound to', () => {
    const bound = (subset: string): Listener => ({
      ...httpListener(80, host('*', subset), host('a', subset)),
      host: 'cart',
    });
    const found = changed(table([bound('v1')]), table([bound('v2')]));
    expect(found).toEqual(['http://cart:80@cart', 'http://a:80@cart']);
  });

  it('speaks TLS to chains of TLS', () => {
    const one = table([listener(443, tls('a.example'))]);
    const two = table([listener(443, tls('a.example'), tls('b.example'))]);
    expect(changed(one, two)).toEqual([
      'https://a.example:443',
      'https://b.example:443',
    ]);
  });

  it('tries both schemes where something looks at TLS', () => {
    const both = ['http://a:80', 'https://a:80'];
    const none = table([]);
    const of = (one: ReturnType<typeof host>) => table([httpListener(80, one)]);
    expect(changed(none, of(host('a')))).toEqual(['http://a:80']);
    expect(changed(none, of(host('a', 'v1', { httpsRedirect: true })))).toEqual(
      both,
    );
    const byScheme = virtualHost(
      routes([{ headers: { ':scheme': { exact: 'https' } } }, to('v1')]),
      { name: 'a', domains: ['a'] },
    );
    expect(changed(none, of(byScheme))).toEqual(both);
  });

  it('asks for names that only one side knows', () => {
    const cart: KnownHost = {
      host: 'cart',
      namespace: 'shop',
      ports: [80, 90],
    };
    const names = new Map([
      ['cart', cart],
      ['10.0.0.1', cart],
    ]);
    const other: KnownHost = { ...cart, host: 'other' };
    const one = table([], { names });
    const two = table([], { names: new Map([...names, ['cart', other]]) });
    expect(changed(one, table([]))).toEqual([
      'http://cart:80',
      'http://cart:90',
      'http://10.0.0.1:80',
      'http://10.0.0.1:90',
    ]);
    expect(changed(one, two)).toEqual(['http://cart:80', 'http://cart:90']);
  });

  it.each<[string, Partial<RouteTable>]>([
    ['paths', { pathNormalization: 'MERGE_SLASHES' }],
    ['headers', { istioVersion: '1.30' }],
    [
      'everything, for another kind of proxy',
      { caller: { kind: 'gateway', namespace: 'shop', labels: {} } },
    ],
  ])('asks for all hosts where the sides read %s in another way', (_, more) => {
    const listeners = [httpListener(80, host('a'), host('b'))];
    expect(changed(table(listeners), table(listeners, more))).toEqual([
      'http://a:80',
      'http://b:80',
    ]);
  });
});

describe('withAddress', () => {
  it('names the address where the host does not', () => {
    const asked = request('cart');
    expect(withAddress(asked, {})).toBe(asked);
    expect(withAddress(asked, { connect: 'cart' })).toBe(asked);
    expect(withAddress(asked, { connect: 'db' })).toEqual({
      ...asked,
      connect: 'db',
    });
  });
});
