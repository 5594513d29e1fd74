import type { Outcome, Simulation } from '../simulate/Outcome';
import type { RouteSource } from '../table/RouteTable';
import type { HostPair } from './hostPairs';
import { failureRatio, kindOf, type Aspect } from './outcomeChange';
import type { RouteDifference } from './RouteDiff';

/** The rule that decided; absent where none did, and on a route that Istio adds by itself. */
export function sourceOf({ trace }: Simulation): RouteSource | undefined {
  return trace.won ? trace.won.source : trace.chain?.source;
}

/** The rule, whichever of its matches took the request. */
function ruleKey(one: Simulation): string {
  const source = sourceOf(one);
  return JSON.stringify([
    one.trace.won !== undefined,
    source?.owner,
    source?.delegate,
    source?.rootRule,
    source?.rule,
  ]);
}

/** A sidecar does the same with all that it does not know, whatever the port. */
function isUnknown({ outcome }: Outcome): boolean {
  return outcome === 'passthrough' || outcome === 'blackhole';
}

/** Where no virtual host is involved, all names of a host count as one, and TLS only where it makes a difference. */
function placeOf(
  { before, after, known, entrances: [{ port, connect }] }: HostPair,
  pairIndex: number,
  outcomes: readonly Outcome[],
): unknown {
  if (before || after) {
    return pairIndex;
  }
  const isAnywhere = known === undefined && outcomes.every(isUnknown);
  return [known ?? connect, isAnywhere ? undefined : port, outcomes];
}

/**
 * Tells kinds of requests apart: where they come in, what becomes of them before and after, and which rules decide.
 *
 * @param pairIndex - the position of the virtual hosts among all
 */
export function differenceClass(
  pair: HostPair,
  pairIndex: number,
  before: Simulation,
  after: Simulation,
  aspects: readonly Aspect[],
): string {
  const outcomes = [before.outcome, after.outcome];
  return JSON.stringify([
    placeOf(pair, pairIndex, outcomes),
    outcomes.map(({ outcome }) => outcome),
    kindOf(before.outcome, after.outcome, aspects),
    aspects,
    ruleKey(before),
    ruleKey(after),
  ]);
}

/** Where a difference stands in a list: what breaks comes first, last what fails in another way than before. */
export function rankOf({
  kind,
  before,
  after,
}: Pick<RouteDifference, 'kind' | 'before' | 'after'>): number {
  if (kind === 'breaks') {
    return 0;
  }
  return failureRatio(before) === 1 && failureRatio(after) === 1 ? 2 : 1;
}
