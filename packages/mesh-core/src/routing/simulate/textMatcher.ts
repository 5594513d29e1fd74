import { RE2JS, RE2JSSyntaxException } from 're2js';
import type { StringMatch } from '../../resources';

/** How one text is compared. */
export type TextMatcher =
  | { kind: 'present' }
  /** RE2 refuses the pattern; Envoy refuses the whole configuration then. */
  | { kind: 'invalid'; problem: string }
  | { kind: 'value'; test: (text: string) => boolean };

function regexMatcher(pattern: string): TextMatcher {
  try {
    const compiled = RE2JS.compile(pattern);
    return { kind: 'value', test: text => compiled.matches(text) };
  } catch (error) {
    if (error instanceof RE2JSSyntaxException) {
      return { kind: 'invalid', problem: error.message };
    }
    throw error;
  }
}

/**
 * Compiles a comparison. Without anything to compare with, and with the regex `*`, a text needs only be there. A regex must match the
 * whole text, in the syntax of RE2.
 *
 * @param options - `ignoreCase` counts for exact and prefix, not for a regex
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#StringMatch
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/networking/core/route/route.go
 */
export function textMatcher(
  { exact, prefix, regex }: StringMatch,
  options: { ignoreCase?: boolean } = {},
): TextMatcher {
  const fold = (text: string) =>
    options.ignoreCase ? text.toLowerCase() : text;
  if (exact !== undefined) {
    const wanted = fold(exact);
    return { kind: 'value', test: text => fold(text) === wanted };
  }
  if (prefix !== undefined) {
    const wanted = fold(prefix);
    return { kind: 'value', test: text => fold(text).startsWith(wanted) };
  }
  return regex === undefined || regex === '*'
    ? { kind: 'present' }
    : regexMatcher(regex);
}
