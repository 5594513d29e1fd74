import fc from 'fast-check';
import {
  istioDestination,
  isOthers,
  routeDestinations,
  type NamedDestination,
} from './destinations';
import { cartContext } from './__testUtils__/routing';

describe('istioDestination', () => {
  it.each([
    [
      { host: 'cart' },
      undefined,
      {
        host: 'cart',
        fqdn: 'cart.shop.svc.cluster.local',
        effectiveWeight: 0,
      },
    ],
    [
      { host: 'Cart', subset: 'v1', port: { number: 80 } },
      30,
      {
        host: 'Cart',
        fqdn: 'cart.shop.svc.cluster.local',
        subset: 'v1',
        port: 80,
        weight: 30,
        effectiveWeight: 30,
      },
    ],
    [
      { host: 'api.example.com', subset: '', port: {} },
      0,
      {
        host: 'api.example.com',
        fqdn: 'api.example.com',
        weight: 0,
        effectiveWeight: 0,
      },
    ],
  ])('%j with weight %s', (destination, weight, expected) => {
    expect(istioDestination(destination, weight, 'shop')).toEqual(expected);
  });
});

describe('isOthers', () => {
  const context = cartContext();
  it.each([
    ['cart.shop.svc.cluster.local', 'shop', false],
    ['cart.shop.svc.cluster.local', 'other', false],
    ['pricing.web.svc.cluster.local', 'shop', false],
    ['search.shop.svc.cluster.local', 'other', false],
    ['pricing.web.svc.cluster.local', 'other', true],
    ['api.example.com', 'other', true],
    ['api.example.com', 'shop', false],
  ])('%s in an object of %s: %s', (fqdn, namespace, others) => {
    expect(isOthers(context, fqdn, namespace)).toBe(others);
  });
});

describe('routeDestinations', () => {
  const context = cartContext();
  const named = (host: string, effectiveWeight: number): NamedDestination => ({
    host,
    fqdn: `${host}.shop.svc.cluster.local`,
    effectiveWeight,
  });

  it('drops negative weights, keeps the order, and adds up to one', () => {
    const found = routeDestinations(
      context,
      [named('a', -5), named('b', 30), named('c', 10)],
      'shop',
    );
    expect(found.map(({ host, share }) => [host, share])).toEqual([
      ['a', 0],
      ['b', 0.75],
      ['c', 0.25],
    ]);
  });

  it('shares in proportion, whatever the sum', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 1000 }), {
          minLength: 2,
          maxLength: 6,
        }),
        fc.integer({ min: 1, max: 50 }),
        (weights, factor) => {
          const shares = (scale: number): number[] =>
            routeDestinations(
              context,
              weights.map((weight, i) => named(`h${i}`, weight * scale)),
              'shop',
            ).map(({ share }) => share);
          shares(factor).forEach((share, index) => {
            expect(share).toBeCloseTo(shares(1)[index], 12);
          });
        },
      ),
    );
  });

  it('has a target for each that it names', () => {
    const [cart, missing] = routeDestinations(
      context,
      [named('cart', 1), named('missing', 1)],
      'shop',
    );
    expect(cart.target.state).toBe('ready');
    expect(missing.target.state).toBe('unknown-host');
    expect('effectiveWeight' in cart).toBe(false);
  });
});
