import type { StringMatch } from '../../resources';
import { lazyPattern, NOT_COMPARED, takesWhole } from '../patterns/lazyPattern';
import type { PatternWork } from '../patterns/PatternWork';

/** How one text is compared. */
export type TextTest = (text: string) => boolean;

/** What a comparison comes to. */
export type TextMatcher =
  | { kind: 'present' }
  /** RE2 refuses the pattern, or it is too large; Envoy refuses the whole configuration then. Also when `work` was spent before. */
  | { kind: 'invalid'; problem: string }
  /** With a pattern the answer counts only while `work` lasts. */
  | { kind: 'value' | 'pattern'; test: TextTest };

/** Makes the matcher ready, at the cost of `work`. Patterns are compiled once. */
export type PreparedText = (work: PatternWork) => TextMatcher;

/** How texts are compared beyond the match itself. */
export interface TextOptions {
  /** Counts for exact and prefix, not for a regex. */
  ignoreCase?: boolean;
  /** Bytes of the longest regex that is taken. */
  longestPattern?: number;
}

function always(matcher: TextMatcher): PreparedText {
  return () => matcher;
}

function regexMatcher(
  regex: string,
  longestPattern: number | undefined,
): PreparedText {
  const pattern = lazyPattern(regex, longestPattern);
  return work => {
    const compiled = pattern.compile(work);
    return compiled.problem === undefined
      ? { kind: 'pattern', test: text => takesWhole(compiled, text, work) }
      : { kind: 'invalid', problem: compiled.problem };
  };
}

/**
 * Prepares a comparison. Without anything to compare with, and with the regex `*`, a text needs only be there. A regex must match the
 * whole text, in the syntax of RE2.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#StringMatch
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/networking/core/route/route.go
 */
export function textMatcher(
  { exact, prefix, regex }: StringMatch,
  { ignoreCase = false, longestPattern }: TextOptions = {},
): PreparedText {
  const fold = (text: string) => (ignoreCase ? text.toLowerCase() : text);
  if (exact !== undefined) {
    const wanted = fold(exact);
    return always({ kind: 'value', test: text => fold(text) === wanted });
  }
  if (prefix !== undefined) {
    const wanted = fold(prefix);
    return always({
      kind: 'value',
      test: text => fold(text).startsWith(wanted),
    });
  }
  return regex === undefined || regex === '*'
    ? always({ kind: 'present' })
    : regexMatcher(regex, longestPattern);
}

/**
 * Asks a matcher.
 *
 * @param ask - asks the values there are
 * @param present - whether there is anything
 * @returns the problem, where the comparison cannot be made
 * @see https://github.com/envoyproxy/envoy/blob/main/source/common/common/matchers.cc
 */
export function askMatcher(
  matcher: TextMatcher,
  ask: (test: TextTest) => boolean,
  present: boolean,
  work: PatternWork,
): boolean | { problem: string } {
  switch (matcher.kind) {
    case 'invalid':
      return { problem: matcher.problem };
    case 'present':
      return present;
    case 'value':
      return ask(matcher.test);
    default: {
      const answer = ask(matcher.test);
      return work.isSpent ? { problem: NOT_COMPARED } : answer;
    }
  }
}
