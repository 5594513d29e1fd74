import fc from 'fast-check';
import { addressMatcher } from './matchAddress';
import { isPathTemplate, pathMatcher } from './matchPath';
import { matchHost, matchText } from './matchText';

describe('matchText', () => {
  it.each([
    ['shop', 'shop', true],
    ['shop', 'Shop', false],
    ['sh*', 'shop', true],
    ['*op', 'shop', true],
    ['*', 'shop', true],
    ['*', '', false],
    ['s*p', 'shop', false],
    ['s*p', 's*p', true],
    ['**', '*', true],
  ])('%s of "%s": %s', (pattern, text, expected) => {
    expect(matchText(pattern, text)).toBe(expected);
  });
});

describe('matchHost', () => {
  it.each([
    ['shop.example', 'SHOP.Example', true],
    ['Shop.Example', 'shop.example', true],
    ['shop.example', 'shop.example:8443', false],
    ['shop.example:*', 'shop.example:8443', true],
    ['shop.example:*', 'shop.example', false],
    ['*.example', 'shop.EXAMPLE', true],
    ['*', '', true],
  ])('%s of %s: %s', (pattern, host, expected) => {
    expect(matchHost(pattern, host)).toBe(expected);
  });
});

describe('pathMatcher', () => {
  it.each([
    ['/v1/*', '/v1/items', true],
    ['/v1/*', '/v1/', true],
    ['/v1/*', '/v1', false],
    ['/v1*', '/v12', true],
    ['*/info', '/a/b/info', true],
    ['/Items', '/items', false],
    ['*', '/', true],
    ['/a/{*}', '/a/b', true],
    ['/a/{*}', '/a/', false],
    ['/a/{*}', '/a/b/c', false],
    ['/a/{*}/c', '/a/b/c', true],
    ['/a/{*}/', '/a/b/', true],
    ['/a/{*}/', '/a/b', false],
    ['/{*}/{*}', '/a/b', true],
    ['/a/{**}', '/a/', true],
    ['/a/{**}', '/a/b/c', true],
    ['/a/{**}', '/a', false],
    ['/a/{**}/', '/a/b/c/', true],
    ['/a/{**}/', '/a/b', false],
    ['/a/{**}/z', '/a/b/c/z', true],
    ['/a/{**}/z', '/a//z', true],
    ['/a/{**}/z', '/a/z', false],
    ['/a/{**}.mpd', '/a/b/c.mpd', true],
    ['/a/{**}.mpd', '/a/b/c.mp4', false],
    ['/{*}/{**}', '/a/b/c', true],
    ['/a/{*}', '/a/b=c', false],
    ['/a/{**}', 'a/b', false],
  ])('%s of %s: %s', (pattern, path, expected) => {
    expect(pathMatcher(pattern)?.(path)).toBe(expected);
  });

  it.each([
    '/{**}/{*}',
    '/{**}/{**}',
    'a/{*}',
    '/{*}x/y',
    '/a//{*}',
    '/{name}/{*}',
  ])('%s is a template that Envoy refuses', pattern => {
    expect(isPathTemplate(pattern)).toBe(true);
    expect(pathMatcher(pattern)).toBeUndefined();
  });
});

describe('addressMatcher', () => {
  it.each([
    ['10.0.0.0/8', '10.1.2.3', 'yes'],
    ['10.0.0.9/8', '10.1.2.3', 'yes'],
    ['10.0.0.0/8', '11.1.2.3', 'no'],
    ['10.1.2.3', '10.1.2.3', 'yes'],
    ['10.1.2.3', '10.1.2.4', 'no'],
    ['10.1.2.128/25', '10.1.2.127', 'no'],
    ['10.1.2.128/25', '10.1.2.200', 'yes'],
    ['0.0.0.0/0', '203.0.113.9', 'yes'],
    ['fd00::/8', 'fd12::1', 'yes'],
    ['fd00::/8', 'FE80::1', 'no'],
    ['::1', '0:0:0:0:0:0:0:1', 'yes'],
    ['::ffff:10.0.0.0/104', '::ffff:10.9.9.9', 'yes'],
    ['0.0.0.0/0', '::1', 'no'],
    ['::/0', '10.0.0.1', 'no'],
    ['10.0.0.0/8', 'unix', 'unknown'],
    ['10.0.0.0/8', '', 'unknown'],
  ])('%s of %s: %s', (block, address, expected) => {
    expect(addressMatcher(block)?.(address)).toBe(expected);
  });

  it.each([
    '',
    '10.0.0',
    '10.0.0.256',
    '10.0.0.01',
    '10.0.0.0/33',
    '10.0.0.0/-1',
    '10.0.0.0/8/8',
    '10.0.0.0/',
    '1:2:3',
    '1::2::3',
    '1:2:3:4:5:6:7::8',
    '12345::',
    'fd00::/129',
    '::1%eth0',
    'shop',
  ])('%s is no block', block => {
    expect(addressMatcher(block)).toBeUndefined();
  });

  it('takes every address of its block, and none beside it', () => {
    fc.assert(
      fc.property(
        fc.ipV4(),
        fc.ipV4(),
        fc.integer({ min: 0, max: 32 }),
        (base, address, bits) => {
          const number = (text: string) =>
            text
              .split('.')
              .reduce((sum, part) => sum * 256n + BigInt(part), 0n);
          const shift = BigInt(32 - bits);
          const same = number(base) >> shift === number(address) >> shift;
          expect(addressMatcher(`${base}/${bits}`)?.(address)).toBe(
            same ? 'yes' : 'no',
          );
        },
      ),
    );
  });

  it('reads every spelling of an IPv6 address', () => {
    fc.assert(
      fc.property(fc.ipV6(), address => {
        expect(addressMatcher(address)?.(address)).toBe('yes');
      }),
    );
  });
});
