import { NOT_COMPARED } from '../patterns/lazyPattern';
import type { PatternWork } from '../patterns/PatternWork';
import type { TableRoute } from '../table/RouteTable';
import type { RouteTrace } from './Outcome';

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

function problemsOf(
  tried: RouteTrace['tried'],
  work: Pick<PatternWork, 'isSpent'>,
): string[] {
  const problems = tried.flatMap(({ failure }) => failure.problem ?? []);
  const refused = problems.filter(problem => problem !== NOT_COMPARED).length;
  return [
    ...(refused > 0
      ? [
          `${refused === 1 ? 'A rule before this has a regular expression' : `${refused} rules before this have regular expressions`} that a proxy does not take. It refuses the whole configuration and keeps the one before.`,
        ]
      : []),
    ...(work.isSpent
      ? [
          'The regular expressions of these rules take too long to compare with this request. What is not compared counts as not matching: the answer may be another.',
        ]
      : []),
  ];
}

/** What the reader should know beside the answer: destinations without endpoints, rules that could not be asked. */
export function notesOf(
  won: TableRoute | undefined,
  tried: RouteTrace['tried'],
  work: Pick<PatternWork, 'isSpent'>,
): string[] {
  return [...problemsOf(tried, work), ...(won ? emptyDestinations(won) : [])];
}
