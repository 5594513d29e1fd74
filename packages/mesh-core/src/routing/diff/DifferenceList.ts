import type { RouteRequest, Simulation } from '../simulate/Outcome';
import type { RouteSource, TableRoute } from '../table/RouteTable';
import { describeChange } from './describeChange';
import { describeRequest } from './describeRequest';
import { plainRequest, routesFor, type HostPair } from './hostPairs';
import { changedAspects, kindOf, type Aspect } from './outcomeChange';
import type { RouteDifference } from './RouteDiff';

interface Entry {
  aspects: readonly Aspect[];
  before: Simulation;
  after: Simulation;
  example: RouteRequest;
  requests: number;
  host: string;
  usualHost: string;
  order: readonly number[];
}

/** How much there is to read in a request: headers weigh most, then the query, the method, the path. */
function complexity(
  { headers, path, method, host, connect }: RouteRequest,
  usualHost: string,
): readonly number[] {
  return [
    headers.length,
    host === usualHost && connect === undefined ? 0 : 1,
    path.includes('?') ? 1 : 0,
    method === 'GET' ? 0 : 1,
    path.length,
    headers.reduce((sum, [, value]) => sum + value.length, 0),
  ];
}

function compare(one: readonly number[], other: readonly number[]): number {
  const index = one.findIndex((value, at) => value !== other[at]);
  return index < 0 ? 0 : one[index] - other[index];
}

/** The rule, whichever of its matches took the request. */
function ruleKey(source: RouteSource | undefined): string {
  return source
    ? JSON.stringify([
        source.owner,
        source.delegate,
        source.rootRule,
        source.rule,
      ])
    : '';
}

function sourceOf({ trace }: Simulation): RouteSource | undefined {
  return trace.won ? trace.won.source : trace.chain?.source;
}

/** Position in the list; no route is behind all. */
function position(
  routes: readonly TableRoute[],
  won: TableRoute | undefined,
): number {
  const index = won ? routes.indexOf(won) : -1;
  return index < 0 ? routes.length : index;
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
    const [entrance] = pair.entrances;
    const routes = [pair.before, pair.after].map(one =>
      routesFor(one, entrance),
    );
    const key = JSON.stringify([
      pairIndex,
      before.outcome.outcome,
      after.outcome.outcome,
      kindOf(before.outcome, after.outcome, aspects),
      aspects,
      [before, after].map(one => [
        one.trace.won !== undefined,
        ruleKey(sourceOf(one)),
      ]),
    ]);
    const known = this.#entries.get(key);
    const order = [
      pairIndex,
      position(routes[0], before.trace.won),
      position(routes[1], after.trace.won),
    ];
    const usualHost = plainRequest(entrance).host;
    const isSimpler =
      known === undefined ||
      compare(
        complexity(request, usualHost),
        complexity(known.example, usualHost),
      ) < 0;
    const entry: Entry = {
      ...(known && !isSimpler
        ? known
        : { aspects, before, after, example: request }),
      requests: (known?.requests ?? 0) + 1,
      host: (pair.after ?? pair.before)?.name ?? usualHost,
      usualHost,
      order: known && compare(known.order, order) <= 0 ? known.order : order,
    };
    this.#entries.set(key, entry);
  }

  /** What breaks comes first, then by the order of hosts and rules. */
  list(): RouteDifference[] {
    return [...this.#entries.values()]
      .map(entry => ({ entry, difference: differenceOf(entry) }))
      .sort(
        (a, b) =>
          rank(a.difference) - rank(b.difference) ||
          compare(a.entry.order, b.entry.order),
      )
      .map(({ difference }) => difference);
  }
}

function rank({ kind }: RouteDifference): number {
  return kind === 'breaks' ? 0 : 1;
}

function differenceOf(entry: Entry): RouteDifference {
  const { aspects, example, requests, host, usualHost } = entry;
  const [before, after] = [entry.before.outcome, entry.after.outcome];
  const [was, is] = [sourceOf(entry.before), sourceOf(entry.after)];
  const change = describeChange(before, after, aspects);
  return {
    kind: kindOf(before, after, aspects),
    sentence: `${describeRequest(example, usualHost)}: ${change}`,
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
