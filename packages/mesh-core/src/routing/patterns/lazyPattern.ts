import { RE2JS, RE2JSSyntaxException } from 're2js';
import {
  LARGEST_PROGRAM,
  LONGEST_OF_ALL,
  LONGEST_OF_ISTIO,
} from './patternLimits';
import { patternSize, type PatternSize } from './patternSize';
import type { PatternWork } from './PatternWork';

/** To estimate what a pattern will take, for a character of it. */
const STEPS_PER_LOOK = 5;
/** An instruction at a character of a text: the worst case, in which nothing is known from the characters before. */
const STEPS_PER_COMPARISON = 2;

/** Said of a pattern that was not asked, since those before it took all the time that an answer may take. */
export const NOT_COMPARED =
  'Not compared: the regular expressions up to here take too long for one answer.';

/** A pattern that is ready, or why there is none. */
export type CompiledPattern =
  | { expression: RE2JS; program: number; problem?: undefined }
  | { problem: string };

/** A pattern that is compiled when it is first asked, and only then. */
export interface LazyPattern {
  /** @returns the problem of the pattern, or that `work` is spent */
  compile(work: PatternWork): CompiledPattern;
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en');
}

function tooLong(pattern: string, longest: number): string | undefined {
  // a character has at least one byte
  const bytes =
    pattern.length > longest
      ? pattern.length
      : new TextEncoder().encode(pattern).length;
  const who =
    longest === LONGEST_OF_ISTIO
      ? 'Istio takes'
      : 'a route of the Gateway API takes';
  return bytes > longest
    ? `The regular expression has ${count(bytes)} bytes; ${who} ${count(longest)} at most.`
    : undefined;
}

function tooLarge(program: number): string | undefined {
  return program > LARGEST_PROGRAM
    ? `The regular expression becomes a program of about ${count(program)} steps; Envoy takes ${count(LARGEST_PROGRAM)} at most.`
    : undefined;
}

function compiledOf(pattern: string): CompiledPattern {
  try {
    const expression = RE2JS.compile(pattern);
    return { expression, program: expression.programSize() };
  } catch (error) {
    if (error instanceof RE2JSSyntaxException) {
      return { problem: error.message };
    }
    throw error;
  }
}

function refused(problem: string, work: PatternWork): { problem: string } {
  work.refusals.add(problem);
  return { problem };
}

/**
 * Prepares a pattern in the syntax of RE2. What Istio or Envoy would refuse for its size is a problem without being compiled.
 *
 * @param longest - bytes
 * @see https://github.com/istio/istio/blob/master/pkg/config/validation/validation.go
 * @see https://github.com/envoyproxy/envoy/blob/main/source/common/common/regex.cc
 */
export function lazyPattern(
  pattern: string,
  longest: number = LONGEST_OF_ALL,
): LazyPattern {
  const long = tooLong(pattern, longest);
  if (long) {
    return { compile: work => refused(long, work) };
  }
  let size: PatternSize | undefined;
  let compiled: CompiledPattern | undefined;
  return {
    compile(work) {
      if (!work.pay(pattern, pattern.length * STEPS_PER_LOOK)) {
        return { problem: NOT_COMPARED };
      }
      size ??= patternSize(pattern);
      const large = tooLarge(size.program);
      if (large) {
        return refused(large, work);
      }
      if (!work.pay(`compiled ${pattern}`, size.compileSteps)) {
        return { problem: NOT_COMPARED };
      }
      compiled ??= compiledOf(pattern);
      return compiled.problem === undefined
        ? compiled
        : refused(compiled.problem, work);
    },
  };
}

/**
 * Whether a pattern takes a text as a whole.
 *
 * @returns `false` too when `work` is spent: ask it afterwards
 * @see https://github.com/envoyproxy/envoy/blob/main/source/common/common/regex.cc
 */
export function takesWhole(
  { expression, program }: Extract<CompiledPattern, { problem?: undefined }>,
  text: string,
  work: PatternWork,
): boolean {
  return (
    work.spend(program * (text.length + 1) * STEPS_PER_COMPARISON) &&
    expression.testExact(text)
  );
}
