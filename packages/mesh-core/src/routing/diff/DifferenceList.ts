import type { RouteRequest, Simulation } from '../simulate/Outcome';
import type { TableRoute } from '../table/RouteTable';
import { compareRanks, complexity, type Rank } from './complexity';
import { describeChange } from './describeChange';
import { isOfConnection } from './describeOutcome';
import { describeRequest } from './describeRequest';
import { differenceClass, rankOf, sourceOf } from './differenceClass';
import { routesFor, type HostPair } from './hostPairs';
import { changedAspects, kindOf, type Aspect } from './outcomeChange';
import type { RouteDifference } from './RouteDiff';

interface Answered {
  aspects: readonly Aspect[];
  before: Simulation;
  after: Simulation;
  example: RouteRequest;
}

interface Entry extends Answered {
  /** The domain for which the host of the example stands; absent where the host is known by its name. */
  domain: string | undefined;
  requests: number;
  host: string;
  usualHost: string;
  order: Rank;
}

/** Position in the list; no route is behind all. */
function position(
  routes: readonly TableRoute[],
  won: TableRoute | undefined,
): number {
  const index = won ? routes.indexOf(won) : -1;
  return index < 0 ? routes.length : index;
}

function orderOf(
  { before, after, entrances: [entrance] }: HostPair,
  pairIndex: number,
  sides: readonly [before: Simulation, after: Simulation],
): Rank {
  return [
    pairIndex,
    position(routesFor(before, entrance), sides[0].trace.won),
    position(routesFor(after, entrance), sides[1].trace.won),
  ];
}

/** The domain for which the host of a request stands; absent where the host is a name that is known. */
function domainOf(
  { known, entrances }: HostPair,
  request: RouteRequest,
): string | undefined {
  return known === undefined
    ? entrances.find(({ host }) => host === request.host)?.domain
    : undefined;
}

function isSimpler(request: RouteRequest, { example, usualHost }: Entry) {
  return (
    compareRanks(
      complexity(request, usualHost),
      complexity(example, usualHost),
    ) < 0
  );
}

function hostOf({ before, after, known = '*' }: HostPair): string {
  return (after ?? before)?.name ?? known;
}

/** Collects differing answers, one entry for each kind of request. */
export class DifferenceList {
  readonly #entries = new Map<string, Entry>();

  /**
   * Takes two answers to the same request.
   *
   * @param pairIndex - the position of the virtual hosts among all
   */
  add(
    pair: HostPair,
    pairIndex: number,
    request: RouteRequest,
    before: Simulation,
    after: Simulation,
  ): void {
    const aspects = changedAspects(before.outcome, after.outcome);
    if (aspects.length === 0) {
      return;
    }
    const key = differenceClass(pair, pairIndex, before, after, aspects);
    const answered: Answered = { aspects, before, after, example: request };
    const known = this.#entries.get(key);
    const order = orderOf(pair, pairIndex, [before, after]);
    this.#entries.set(
      key,
      known
        ? {
            ...known,
            ...(isSimpler(request, known)
              ? { ...answered, domain: domainOf(pair, request) }
              : {}),
            requests: known.requests + 1,
            order: compareRanks(known.order, order) <= 0 ? known.order : order,
          }
        : {
            ...answered,
            domain: domainOf(pair, request),
            requests: 1,
            host: hostOf(pair),
            usualHost: pair.entrances[0].host,
            order,
          },
    );
  }

  /** What breaks comes first, then by the order of hosts and rules; last what fails in another way than before. */
  list(): RouteDifference[] {
    return [...this.#entries.values()]
      .map(entry => ({ entry, difference: differenceOf(entry) }))
      .sort(
        (a, b) =>
          rankOf(a.difference) - rankOf(b.difference) ||
          compareRanks(a.entry.order, b.entry.order),
      )
      .map(({ difference }) => difference);
  }
}

function sentenceOf({
  aspects,
  example,
  domain,
  usualHost,
  before: { outcome: before },
  after: { outcome: after },
}: Entry): string {
  const request = describeRequest(example, {
    ...(domain?.includes('*') ? {} : { usualHost }),
    isAnyOtherHost: domain === '*',
    isConnection: isOfConnection(before) && isOfConnection(after),
  });
  return `${request}: ${describeChange(before, after, aspects)}`;
}

function differenceOf(entry: Entry): RouteDifference {
  const { aspects, example, requests, host } = entry;
  const [before, after] = [entry.before.outcome, entry.after.outcome];
  const [was, is] = [sourceOf(entry.before), sourceOf(entry.after)];
  return {
    kind: kindOf(before, after, aspects),
    sentence: sentenceOf(entry),
    before,
    after,
    example,
    requests,
    host,
    port: example.port,
    decidedBy: {
      ...(was ? { before: was } : {}),
      ...(is ? { after: is } : {}),
    },
  };
}
