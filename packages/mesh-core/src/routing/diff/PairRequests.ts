import { conditionsOf, type Condition } from '../reachability/conditions';
import { findRequest, type Budget } from '../reachability/findRequest';
import { RequestSpace, type FieldValues } from '../reachability/RequestSpace';
import type { TextSets } from '../reachability/TextSets';
import type { RouteRequest } from '../simulate/Outcome';
import type { PathNormalization } from '../simulate/normalizePath';
import type { TableRoute } from '../table/RouteTable';
import { corsDemands } from './corsDemands';
import { withAddress } from './entrances';
import { actionText } from './fingerprints';
import { routesFor, type HostPair } from './hostPairs';
import { outcomeVariations, variations } from './variations';

/** Routes of one side, with what they ask for. */
interface Side {
  routes: readonly TableRoute[];
  conditions: readonly (readonly Condition[])[];
  /** Tells matches apart. */
  keys: readonly string[];
  /** The first route of each match; later ones never win. */
  first: ReadonlyMap<string, number>;
}

/** What searches share, and what they leave behind. */
export interface PairContext {
  sets: TextSets;
  budget: Budget;
  severalLines: boolean;
  /** A search ended without an answer for lack of steps. */
  cut: boolean;
  /** Patterns of which no text is known. */
  unread: Set<string>;
}

function sideOf(space: RequestSpace, routes: readonly TableRoute[]): Side {
  const conditions = routes.map(({ match }) => space.conditionsOf(match));
  const keys = conditions.map(list =>
    list
      .map(({ key }) => key)
      .sort()
      .join('|'),
  );
  const first = new Map<string, number>();
  keys.forEach((key, index) => first.set(key, first.get(key) ?? index));
  return { routes, conditions, keys, first };
}

/** Whether a route of one side can win together with the one of the other side: not behind its own twin. */
function canMeet(
  one: Side,
  index: number,
  other: Side,
  otherIndex: number,
): boolean {
  if (index === one.routes.length) {
    return true;
  }
  const key = one.keys[index];
  const twin = other.first.get(key) ?? other.routes.length;
  return one.first.get(key) === index && otherIndex <= twin;
}

/**
 * Makes the requests that can tell two virtual hosts apart: for each route of the one and each of the other, and for no route, a request
 * that comes to exactly these two; then what lies around.
 */
export class PairRequests {
  readonly #space: RequestSpace;
  readonly #sides: readonly [before: Side, after: Side];

  constructor(
    readonly pair: HostPair,
    readonly context: PairContext,
    pathNormalization: PathNormalization,
  ) {
    const { entrances } = pair;
    const [entrance] = entrances;
    this.#space = new RequestSpace(
      {
        domains: entrances.map(({ domain }) => domain),
        hosts: entrances.map(({ host }) => host),
        scheme: entrance.scheme,
        pathNormalization,
      },
      context.severalLines,
      context.sets,
    );
    this.#sides = [
      sideOf(this.#space, routesFor(pair.before, entrance)),
      sideOf(this.#space, routesFor(pair.after, entrance)),
    ];
  }

  #request(values: FieldValues): RouteRequest {
    const { entrances } = this.pair;
    const [{ port }] = entrances;
    const request = this.#space.request(values, { port });
    const entrance =
      entrances.find(({ host }) => host === request.host) ??
      entrances.find(({ connect }) => connect !== undefined);
    return entrance ? withAddress(request, entrance) : request;
  }

  #find(
    wanted: readonly Condition[],
    avoided: readonly (readonly Condition[])[],
  ): FieldValues | undefined {
    const { context } = this;
    const found = findRequest(this.#space, wanted, avoided, context.budget);
    if (found.kind === 'unknown') {
      const unread = [...wanted, ...avoided.flat()]
        .map(({ set }) => set)
        .filter(({ kind, term }) => kind === 'text' && term === undefined);
      unread.forEach(({ pattern }) => context.unread.add(pattern ?? ''));
      context.cut ||= unread.length === 0;
    }
    return found.kind === 'found' ? found.values : undefined;
  }

  /** Whether two routes, or a route and none, do the same. */
  #isSame(one: TableRoute | undefined, other: TableRoute | undefined): boolean {
    if (one && other) {
      return actionText(one) === actionText(other);
    }
    const { before, after } = this.pair;
    return !one && !other && before !== undefined && after !== undefined;
  }

  /** Indexes of routes that may decide about the same request and do different things. The index behind the last is no route. */
  *#meetings(): Generator<readonly [before: number, after: number]> {
    const [before, after] = this.#sides;
    for (let i = 0; i <= before.routes.length; i += 1) {
      for (let j = 0; j <= after.routes.length; j += 1) {
        if (
          !this.#isSame(before.routes.at(i), after.routes.at(j)) &&
          canMeet(before, i, after, j) &&
          canMeet(after, j, before, i)
        ) {
          yield [i, j];
        }
      }
    }
  }

  /** A request for each two routes that can decide about it, where what they do differs. */
  *telling(): Generator<RouteRequest> {
    const [before, after] = this.#sides;
    for (const [i, j] of this.#meetings()) {
      const both = [
        ...(before.conditions.at(i) ?? []),
        ...(after.conditions.at(j) ?? []),
      ];
      const avoided = [
        ...before.conditions.slice(0, i),
        ...after.conditions.slice(0, j),
      ];
      const [one, other] = [before.routes.at(i), after.routes.at(j)];
      const found = this.#find(both, avoided);
      if (found) {
        yield this.#request(found);
        for (const values of outcomeVariations(this.#space, found, [
          one,
          other,
        ])) {
          yield this.#request(values);
        }
      }
      for (const match of corsDemands(one?.action.cors, other?.action.cors)) {
        const asked = conditionsOf(this.context.sets, match);
        const preflight = found && this.#find([...both, ...asked], avoided);
        if (preflight) {
          yield this.#request(preflight);
        }
      }
    }
  }

  /** A request for each route that can win, and each value that any route names put into it. */
  *around(): Generator<RouteRequest> {
    const all = this.#sides.flatMap(({ conditions }) => conditions.flat());
    for (const { conditions } of this.#sides) {
      for (let index = 0; index <= conditions.length; index += 1) {
        const base = this.#find(
          conditions.at(index) ?? [],
          conditions.slice(0, index),
        );
        if (base) {
          yield this.#request(base);
          for (const values of variations(this.#space, base, all)) {
            yield this.#request(values);
          }
        }
      }
    }
  }
}
