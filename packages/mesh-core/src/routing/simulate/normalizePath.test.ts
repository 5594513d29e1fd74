import fc from 'fast-check';
import { normalizePath, type PathNormalization } from './normalizePath';

describe('normalizePath', () => {
  it.each<[PathNormalization, string, string]>([
    ['NONE', '/a/../b\\c', '/a/../b\\c'],
    ['DEFAULT', '/a/../b', '/b'],
    ['BASE', '/../../b', '/b'],
    ['BASE', '/a/.', '/a/'],
    ['BASE', '/a/..', '/'],
    ['BASE', '/q/..//x', '//x'],
    ['BASE', '/a\\b', '/a/b'],
    ['BASE', '/%64ot', '/dot'],
    ['BASE', '/caf%c3%a9', '/caf%c3%a9'],
    ['BASE', '/a%2Fb', '/a%2Fb'],
    ['BASE', '/a?x=/../y', '/a?x=/../y'],
    ['MERGE_SLASHES', '/a//b///c?d=//e', '/a/b/c?d=//e'],
    ['MERGE_SLASHES', '/a%2f/b', '/a%2f/b'],
    ['DECODE_AND_MERGE_SLASHES', '/a%2f/b%5Cc', '/a/b/c'],
    ['BASE', '*', '*'],
  ])('%s: %s is %s', (mode, path, expected) => {
    expect(normalizePath(path, mode)).toBe(expected);
  });

  it('leaves no dot segment, and the query as it is', () => {
    const segment = fc.constantFrom('', '.', '..', 'a', '%2e', 'b c');
    fc.assert(
      fc.property(fc.array(segment), fc.string(), (segments, query) => {
        const result = normalizePath(`/${segments.join('/')}?${query}`, 'BASE');
        expect(result.endsWith(`?${query}`)).toBe(true);
        const path = result.slice(0, result.indexOf('?'));
        expect(path.split('/')).not.toContain('..');
        expect(path.split('/')).not.toContain('.');
      }),
    );
  });
});
