import { opposite, type Condition } from './conditions';
import type { FieldValues, RequestSpace } from './RequestSpace';

/** What a search for a request came to. */
export type FoundRequest =
  | { kind: 'found'; values: FieldValues }
  /** There is none: what is avoided takes all of them. `by` are the indexes of those that the proof needs. */
  | { kind: 'none'; by: readonly number[] }
  | { kind: 'unknown' };

/** Steps that all searches together may take. */
export interface Budget {
  steps: number;
}

const STEPS_OF_ONE_SEARCH = 2_000;
/** Routes that are asked in the time of one step. */
const ROUTES_PER_STEP = 50;

class Search {
  readonly #used = new Set<number>();
  #steps = 0;

  constructor(
    readonly space: RequestSpace,
    readonly avoided: readonly (readonly Condition[])[],
    readonly budget: Budget,
  ) {}

  /** The routes that the proof needs, so far. */
  get used(): number[] {
    return [...this.#used].sort((a, b) => a - b);
  }

  /** Of those that take the request, the one with the fewest conditions: it leaves the fewest ways out. */
  #captor(values: FieldValues, left: ReadonlySet<number>): number | undefined {
    let best: number | undefined;
    for (const index of left) {
      const conditions = this.avoided[index];
      const isBetter =
        best === undefined || conditions.length < this.avoided[best].length;
      if (isBetter && this.space.fulfils(values, conditions)) {
        best = index;
      }
    }
    return best;
  }

  run(
    wanted: readonly Condition[],
    left: ReadonlySet<number>,
  ): FieldValues | 'none' | 'unknown' {
    this.#steps += 1;
    this.budget.steps -= 1 + left.size / ROUTES_PER_STEP;
    if (this.#steps > STEPS_OF_ONE_SEARCH || this.budget.steps < 0) {
      return 'unknown';
    }
    const values = this.space.solve(wanted);
    if (values === 'unknown') {
      return this.#isInsideOne(wanted, left) ? 'none' : 'unknown';
    }
    if (values === 'none') {
      return 'none';
    }
    const captor = this.#captor(values, left);
    if (captor === undefined) {
      return values;
    }
    this.#used.add(captor);
    const rest = new Set(left);
    rest.delete(captor);
    return this.#escape(wanted, this.avoided[captor], rest);
  }

  /** Whether one of the routes takes everything that is wanted, though no example of it is known. */
  #isInsideOne(
    wanted: readonly Condition[],
    left: ReadonlySet<number>,
  ): boolean {
    for (const index of left) {
      const isInside = this.avoided[index].every(
        one => this.space.solve([...wanted, opposite(one)]) === 'none',
      );
      if (isInside) {
        this.#used.add(index);
        return true;
      }
    }
    return false;
  }

  /** Every way in which a request can fail the conditions of a route. */
  #escape(
    wanted: readonly Condition[],
    conditions: readonly Condition[],
    left: ReadonlySet<number>,
  ): FieldValues | 'none' | 'unknown' {
    const met: Condition[] = [];
    let result: 'none' | 'unknown' = 'none';
    for (const one of conditions) {
      if (wanted.some(({ key }) => key === one.key)) {
        continue;
      }
      const found = this.run([...wanted, ...met, opposite(one)], left);
      if (typeof found !== 'string') {
        return found;
      }
      if (found === 'unknown') {
        result = found;
      }
      met.push(one);
    }
    return result;
  }
}

/**
 * Finds a request that fulfils all conditions and that none of the avoided routes takes. A request is made up; where an avoided route
 * takes it, each way to escape that route is followed.
 *
 * @param avoided - the conditions of each route to avoid
 */
export function findRequest(
  space: RequestSpace,
  wanted: readonly Condition[],
  avoided: readonly (readonly Condition[])[],
  budget: Budget,
): FoundRequest {
  const search = new Search(space, avoided, budget);
  const found = search.run(wanted, new Set(avoided.keys()));
  if (typeof found !== 'string') {
    return { kind: 'found', values: found };
  }
  return found === 'none'
    ? { kind: 'none', by: search.used }
    : { kind: 'unknown' };
}
