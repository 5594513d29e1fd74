import fc from 'fast-check';
import { lazyPattern, NOT_COMPARED, takesWhole } from './lazyPattern';
import { LARGEST_PROGRAM, LONGEST_OF_ISTIO } from './patternLimits';
import { PatternWork } from './PatternWork';

function problemOf(pattern: string, longest?: number): string | undefined {
  return lazyPattern(pattern, longest).compile(new PatternWork()).problem;
}

function takes(pattern: string, text: string, work = new PatternWork()) {
  const compiled = lazyPattern(pattern).compile(work);
  if (compiled.problem !== undefined) {
    throw new Error(compiled.problem);
  }
  return takesWhole(compiled, text, work);
}

describe('lazyPattern', () => {
  it.each([
    ['a|b', 'a', true],
    ['a|b', 'ab', false],
    ['/api/v[0-9]+', '/api/v12', true],
    ['/api/v[0-9]+', '/api/v12/', false],
    ['(?i)beta', 'BETA', true],
    ['\\pL+', 'äß', true],
  ])('%s takes %s as a whole: %s', (pattern, text, expected) => {
    expect(takes(pattern, text)).toBe(expected);
  });

  it('takes a pattern of 1,024 bytes in a VirtualService, and no longer one', () => {
    expect(problemOf('x'.repeat(1_024), LONGEST_OF_ISTIO)).toBeUndefined();
    expect(problemOf('x'.repeat(1_025), LONGEST_OF_ISTIO)).toBe(
      'The regular expression has 1,025 bytes; Istio takes 1,024 at most.',
    );
  });

  it('counts bytes, not characters', () => {
    expect(problemOf('ä'.repeat(513), LONGEST_OF_ISTIO)).toMatch(/1,026 bytes/);
  });

  it('takes the longest header of the Gateway API, and no longer one', () => {
    expect(problemOf('x'.repeat(4_096))).toBeUndefined();
    expect(problemOf('x'.repeat(4_097))).toMatch(/4,097 bytes; a route/);
  });

  it.each([
    '(x{31}){32}'.repeat(34),
    '((a{30}b{30}){30}c{900}){30}',
    `(${'[^a]'.repeat(200)}){1000}`,
    '(((((x{99}){99}){99}){99}){99}){99}',
    `${'('.repeat(300)}x${'){1000}'.repeat(300)}`,
  ])('does not compile what grows too large: %s', pattern => {
    expect(problemOf(pattern)).toMatch(
      new RegExp(`Envoy takes ${LARGEST_PROGRAM.toLocaleString('en')}`),
    );
  });

  it.each(['(', '(?=a)', 'a++', '\\1', 'x{1001}', '(a', '[', '\\'])(
    'says what RE2 has against %s',
    pattern => {
      expect(problemOf(pattern)).toMatch(/^error parsing regexp: /);
    },
  );

  it('answers no more when the work is spent, and says so', () => {
    const work = new PatternWork(50_000);
    expect(takes('.*', 'x'.repeat(1_000), work)).toBe(true);
    expect(takes('.*a.*', 'a'.repeat(100_000), work)).toBe(false);
    expect(work.isSpent).toBe(true);
    expect(lazyPattern('b').compile(work)).toEqual({ problem: NOT_COMPARED });
  });

  it('pays for a pattern once, for texts each time', () => {
    const pattern = lazyPattern('[a-z]+');
    const work = new PatternWork(2_000);
    for (let time = 0; time < 3; time += 1) {
      expect(pattern.compile(work).problem).toBeUndefined();
    }
    const other = lazyPattern('[a-y]+');
    expect(other.compile(work).problem).toBeUndefined();
    expect(lazyPattern('[a-x]+').compile(work).problem).toBe(NOT_COMPARED);
  });

  it('never throws, whatever stands in a pattern', () => {
    const part = fc.constantFrom(
      ...['(', ')', '[', ']', '{3}', '{1000}', '*', '\\', '\\pL', '\\Q', '|'],
      ...['(?i)', '(?P<a>', '^', '$', '-', '\\x{10ffff}', 'é', 'x', '[^', ':]'],
    );
    const pattern = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(part, { maxLength: 40 }).map(parts => parts.join('')),
    );
    fc.assert(
      fc.property(pattern, fc.string(), (source, text) => {
        const work = new PatternWork();
        const compiled = lazyPattern(source).compile(work);
        const answer = compiled.problem ?? takesWhole(compiled, text, work);
        expect(answer).not.toBe('');
      }),
      { numRuns: 300 },
    );
  });
});
