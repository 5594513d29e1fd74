import { cursorPlace } from './cursorPlace';

/** `|` is the cursor. */
function at(text: string) {
  const offset = text.indexOf('‸');
  const place = cursorPlace(text.replace('‸', ''), offset);
  return (
    place && {
      ...place,
      from: undefined,
      typed: text.slice(place.from, offset),
      siblings: [...place.siblings].sort(),
    }
  );
}

const key = (path: string, typed = '', siblings: string[] = []) =>
  expect.objectContaining({ position: 'key', path, typed, siblings });
const value = (path: string, typed = '') =>
  expect.objectContaining({ position: 'value', path, typed });

describe('cursorPlace', () => {
  it.each([
    ['an empty text', '‸', key('')],
    ['the top', 'kind: A\nsp‸', key('', 'sp', ['kind'])],
    ['a field below', 'spec:\n  ho‸', key('spec', 'ho')],
    ['a blank line', 'spec:\n  hosts: []\n  ‸\n', key('spec', '', ['hosts'])],
    [
      'names above and below',
      'spec:\n  a: 1\n  ‸\n  b:\n    c: 1\n  d: 2\nstatus: {}\n',
      key('spec', '', ['a', 'b', 'd']),
    ],
    ['an element', 'spec:\n  http:\n    - ‸', key('spec.http[]')],
    [
      'an element without indent',
      'spec:\n  http:\n  - na‸',
      key('spec.http[]', 'na'),
    ],
    [
      'the second field of an element',
      'spec:\n  http:\n  - name: a\n    ‸',
      key('spec.http[]', '', ['name']),
    ],
    [
      'the second element',
      'spec:\n  http:\n    - name: a\n      timeout: 1s\n    - ‸',
      key('spec.http[]'),
    ],
    [
      'deep inside',
      'spec:\n  http:\n    - match:\n        - uri:\n            pre‸',
      key('spec.http[].match[].uri', 'pre'),
    ],
    [
      'beside what is deep inside',
      'spec:\n  http:\n    - match:\n        - uri:\n            prefix: /\n      ‸',
      key('spec.http[]', '', ['match']),
    ],
    ['dashes in a row', 'a:\n  - - b‸', key('a[][]', 'b')],
    ['a list that has nothing yet', 'spec:\n  http:\n    ‸', key('spec.http')],
    [
      'a comment between',
      'spec:\n# x\n  http:\n  # - y: z\n    - n‸',
      key('spec.http[]', 'n'),
    ],
    ['a quoted name', 'a:\n  "x-y":\n    e‸', key('a.x-y', 'e')],
    ['after another document', 'kind: B\n---\nki‸', key('', 'ki')],
    ['a value', 'spec:\n  tls:\n    mode: IS‸', value('spec.tls.mode', 'IS')],
    ['an empty value', 'kind: ‸', value('kind')],
    ['a value of an element', 'a:\n  - b: c‸', value('a[].b', 'c')],
    ['a map in brackets', 'a:\n  - uri: { pre‸', key('a[].uri', 'pre')],
    [
      'the second field in brackets',
      'a: { b: 1, c: {}, ‸',
      key('a', '', ['b', 'c']),
    ],
    ['a value in brackets', 'a: { b: { c: d‸', value('a.b.c', 'd')],
    ['an element in brackets', 'a: [b, c‸', value('a[]', 'c')],
    ['a map in a list in brackets', 'a: [{ b‸', key('a[]', 'b')],
    ['a URL in brackets', 'a: { b: http://x, c‸', key('a', 'c', ['b'])],
  ])('knows %s', (_, text, expected) => {
    expect(at(text)).toEqual(expected);
  });

  it.each([
    ['a comment', 'spec: # ho‸'],
    ['a line that is a comment', '# ‸'],
    ['a block text', 'a: |\n  b‸'],
    ['a block text below', 'a:\n  b: >-\n    c\n    d‸'],
    ['an open quote', 'a: "b‸'],
    ['an open quote in brackets', 'a: { b: "c‸'],
    ['behind brackets', 'a: { b: c } ‸'],
    ['an alias', 'a: *b‸'],
  ])('suggests nothing in %s', (_, text) => {
    expect(at(text)).toBeUndefined();
  });

  it.each([
    ['spec:\n  http:\n    - ‸', true],
    ['spec:\n  http:\n    ‸', false],
    ['spec:\n  http: [{ ‸', true],
  ])('tells whether %j has its dash', (text, isItem) => {
    expect(at(text)?.isItem).toBe(isItem);
  });
});
