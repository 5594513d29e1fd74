import fc from 'fast-check';
import { RE2JS } from 're2js';
import { findText } from './findText';
import { Language } from './Language';
import { patternTerm } from './patternTerm';

const PATTERNS = [
  '',
  'a',
  'a|b',
  '/api/.*',
  '^/api/v[0-9]+$',
  '(^/a|^/b)/x',
  '/items/\\d+(/.*)?',
  '(?i)/Kiosk/[a-c]',
  '(?i:ab)c',
  '[^/]+/',
  '[]a]+',
  '[a\\-z]',
  '[[:alpha:]_]{2,3}',
  '\\Q.*\\E',
  'a{2}b{0,2}c{1,}',
  '(?P<name>x+)y?',
  '\\x41\\x{42}\\103',
  '(?s).\\n',
  'a{,2}',
  '(|a)+b',
  '\\W\\S\\D',
  '.+\\.png',
  '(?-i)a(?i)b',
];

describe('patternTerm', () => {
  it.each(PATTERNS)('takes what RE2 takes: %s', pattern => {
    const language = new Language();
    const term = patternTerm(language, pattern);
    expect(term).toBeDefined();
    const compiled = RE2JS.compile(pattern);
    const found = findText(language, term!);
    expect(found).toEqual({ text: expect.any(String) });
    const { text } = found as { text: string };
    expect(compiled.matches(text)).toBe(true);
    const pieces = fc.constantFrom(
      ...new Set([...pattern, ...text, 'a', 'B', 'k', '/', '1', 'é', '\n']),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: pieces, maxLength: 8 }),
          fc.stringMatching(/^[/a-dA-D.0-9]{0,6}$/),
        ),
        candidate =>
          language.has(term!, candidate) === compiled.matches(candidate),
      ),
      { numRuns: 300 },
    );
  });

  it.each(['\\bx', '\\pL+', 'a^b', '(a', 'a{2000}', '(?i)é', '[z-a]', '*'])(
    'leaves alone what it cannot read: %s',
    pattern => {
      expect(patternTerm(new Language(), pattern)).toBeUndefined();
    },
  );

  it('agrees with RE2 on patterns made of parts', () => {
    const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\w', '/');
    const { pattern } = fc.letrec<{ pattern: string }>(tie => ({
      pattern: fc.oneof(
        { maxDepth: 4 },
        atom,
        fc.tuple(tie('pattern'), tie('pattern')).map(both => both.join('')),
        fc
          .tuple(tie('pattern'), tie('pattern'))
          .map(both => `(${both.join('|')})`),
        fc
          .tuple(tie('pattern'), fc.constantFrom('*', '+', '?', '{1,2}'))
          .map(([of, suffix]) => `(?:${of})${suffix}`),
      ),
    }));
    fc.assert(
      fc.property(
        pattern,
        fc.string({ unit: fc.constantFrom('a', 'b', '/', 'c'), maxLength: 6 }),
        (source, text) => {
          const language = new Language();
          const term = patternTerm(language, source);
          const taken = term && language.has(term, text);
          expect(taken).toBe(RE2JS.compile(source).matches(text));
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('findText', () => {
  const language = new Language();
  const term = (pattern: string) => patternTerm(language, pattern)!;

  it('finds what one pattern takes and others do not', () => {
    const rest = language.allOf([
      term('/api/.*'),
      language.not(term('/api/v1(/.*)?')),
      language.not(term('/api/[a-z]?')),
    ]);
    const { text } = findText(language, rest) as { text: string };
    expect(text).toMatch(/^\/api\/(?!v1(\/|$))/);
  });

  it('proves that patterns together take all that another takes', () => {
    const rest = language.allOf([
      term('/v[1-3]/items'),
      language.not(term('/v[12]/.*')),
      language.not(term('/v3.*')),
    ]);
    expect(findText(language, rest)).toBe('none');
  });

  it('gives up in time on a pattern that explodes', () => {
    const explosive = term('(x|y)*x(x|y){40}');
    const both = language.allOf([
      explosive,
      language.not(term('(x|y)*y(x|y){40}')),
    ]);
    const start = language.work;
    expect(findText(language, both)).toBe('unknown');
    expect(language.work - start).toBeLessThan(200_000);
  });
});
