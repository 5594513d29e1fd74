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
    ['curl a|jq .', ['curl', 'a']],
    ['curl a; curl b', ['curl', 'a']],
    ['curl a 2>/dev/null', ['curl', 'a']],
    ['curl a # note', ['curl', 'a']],
    ['curl a#b', ['curl', 'a#b']],
    ['curl "a|b;c" \\&', ['curl', 'a|b;c', '&']],
    [String.raw`$'\x41\u00e9\101\\\q\U0001F600'`, ['AéA\\\\q😀']],
    ["$'a''b'", ['ab']],
    ['"a \\\nb"', ['a b']],
    ['$(rm -rf /) `id`', ['$(rm', '-rf', '/)', '`id`']],
  ])('splits %j', (text, words) => {
    expect(shellWords(text).words).toEqual(words);
  });

  it.each<[string, string[]]>([
    ['a $TOKEN "${HOST}" $(id) `id`', ['$TOKEN', '${HOST}', '$(id)', '`id`']],
    ["'$TOKEN' \\$A \"\\$B\" $'$C' 5$ $", []],
    ['$A "$A"', ['$A']],
  ])('notes what a shell would replace in %j', (text, literal) => {
    expect(shellWords(text).literal).toEqual(literal);
  });

  it('gives back what it does not read', () => {
    expect(shellWords('curl a?b=1&c=2').rest).toBe('&c=2');
    expect(shellWords('curl a').rest).toBe('');
  });

  it('wants quotes closed', () => {
    expect(() => shellWords('curl "a')).toThrow('The quote " is not closed.');
    expect(() => shellWords("curl 'a")).toThrow("The quote ' is not closed.");
    expect(() => shellWords("curl $'a\\'")).toThrow('is not closed');
  });
});
