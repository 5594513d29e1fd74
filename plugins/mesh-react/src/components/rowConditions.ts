import type { MatchCondition, StringMatch } from '@fairway/mesh-core';
import type { RouteRowMatch } from '@fairway/backstage-plugin-mesh-common';

type Field = MatchCondition['field'];
type Negated = Extract<MatchCondition['op'], 'not-exact' | 'absent'>;

/** How a text is compared; a match without a text asks only whether there is one. */
function compared(
  match: StringMatch,
): Pick<MatchCondition, 'op' | 'value'> | undefined {
  if (match.exact !== undefined) {
    return { op: 'exact', value: match.exact };
  }
  if (match.prefix !== undefined) {
    return { op: 'prefix', value: match.prefix };
  }
  return match.regex === undefined
    ? undefined
    : { op: 'regex', value: match.regex };
}

const NEGATED = {
  exact: 'not-exact',
  prefix: 'not-prefix',
  regex: 'not-regex',
} as const;

function plain(field: Field, match: StringMatch | undefined): MatchCondition[] {
  return match
    ? [{ field, ...(compared(match) ?? { op: 'present' as const }) }]
    : [];
}

function named(
  field: Field,
  matches: Record<string, StringMatch> | undefined,
): MatchCondition[] {
  return Object.entries(matches ?? {}).map(([name, match]) => ({
    field,
    name,
    ...(compared(match) ?? { op: 'present' as const }),
  }));
}

function without(
  matches: Record<string, StringMatch> | undefined,
): MatchCondition[] {
  return Object.entries(matches ?? {}).map(([name, match]) => {
    const { op, value } = compared(match) ?? {};
    const negated =
      op === 'exact' || op === 'prefix' || op === 'regex'
        ? NEGATED[op]
        : ('absent' satisfies Negated);
    return { field: 'header', name, op: negated, value };
  });
}

function pathConditions(match: RouteRowMatch): MatchCondition[] {
  if (match.pathElements !== undefined) {
    return [{ field: 'path', op: 'pathPrefix', value: match.pathElements }];
  }
  return plain('path', match.uri).map(condition => ({
    ...condition,
    ignoreCase: match.ignoreUriCase,
  }));
}

/** What a request must have for a row, as conditions that all hold; none for a row that takes every request. @public */
export function rowConditions(match: RouteRowMatch): MatchCondition[] {
  return [
    ...plain('method', match.method),
    ...pathConditions(match),
    ...plain('scheme', match.scheme),
    ...plain('authority', match.authority),
    ...named('header', match.headers),
    ...without(match.withoutHeaders),
    ...named('query', match.queryParams),
    ...(match.serverNames ?? []).map((value): MatchCondition => ({
      field: 'sni',
      op: 'exact',
      value,
    })),
  ];
}
