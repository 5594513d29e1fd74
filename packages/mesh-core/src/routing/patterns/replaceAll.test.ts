import { lazyPattern } from './lazyPattern';
import { PatternWork } from './PatternWork';
import { replaceAll } from './replaceAll';

function replaced(
  pattern: string,
  text: string,
  substitution: string,
  work = new PatternWork(),
): string | undefined {
  const compiled = lazyPattern(pattern).compile(work);
  if (compiled.problem !== undefined) {
    throw new Error(compiled.problem);
  }
  return replaceAll(compiled, text, substitution, work);
}

describe('replaceAll', () => {
  it.each([
    ['^/service/([^/]+)(/.*)$', '/service/foo/v1/api', '\\2/instance/\\1'],
  ])('moves groups: %s', (pattern, text, substitution) => {
    expect(replaced(pattern, text, substitution)).toBe('/v1/api/instance/foo');
  });

  it.each([
    ['one', '/xxx/one/yyy/one/zzz', 'two', '/xxx/two/yyy/two/zzz'],
    ['b*', 'bbb', 'x', 'x'],
    ['b*', 'abbc', 'x', 'xaxcx'],
    ['.*', '/all', '/new', '/new'],
    ['nowhere', '/all', 'x', '/all'],
    ['a(b)?', '/a', '[\\1]', '/[]'],
    ['a', '/a', '\\0\\0\\9', '/aa'],
    ['a', '/a', '\\\\1', '/\\1'],
  ])('%s in %s becomes %s: %s', (pattern, text, substitution, result) => {
    expect(replaced(pattern, text, substitution)).toBe(result);
  });

  it('gives up where each place means reading the rest of the text', () => {
    const work = new PatternWork();
    expect(replaced('a*b|a', 'a'.repeat(50_000), 'x', work)).toBeUndefined();
    expect(work.isSpent).toBe(true);
  });
});
