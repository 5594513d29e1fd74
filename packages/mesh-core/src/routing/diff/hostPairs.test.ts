import {
  httpListener,
  routes,
  table,
  to,
  virtualHost,
} from '../reachability/__testUtils__/tables';
import type { KnownHost, RouteTable } from '../table/RouteTable';
import { hostPairsOf, plainRequest, routesFor } from './hostPairs';

const list = (subset: string) => routes([{}, to(subset)]);
const cart = (subset: string, ...domains: string[]) =>
  virtualHost(list(subset), { name: 'cart', domains });

const pairs = (before: RouteTable, after: RouteTable) =>
  hostPairsOf(before, after).map(pair => ({
    before: pair.before?.name,
    after: pair.after?.name,
    known: pair.known,
    hosts: pair.entrances.map(({ scheme, host, port }) =>
      [scheme, host, port].join(' '),
    ),
  }));

describe('hostPairsOf', () => {
  it('brings names of the same two hosts together', () => {
    const [one, two] = ['v1', 'v2'].map(subset =>
      table([httpListener(80, cart(subset, 'cart', 'cart.shop'))]),
    );
    expect(pairs(one, two)[0]).toEqual({
      before: 'cart',
      after: 'cart',
      hosts: ['http cart 80', 'http cart.shop 80'],
    });
  });

  it('leaves out hosts that do the same under another name', () => {
    const one = table([httpListener(80, cart('v1', 'cart'))]);
    const renamed = { ...cart('v1', 'cart', 'new'), name: 'other' };
    const two = table([httpListener(80, renamed)]);
    const found = pairs(one, two).filter(({ after }) => after !== undefined);
    expect(found).toEqual([
      {
        before: undefined,
        after: 'other',
        hosts: ['http new 80'],
      },
    ]);
  });

  it('keeps them where paths are read in another way', () => {
    const listeners = [httpListener(80, cart('v1', 'cart'))];
    const merging = { pathNormalization: 'MERGE_SLASHES' } as const;
    const found = pairs(table(listeners), table(listeners, merging));
    expect(found).toContainEqual({
      before: 'cart',
      after: 'cart',
      hosts: ['http cart 80'],
    });
  });

  it('brings all names of a host together that leads to no virtual host', () => {
    const known: KnownHost = {
      host: 'db.shop',
      namespace: 'shop',
      ports: [99],
    };
    const names = new Map([
      ['db', known],
      ['db.shop', known],
    ]);
    const found = pairs(table([], { names }), table([]));
    expect(found[0]).toEqual({
      before: undefined,
      after: undefined,
      known: 'db.shop',
      hosts: ['http db 99', 'http db.shop 99'],
    });
    expect(found.slice(1).every(one => one.known === undefined)).toBe(true);
  });
});

describe('plainRequest', () => {
  it('is the simplest one', () => {
    const entrance = {
      port: 80,
      scheme: 'http',
      host: 'a',
      domain: '*',
    } as const;
    expect(plainRequest(entrance)).toEqual({
      method: 'GET',
      scheme: 'http',
      host: 'a',
      path: '/',
      headers: [],
      port: 80,
    });
    expect(plainRequest({ ...entrance, connect: 'b' }).connect).toBe('b');
    expect(plainRequest({ ...entrance, connect: 'a' }).connect).toBeUndefined();
  });
});

describe('routesFor', () => {
  const at = (scheme: 'http' | 'https') => ({
    port: 80,
    scheme,
    host: 'a',
    domain: 'a',
  });

  it('has no routes where there is no virtual host, or plain HTTP is sent away', () => {
    const routed = cart('v1', 'a');
    const redirecting = { ...routed, httpsRedirect: true };
    expect(routesFor(undefined, at('http'))).toEqual([]);
    expect(routesFor(routed, at('http'))).toBe(routed.routes);
    expect(routesFor(redirecting, at('http'))).toEqual([]);
    expect(routesFor(redirecting, at('https'))).toBe(routed.routes);
  });
});
