import { TextSets } from '../reachability/TextSets';
import type { RouteRequest, Simulation } from '../simulate/Outcome';
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
    readonly pairs: readonly HostPair[],
    readonly maxRequests: number,
  ) {}

  get compared(): number {
    return this.#asked.size;
  }

  /** Where a request was answered: a host name that a rule of one virtual host asks for may lead to another. */
  #pairOf(index: number, { port }: RouteRequest, sides: Simulation[]): number {
    const [before, after] = sides.map(
      ({ trace }) => trace.virtualHost?.virtualHost,
    );
    const isOf = (pair: HostPair): boolean =>
      pair.before === before && pair.after === after;
    const found = isOf(this.pairs[index])
      ? index
      : this.pairs.findIndex(
          pair => isOf(pair) && pair.entrances[0].port === port,
        );
    return found < 0 ? index : found;
  }

  /** @returns whether more may be asked */
  ask(pairIndex: number, request: RouteRequest): boolean {
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
    const before = simulate(this.before, request);
    const after = simulate(this.after, request);
    const index = this.#pairOf(pairIndex, request, [before, after]);
    this.differences.add(this.pairs[index], index, request, before, after);
    return true;
  }

  askAll(pairIndex: number, requests: Iterable<RouteRequest>): void {
    for (const request of requests) {
      if (!this.ask(pairIndex, request)) {
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
  const pairs = hostPairsOf(before, after);
  const comparison = new Comparison(
    before,
    after,
    pairs,
    options.maxRequests ?? MOST_REQUESTS,
  );
  const context: PairContext = {
    sets: new TextSets(),
    budget: { steps: MOST_STEPS },
    severalLines: tables.every(({ istioVersion }) => istioVersion === '1.31'),
    cut: false,
    unread: new Set(),
  };
  const requests = pairs.map(pair => requestsOf(pair, context, tables));
  pairs.forEach(({ entrances }, index) =>
    comparison.askAll(index, entrances.map(plainRequest)),
  );
  for (const part of ['telling', 'around'] as const) {
    requests.forEach((ways, index) =>
      ways.forEach(way => comparison.askAll(index, way[part]())),
    );
  }
  return {
    differences: comparison.differences.list(),
    compared: comparison.compared,
    cut: comparison.cut || context.cut,
    notes: notesOf(context),
  };
}
