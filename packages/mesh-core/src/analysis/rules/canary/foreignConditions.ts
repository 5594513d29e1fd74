import { isFields } from '../../Authored';
import type { CanarySubject } from '../../CanaryRule';

const MATCHED_BY_TEXT = ['headers', 'queryParams'];

/** Paths of the conditions in a list that Flagger cannot write for the Gateway API. */
export function foreignConditions(
  { authored }: CanarySubject,
  list: string,
): string[] {
  return authored.elements(list).flatMap(({ path, fields }) => [
    ...MATCHED_BY_TEXT.flatMap(group =>
      Object.entries(isFields(fields[group]) ? fields[group] : {})
        .filter(
          ([, match]) =>
            isFields(match) && ('prefix' in match || 'suffix' in match),
        )
        .map(([name]) => `${path}.${group}[${JSON.stringify(name)}]`),
    ),
    ...(isFields(fields.method) && !('exact' in fields.method)
      ? [`${path}.method`]
      : []),
    ...(isFields(fields.sourceLabels) ? [`${path}.sourceLabels`] : []),
  ]);
}
