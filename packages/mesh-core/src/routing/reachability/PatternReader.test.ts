import { PatternReader, UnreadablePattern } from './PatternReader';
import { repetition } from './repetition';

describe('PatternReader', () => {
  it('goes from character to character', () => {
    const reader = new PatternReader('a😀b');
    expect([reader.peek(), reader.peek(1), reader.peek(3)]).toEqual([
      'a',
      '😀',
      undefined,
    ]);
    expect([reader.take(), reader.take(), reader.done]).toEqual([
      'a',
      '😀',
      false,
    ]);
    expect([reader.take(), reader.done]).toEqual(['b', true]);
    expect(() => reader.take()).toThrow(UnreadablePattern);
  });

  it('takes a text only as a whole', () => {
    const reader = new PatternReader('(?:a');
    expect([reader.takes('(?P'), reader.takes('(?:'), reader.peek()]).toEqual([
      false,
      true,
      'a',
    ]);
  });

  it('reads up to a mark, and while something fits', () => {
    const reader = new PatternReader('name>123x');
    expect(reader.until('>')).toBe('name');
    expect(reader.while(/\d/)).toBe('123');
    expect(reader.while(/\d/)).toBe('');
    expect(() => reader.until('>')).toThrow(UnreadablePattern);
  });
});

describe('repetition', () => {
  it.each<[string, [number, number] | undefined, rest: string | undefined]>([
    ['*a', [0, Infinity], 'a'],
    ['+a', [1, Infinity], 'a'],
    ['?a', [0, 1], 'a'],
    ['{3}a', [3, 3], 'a'],
    ['{3,}a', [3, Infinity], 'a'],
    ['{3,5}a', [3, 5], 'a'],
    ['{0,1000}a', [0, 1000], 'a'],
    ['{,5}a', undefined, '{'],
    ['{a}', undefined, '{'],
    ['a', undefined, 'a'],
    ['', undefined, undefined],
  ])('reads %j', (text, expected, rest) => {
    const reader = new PatternReader(text);
    expect(repetition(reader)).toEqual(expected);
    expect(reader.peek()).toBe(rest);
  });

  it.each(['{1001}', '{5,3}', '{2,1001}', '{1001,}'])(
    'does not read %s, which RE2 refuses',
    text => {
      expect(() => repetition(new PatternReader(text))).toThrow(
        UnreadablePattern,
      );
    },
  );
});
