import { RE2JS } from 're2js';
import { hasChar } from './charSet';
import { classChars, escapedChars } from './patternChars';
import { PatternReader, UnreadablePattern } from './PatternReader';

const ALL = Array.from({ length: 0x250 }, (_, code) =>
  String.fromCodePoint(code),
);

/** Of the first characters, those that RE2 takes. */
const takenByRe2 = (pattern: string): string[] => {
  const compiled = RE2JS.compile(pattern);
  return ALL.filter(char => compiled.matches(char));
};

describe('escapedChars', () => {
  it.each([
    'd',
    'D',
    'w',
    'W',
    's',
    'S',
    'n',
    't',
    'f',
    'r',
    'v',
    'a',
    'x41',
    'x{e9}',
    '101',
    '0',
    '.',
    '-',
    '/',
  ])('knows what RE2 takes for \\%s', escape => {
    const reader = new PatternReader(escape);
    const set = escapedChars(reader);
    expect(reader.done).toBe(true);
    const taken = ALL.filter(char => hasChar(set, char.codePointAt(0) ?? 0));
    expect(taken).toEqual(takenByRe2(`\\${escape}`));
  });

  it.each(['pL', 'b', '1', 'xg', 'x{}', 'C', 'é1'.slice(1)])(
    'does not read \\%s',
    escape => {
      expect(() => escapedChars(new PatternReader(escape))).toThrow(
        UnreadablePattern,
      );
    },
  );
});

describe('classChars', () => {
  it.each([
    'abc]',
    '^abc]',
    'a-z0-9]',
    ']a]',
    '^]a]',
    'a-]',
    '-a]',
    '\\d\\-x]',
    '[:alpha:]_]',
    '[:^digit:]]',
    '[:punct:]]',
    '[:xdigit:]]',
    '[:word:]]',
    '^[:space:]]',
    '\\x41-\\x43]',
  ])('knows what RE2 takes for [%s', text => {
    const reader = new PatternReader(text);
    const set = classChars(reader, false);
    expect(reader.done).toBe(true);
    const taken = ALL.filter(char => hasChar(set, char.codePointAt(0) ?? 0));
    expect(taken).toEqual(takenByRe2(`[${text}`));
  });

  it.each(['a-c]', '^a-c]', 'K]', '^s]'])(
    'knows what RE2 takes for (?i)[%s',
    text => {
      const set = classChars(new PatternReader(text), true);
      const taken = ALL.filter(char => hasChar(set, char.codePointAt(0) ?? 0));
      expect(taken).toEqual(takenByRe2(`(?i)[${text}`));
    },
  );

  it.each(['z-a]', 'a', '[:none:]]', '\\d-z]'])('does not read [%s', text => {
    expect(() => classChars(new PatternReader(text), false)).toThrow(
      UnreadablePattern,
    );
  });

  it('does not read cases beyond ASCII', () => {
    expect(() => classChars(new PatternReader('é]'), true)).toThrow(
      UnreadablePattern,
    );
  });
});
