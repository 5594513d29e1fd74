import fc from 'fast-check';
import { RE2JS } from 're2js';
import { patternSize } from './patternSize';

describe('patternSize', () => {
  it.each([
    'abc',
    '/api/v[0-9]+/items',
    '^(.*?;)?(user=beta)(;.*)?$',
    '(?i).*(iphone|android|ipad).*',
    'x{1000}',
    '(x{30}y){30}',
    '(?:a|bc|[^d]){200}',
    '(.{0,900})',
    '\\pL{500}',
    '[[:alpha:]\\]]{7}',
    '\\Qa.b{3}\\E',
    '(?P<name>a{10}){10}',
    '((a?){30}){30}',
    'a\\{3}b',
    '(x{31}){32}',
    '[^a]{9}(?i)b{99}',
  ])('comes close to the program of %s', pattern => {
    const real = RE2JS.compile(pattern).programSize();
    const { program } = patternSize(pattern);
    expect(program).toBeGreaterThanOrEqual(real * 0.6);
    expect(program).toBeLessThanOrEqual(real * 2 + 8);
  });

  it('never thinks a program much smaller than it is', () => {
    const atom = fc.constantFrom('a', '.', '[a-c]', '\\d', 'é', '\\pL', '\\.');
    const { pattern } = fc.letrec<{ pattern: string }>(tie => ({
      pattern: fc.oneof(
        { maxDepth: 4 },
        atom,
        fc
          .tuple(tie('pattern'), tie('pattern'))
          .map(([one, other]) => one + other),
        fc
          .tuple(tie('pattern'), tie('pattern'))
          .map(([one, other]) => `(${one}|${other})`),
        fc
          .tuple(
            tie('pattern'),
            fc.constantFrom('*', '+?', '?', '{3}', '{2,}', '{0,9}', '{1,5}?'),
          )
          .map(([one, times]) => `(?:${one})${times}`),
      ),
    }));
    fc.assert(
      fc.property(pattern, source => {
        const real = RE2JS.compile(source).programSize();
        expect(patternSize(source).program * 2).toBeGreaterThanOrEqual(real);
      }),
      { numRuns: 300 },
    );
  });

  it('counts tables of Unicode, and more where the case does not matter', () => {
    const steps = (pattern: string) => patternSize(pattern).compileSteps;
    expect(steps('\\pL\\pL')).toBeGreaterThan(steps('\\wL\\wL') + 2_000);
    expect(steps('(?i)\\pL')).toBeGreaterThan(steps('\\pL') + 3_000);
    expect(steps('(?i)[a-\\x{ffff}]')).toBeGreaterThan(100_000);
    expect(steps('[a-\\x{ffff}]')).toBeLessThan(5_000);
    expect(steps('(?i)[a-f]')).toBeLessThan(5_000);
  });

  it('looks at each character once, also of what nobody would write', () => {
    for (const part of [
      '(',
      '[',
      '\\Q',
      '(?P<',
      '\\p{',
      '{1,',
      '(?i',
      '\\x{',
    ]) {
      const before = performance.now();
      patternSize(part.repeat(4_096 / part.length));
      expect(performance.now() - before).toBeLessThan(200);
    }
  });
});
