import type { PatternWork } from '../patterns/PatternWork';
import type { TableRoute } from '../table/RouteTable';

function emptyDestinations({ action }: TableRoute): string[] {
  if (action.kind !== 'route') {
    return [];
  }
  return action.destinations
    .filter(({ exists, endpoints }) => exists && endpoints === 0)
    .map(
      ({ host, subset }) =>
        `${host}${subset ? `, subset ${subset},` : ''} has no endpoint that is ready: what goes there is answered 503.`,
    );
}

function patternNotes({ refusals, isSpent }: PatternWork): string[] {
  const [first] = refusals;
  const more = refusals.size > 1 ? ` (and ${refusals.size - 1} more)` : '';
  return [
    ...(first === undefined
      ? []
      : [
          `A proxy does not take a regular expression of these rules. It refuses the whole configuration and keeps the one before. ${first}${more}`,
        ]),
    ...(isSpent
      ? [
          'The regular expressions of these rules take too long to compare with this request. What was not compared counts as not matching: the answer may be another.',
        ]
      : []),
  ];
}

/**
 * What the reader should know beside the answer: patterns that could not be asked, destinations without endpoints.
 *
 * @see https://github.com/envoyproxy/envoy/blob/main/source/common/common/regex.cc
 */
export function notesOf(
  won: TableRoute | undefined,
  work: PatternWork,
): string[] {
  return [...patternNotes(work), ...(won ? emptyDestinations(won) : [])];
}
