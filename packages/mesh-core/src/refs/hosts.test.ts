import fc from 'fast-check';
import {
  hostIsSubsetOf,
  hostMatches,
  parseServiceFqdn,
  resolveHost,
  serviceFqdn,
} from './hosts';

describe('resolveHost', () => {
  it.each([
    ['reviews', 'reviews.shop.svc.cluster.local'],
    ['Reviews', 'reviews.shop.svc.cluster.local'],
    ['reviews.prod', 'reviews.prod'],
    ['reviews.prod.svc', 'reviews.prod.svc'],
    ['reviews.prod.svc.cluster.local', 'reviews.prod.svc.cluster.local'],
    ['API.Mail.Example', 'api.mail.example'],
    ['*', '*'],
    ['*.example.com', '*.example.com'],
    ['*-suffix', '*-suffix'],
    ['10.0.0.1', '10.0.0.1'],
    ['fd00::1', 'fd00::1'],
    ['', ''],
  ])('takes %s in the namespace shop for %s', (host, expected) => {
    expect(resolveHost(host, 'shop')).toBe(expected);
  });

  it('completes with the domain of the cluster', () => {
    expect(resolveHost('reviews', 'shop', 'mesh.internal')).toBe(
      'reviews.shop.svc.mesh.internal',
    );
  });

  it('changes nothing when asked twice', () => {
    fc.assert(
      fc.property(fc.string(), fc.domain(), (host, namespace) => {
        const once = resolveHost(host, namespace);
        expect(resolveHost(once, 'other')).toBe(once);
      }),
    );
  });
});

describe('serviceFqdn and parseServiceFqdn', () => {
  it('are each other’s inverse', () => {
    expect(serviceFqdn('shop', 'checkout')).toBe(
      'checkout.shop.svc.cluster.local',
    );
    expect(parseServiceFqdn('checkout.shop.svc.cluster.local')).toEqual({
      name: 'checkout',
      namespace: 'shop',
      clusterDomain: 'cluster.local',
    });
  });

  it('keep another domain', () => {
    expect(
      parseServiceFqdn(serviceFqdn('shop', 'checkout', 'mesh.internal')),
    ).toEqual({
      name: 'checkout',
      namespace: 'shop',
      clusterDomain: 'mesh.internal',
    });
  });

  it('read upper case as lower case', () => {
    expect(parseServiceFqdn('Checkout.Shop.SVC.cluster.local')).toEqual({
      name: 'checkout',
      namespace: 'shop',
      clusterDomain: 'cluster.local',
    });
  });

  it.each([
    'checkout',
    'checkout.shop',
    'checkout.shop.svc',
    'api.mail.example',
    '*.shop.svc.cluster.local',
    'checkout.*.svc.cluster.local',
    'pod-0.checkout.shop.svc.cluster.local',
    '.shop.svc.cluster.local',
    'checkout.shop.svc.',
    '',
  ])('take %j for no Service', host => {
    expect(parseServiceFqdn(host)).toBeUndefined();
  });
});

describe('hostMatches', () => {
  it.each([
    ['a.example.com', 'a.example.com', true],
    ['A.example.com', 'a.Example.com', true],
    ['a.example.com', 'b.example.com', false],
    ['*.example.com', 'a.example.com', true],
    ['*.example.com', 'a.b.example.com', true],
    ['*.example.com', 'example.com', false],
    ['*example.com', 'example.com', true],
    ['*', 'anything', true],
    ['*', '*', true],
    ['*', '*.example.com', true],
    ['*.com', '*.example.com', true],
    ['*.example.com', '*.example.org', false],
    ['*.a.example.com', '*.b.example.com', false],
  ])('%s and %s: %s', (a, b, expected) => {
    expect(hostMatches(a, b)).toBe(expected);
    expect(hostMatches(b, a)).toBe(expected);
  });
});

describe('hostIsSubsetOf', () => {
  it.each([
    ['a.example.com', 'a.example.com', true],
    ['a.example.com', 'A.Example.com', true],
    ['a.example.com', '*.example.com', true],
    ['*.example.com', 'a.example.com', false],
    ['*.a.example.com', '*.example.com', true],
    ['*.example.com', '*.a.example.com', false],
    ['*.example.com', '*.example.com', true],
    ['*', '*.example.com', false],
    ['*.example.com', '*', true],
    ['example.com', '*.example.com', false],
  ])('%s in %s: %s', (inner, outer, expected) => {
    expect(hostIsSubsetOf(inner, outer)).toBe(expected);
  });

  const label = fc.constantFrom('a', 'b', 'example', 'com', 'shop');
  const host = fc
    .tuple(
      fc.constantFrom('', '*.'),
      fc.array(label, { minLength: 1, maxLength: 4 }),
    )
    .map(([star, labels]) => star + labels.join('.'));

  it('implies a match', () => {
    fc.assert(
      fc.property(host, host, (a, b) => {
        expect(hostIsSubsetOf(a, b) && !hostMatches(a, b)).toBe(false);
      }),
    );
  });

  it('holds along a chain', () => {
    fc.assert(
      fc.property(host, host, host, (a, b, c) => {
        const chained = hostIsSubsetOf(a, b) && hostIsSubsetOf(b, c);
        expect(chained && !hostIsSubsetOf(a, c)).toBe(false);
      }),
    );
  });
});
