import { TextSets } from '../reachability/TextSets';
import type { RouteRequest } from '../simulate/Outcome';
import { simulate } from '../simulate/simulate';
import type { RouteTable } from '../table/RouteTable';
import { DifferenceList } from './DifferenceList';
import { hostPairsOf, plainRequest, type HostPair } from './hostPairs';
import { PairRequests, type PairContext } from './PairRequests';
import type { DiffOptions, RouteDiff } from './RouteDiff';

const MOST_REQUESTS = 20_000;
const MOST_STEPS = 60_000;

/** Asks both tables, each request once. */
class Comparison {
  readonly differences = new DifferenceList();
  readonly #asked = new Set<string>();
  cut = false;

  constructor(
    readonly before: RouteTable,
    readonly after: RouteTable,
    readonly maxRequests: number,
  ) {}

  get compared(): number {
    return this.#asked.size;
  }

  /** @returns whether more may be asked */
  ask(pair: HostPair, pairIndex: number, request: RouteRequest): boolean {
    const { port, scheme, host, connect, method, path, headers } = request;
    const key = `${port} ${scheme} ${host} ${connect ?? ''} ${method} ${path} ${headers.join('\n')}`;
    if (this.#asked.has(key)) {
      return true;
    }
    if (this.compared >= this.maxRequests) {
      this.cut = true;
      return false;
    }
    this.#asked.add(key);
    this.differences.add(
      pair,
      pairIndex,
      request,
      simulate(this.before, request),
      simulate(this.after, request),
    );
    return true;
  }

  askAll(
    pair: HostPair,
    pairIndex: number,
    requests: Iterable<RouteRequest>,
  ): void {
    for (const request of requests) {
      if (!this.ask(pair, pairIndex, request)) {
        return;
      }
    }
  }
}

/** Requests of a pair, for each way in which the tables read paths. */
function requestsOf(
  pair: HostPair,
  context: PairContext,
  tables: readonly RouteTable[],
): PairRequests[] {
  const ways = new Set(
    tables.map(({ pathNormalization }) => pathNormalization),
  );
  return [...ways].map(way => new PairRequests(pair, context, way));
}

function notesOf({ unread }: PairContext): string[] {
  return [...unread].map(
    pattern =>
      `The pattern ${pattern} cannot be taken apart: requests that it takes are compared only where an example of them is known.`,
  );
}

/**
 * Says which requests two tables answer differently. Asks both for requests on the borders of their rules: for every two rules that can
 * decide about the same request one that comes to exactly these, then every value that a rule names, beside it and without it. Each
 * difference has an example on which `simulate` gives the two outcomes.
 *
 * @param before - of a caller
 * @param after - of the same caller, in the mesh as it will be
 * @public
 */
export function diff(
  before: RouteTable,
  after: RouteTable,
  options: DiffOptions = {},
): RouteDiff {
  const tables = [before, after];
  const comparison = new Comparison(
    before,
    after,
    options.maxRequests ?? MOST_REQUESTS,
  );
  const context: PairContext = {
    sets: new TextSets(),
    budget: { steps: MOST_STEPS },
    severalLines: tables.every(({ istioVersion }) => istioVersion === '1.31'),
    cut: false,
    unread: new Set(),
  };
  const pairs = hostPairsOf(before, after).map(pair => ({
    pair,
    requests: requestsOf(pair, context, tables),
  }));
  pairs.forEach(({ pair }, index) =>
    comparison.askAll(pair, index, pair.entrances.map(plainRequest)),
  );
  for (const part of ['telling', 'around'] as const) {
    pairs.forEach(({ pair, requests }, index) =>
      requests.forEach(one => comparison.askAll(pair, index, one[part]())),
    );
  }
  return {
    differences: comparison.differences.list(),
    compared: comparison.compared,
    cut: comparison.cut || context.cut,
    notes: notesOf(context),
  };
}
