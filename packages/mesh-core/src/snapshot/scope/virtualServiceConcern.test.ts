import { routeTo, snapshotOf, virtualService } from '../__testUtils__/objects';
import type { RouteConcern } from './routeConcern';
import { virtualServiceConcern } from './virtualServiceConcern';

const own = new Set([
  'cart.shop.svc.cluster.local',
  'cart-canary.shop.svc.cluster.local',
]);

function concernOf(
  id: string,
  spec: Record<string, unknown>,
  delegates: string[] = [],
): RouteConcern | undefined {
  const [object] = snapshotOf(virtualService(id, spec)).list('VirtualService');
  return virtualServiceConcern(object, own, new Set(delegates));
}

/** The indexes of the rules that concern the service, or `all`. */
function rulesOf(concern: RouteConcern | undefined): string {
  const rules = concern?.rules ?? new Set<string>();
  return rules === 'all' ? 'all' : [...rules].join(' ');
}

describe('virtualServiceConcern', () => {
  it.each<[string, Record<string, unknown>, Partial<RouteConcern> | undefined]>(
    [
      ['nothing', {}, undefined],
      ['others alone', { hosts: ['web'], http: [routeTo('web')] }, undefined],
      [
        'an own host',
        { hosts: ['cart'], http: [routeTo('web')] },
        {
          reason: 'routes cart.shop.svc.cluster.local',
          hosts: ['cart'],
          hiddenHosts: 0,
          rules: 'all',
        },
      ],
      [
        'two own hosts',
        { hosts: ['cart', 'cart-canary'] },
        {
          reason:
            'routes cart.shop.svc.cluster.local, cart-canary.shop.svc.cluster.local',
          hosts: ['cart', 'cart-canary'],
        },
      ],
      [
        'an own host at a gateway',
        { hosts: ['cart.shop.svc.cluster.local'], gateways: ['private'] },
        { hosts: ['cart.shop.svc.cluster.local'], rules: 'all' },
      ],
      [
        'a wildcard in the mesh',
        { hosts: ['*.svc.cluster.local'], gateways: ['mesh', 'edge/a'] },
        { hosts: ['*.svc.cluster.local'], rules: 'all' },
      ],
      [
        'a wildcard at a gateway',
        { hosts: ['*.cluster.local'], gateways: ['edge/a'] },
        undefined,
      ],
      [
        'one rule of several',
        {
          hosts: ['www.example.com'],
          http: [routeTo('web'), routeTo('cart', 'web'), routeTo('web')],
        },
        {
          reason: 'sends requests to cart.shop.svc.cluster.local',
          hosts: ['www.example.com'],
          hiddenHosts: 0,
          rules: new Set(['spec.http[1]']),
        },
      ],
      [
        'rules of several protocols',
        {
          hosts: ['www.example.com'],
          http: [routeTo('cart')],
          tcp: [routeTo('web'), routeTo('cart-canary')],
          tls: [
            { match: [{ sniHosts: ['www.example.com'] }], ...routeTo('cart') },
          ],
        },
        { rules: new Set(['spec.http[0]', 'spec.tls[0]', 'spec.tcp[1]']) },
      ],
      [
        'external hosts beside those of other services',
        {
          hosts: ['web', 'www.example.com', '*', 'pay.pay.svc.cluster.local'],
          gateways: ['edge/a'],
          http: [routeTo('cart')],
        },
        { hosts: ['www.example.com', '*'], hiddenHosts: 2 },
      ],
      [
        'a mirror',
        {
          hosts: ['www.example.com'],
          http: [{ ...routeTo('web'), mirror: { host: 'cart' } }],
        },
        {
          reason: 'mirrors requests to cart.shop.svc.cluster.local',
          hosts: [],
          hiddenHosts: 1,
          rules: new Set(['spec.http[0]']),
        },
      ],
      [
        'a mirror and a route',
        {
          hosts: ['www.example.com'],
          http: [
            { ...routeTo('web'), mirror: { host: 'cart' } },
            routeTo('cart'),
          ],
        },
        {
          hosts: ['www.example.com'],
          rules: new Set(['spec.http[0]', 'spec.http[1]']),
        },
      ],
    ],
  )('of %s', (_, spec, expected) => {
    expect(concernOf('shop/a', spec) ?? {}).toMatchObject(expected ?? {});
    expect(concernOf('shop/a', spec) === undefined).toBe(
      expected === undefined,
    );
  });

  it('takes the rules that hand over to a delegate of the service', () => {
    const spec = {
      hosts: ['www.example.com'],
      http: [
        { delegate: { name: 'web' } },
        { delegate: { name: 'cart' } },
        { delegate: { name: 'cart', namespace: 'other' } },
      ],
    };
    const concern = concernOf('shop/root', spec, ['shop/cart']);
    expect(rulesOf(concern)).toBe('spec.http[1]');
    expect(concern?.reason).toBe('hands requests to VirtualService shop/cart');
    expect(concernOf('shop/root', spec)).toBeUndefined();
    const elsewhere = concernOf('shop/root', spec, ['other/cart']);
    expect(rulesOf(elsewhere)).toBe('spec.http[2]');
  });

  it('reads short names in the namespace of the rule', () => {
    expect(concernOf('web/a', { hosts: ['cart'] })).toBeUndefined();
    expect(
      rulesOf(
        concernOf('web/a', {
          hosts: ['x'],
          http: [routeTo('cart'), routeTo('cart.shop.svc.cluster.local')],
        }),
      ),
    ).toBe('spec.http[1]');
  });
});
