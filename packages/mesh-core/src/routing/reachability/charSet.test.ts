import fc from 'fast-check';
import {
  charSet,
  charsOf,
  hasChar,
  ignoringCase,
  LAST_CHAR,
  otherChars,
} from './charSet';

const char = fc.oneof(
  fc.nat({ max: 0x80 }),
  fc.nat({ max: LAST_CHAR }),
  fc.constantFrom(0, LAST_CHAR),
);
const ranges = fc.array(
  fc
    .tuple(char, char)
    .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const),
  { maxLength: 5 },
);

describe('charSet', () => {
  it('joins ranges that touch or overlap', () => {
    expect(
      charSet([
        [5, 9],
        [1, 2],
        [3, 3],
        [8, 12],
        [20, 20],
      ]),
    ).toEqual([
      [1, 3],
      [5, 12],
      [20, 20],
    ]);
  });

  it('holds what its ranges hold, and its opposite the rest', () => {
    fc.assert(
      fc.property(ranges, char, (list, one) => {
        const set = charSet(list);
        const isInside = list.some(([from, to]) => one >= from && one <= to);
        expect(hasChar(set, one)).toBe(isInside);
        expect(hasChar(otherChars(set), one)).toBe(!isInside);
        expect(otherChars(otherChars(set))).toEqual(set);
      }),
    );
  });
});

describe('charsOf', () => {
  it('takes whole characters', () => {
    expect(charsOf('cab')).toEqual([[0x61, 0x63]]);
    expect(charsOf('😀')).toEqual([[0x1f600, 0x1f600]]);
    expect(charsOf('')).toEqual([]);
  });
});

describe('ignoringCase', () => {
  it('adds the other case', () => {
    expect(ignoringCase(charsOf('aZ-'))).toEqual(charsOf('aAzZ-'));
  });

  it('adds the odd letters that fold to k and s', () => {
    expect(ignoringCase(charsOf('K'))).toEqual(charsOf('kK\u212a'));
    expect(ignoringCase(charsOf('s'))).toEqual(charsOf('sS\u017f'));
  });

  it('does not know the cases of other letters', () => {
    expect(ignoringCase(charsOf('é'))).toBeUndefined();
  });

  it('knows all characters but some of ASCII', () => {
    const set = otherChars(charsOf('/'));
    expect(ignoringCase(set)).toEqual(set);
  });
});
