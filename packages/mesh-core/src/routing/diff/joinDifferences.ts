import { rankOf } from './differenceClass';
import type { CallersDifference, RouteDifference } from './RouteDiff';

/**
 * Joins the differences of several callers: equal ones are one, with the names of all who see it. What breaks comes first, for whomever
 * it breaks.
 *
 * @param found - the differences of each caller, in the order in which callers are to be named
 * @returns new objects; `requests` are those of the caller that is named first
 * @public
 */
export function joinDifferences(
  found: Iterable<
    readonly [caller: string, differences: readonly RouteDifference[]]
  >,
): CallersDifference[] {
  const joined = new Map<string, CallersDifference>();
  for (const [caller, differences] of found) {
    for (const difference of differences) {
      const { requests: _, ...what } = difference;
      const key = JSON.stringify(what);
      const known = joined.get(key);
      joined.set(key, {
        ...(known ?? difference),
        callers: [...(known?.callers ?? []), caller],
      });
    }
  }
  return [...joined.values()].sort((a, b) => rankOf(a) - rankOf(b));
}
