import { shellWords } from './shellWords';

describe('shellWords', () => {
  it.each<[string, string[]]>([
    ['  a  b ', ['a', 'b']],
    ["'a b'c", ['a bc']],
    ['"a \\"b\\" \\n $x"', ['a "b" \\n $x']],
    ['a\\ b', ['a b']],
    ['curl \\\n  -s', ['curl', '-s']],
    ['curl \\\r\n  -s', ['curl', '-s']],
    ["$'a\\n\\'b'", ["a\n'b"]],
    ["''", ['']],
    ['$(rm -rf /) `id`', ['$(rm', '-rf', '/)', '`id`']],
  ])('splits %j', (text, words) => {
    expect(shellWords(text)).toEqual(words);
  });

  it('wants quotes closed', () => {
    expect(() => shellWords('curl "a')).toThrow('The quote " is not closed.');
  });
});
