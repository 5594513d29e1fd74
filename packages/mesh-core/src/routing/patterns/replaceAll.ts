import type { CompiledPattern } from './lazyPattern';
import type { PatternWork } from './PatternWork';

/** `\1` is the first group, `\0` all of the place, `\\` a backslash. */
function substituted(
  substitution: string,
  group: (index: number) => string | null,
  groups: number,
): string {
  return substitution.replace(/\\(\\|\d)/g, (_, what: string) => {
    if (what === '\\') {
      return '\\';
    }
    const index = Number(what);
    return index <= groups ? (group(index) ?? '') : '';
  });
}

/**
 * Replaces every place that a pattern fits, as RE2 does in Envoy: an empty place right behind another one is none.
 *
 * @returns nothing when `work` does not suffice
 * @see https://github.com/google/re2/blob/main/re2/re2.cc
 */
export function replaceAll(
  { expression, program }: Extract<CompiledPattern, { problem?: undefined }>,
  text: string,
  substitution: string,
  work: PatternWork,
): string | undefined {
  const matcher = expression.matcher(text);
  const groups = matcher.groupCount();
  let done = '';
  let end = 0;
  let isFirst = true;
  // a search reads the rest of the text at most
  while (work.spend(program * (text.length - end + 1))) {
    if (!matcher.find()) {
      return done + text.slice(end);
    }
    if (isFirst || matcher.end() > end) {
      done += text.slice(end, matcher.start());
      done += substituted(substitution, at => matcher.group(at), groups);
      end = matcher.end();
      isFirst = false;
    }
  }
  return undefined;
}
