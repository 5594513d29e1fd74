import type { LabelMatcher, Labels } from './SeriesStore';

/** A test for all matchers at once; each value of a label is judged only once. */
export function createLabelFilter(
  matchers: readonly LabelMatcher[],
): (labels: Labels) => boolean {
  const names = matchers.map(matcher => matcher.name);
  const tests = matchers.map(rememberVerdicts);
  return labels => {
    for (let i = 0; i < names.length; i += 1) {
      if (!tests[i](labelValue(labels, names[i]))) {
        return false;
      }
    }
    return true;
  };
}

/** Value of a label, `''` when it is absent. */
export function labelValue(labels: Labels, name: string): string {
  return Object.hasOwn(labels, name) ? labels[name] : '';
}

/** Few distinct values, many series: each value is judged once per selection. */
function rememberVerdicts(matcher: LabelMatcher): (value: string) => boolean {
  const verdicts = new Map<string, boolean>();
  return value => {
    let verdict = verdicts.get(value);
    if (verdict === undefined) {
      verdict = matcher.matches(value);
      verdicts.set(value, verdict);
    }
    return verdict;
  };
}
