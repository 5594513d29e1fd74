import fc from 'fast-check';
import { lookupHost, selectVirtualHost } from './selectVirtualHost';

const hosts = (...domains: string[]) =>
  domains.map(domain => ({ domains: [domain] }));

describe('selectVirtualHost', () => {
  const all = hosts(
    '*',
    'a.shop.example',
    '*.shop.example',
    '*.example',
    'a.shop.*',
    'a.*',
  );

  it.each([
    ['a.shop.example', 'a.shop.example', 'exact'],
    ['A.Shop.Example:8080', 'a.shop.example', 'exact'],
    ['b.a.shop.example', '*.shop.example', 'suffix'],
    ['shop.example', '*.example', 'suffix'],
    ['.shop.example', '*.example', 'suffix'],
    ['a.shop.test', 'a.shop.*', 'prefix'],
    ['a.b', 'a.*', 'prefix'],
    ['a.', '*', 'any'],
    ['[2001:db8::1]:80', '*', 'any'],
  ])('%s is taken by %s', (host, domain, by) => {
    expect(selectVirtualHost(all, host)).toMatchObject({ domain, by });
  });

  it('finds nothing where no domain fits', () => {
    expect(
      selectVirtualHost(hosts('*.shop.example', 'b'), 'shop.example'),
    ).toBeUndefined();
  });

  it('does not depend on the order of the virtual hosts', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(all),
        fc.constantFrom('a.shop.example', 'b.shop.example', 'a.shop.x', 'z'),
        (some, host) => {
          const chosen = selectVirtualHost(some, host)?.domain;
          expect(selectVirtualHost([...some].reverse(), host)?.domain).toBe(
            chosen,
          );
        },
      ),
    );
  });
});

describe('lookupHost', () => {
  it.each([
    ['Cart.Shop', 'cart.shop'],
    ['cart:80', 'cart'],
    ['cart:', 'cart'],
    ['[::1]:8080', '[::1]'],
    ['[::1]', '[::1]'],
    ['::1', '::1'],
  ])('%s is looked up as %s', (host, expected) => {
    expect(lookupHost(host)).toBe(expected);
  });
});
