import type { Outcome, RouteRequest } from '../simulate/Outcome';
import type { RouteSource } from '../table/RouteTable';

/**
 * A kind of request that two tables answer differently.
 *
 * @public
 */
export interface RouteDifference {
  kind:
    /** More of the requests fail than before. */
    | 'breaks'
    /** Fewer fail. */
    | 'repairs'
    /** They go elsewhere, or get another kind of answer. */
    | 'moves'
    /** They go where they went, under other terms: time limits, retries, headers, copies, faults, policies. */
    | 'changes';
  /** The example, what it got and what it gets, as in `GET /api with x-user-group: beta: 100 % v1 → 100 % v2`. */
  sentence: string;
  /** Of the example, as `simulate` says. */
  before: Outcome;
  after: Outcome;
  /** The simplest request of the kind that was compared. */
  example: RouteRequest;
  /** Compared requests of the kind. */
  requests: number;
  /** Name of the virtual host; where there is none the known host, and `*` for all hosts that are not known. */
  host: string;
  port: number;
  /** The rules that decide; absent where none does, and on a route that Istio adds by itself. */
  decidedBy: { before?: RouteSource; after?: RouteSource };
}

/**
 * A kind of request that several callers see answered differently.
 *
 * @public
 */
export interface CallersDifference extends RouteDifference {
  /** Who sees it, by the names that were given. */
  callers: readonly string[];
}

/**
 * What two tables answer differently.
 *
 * @public
 */
export interface RouteDiff {
  /** What breaks comes first, then in the order of hosts and rules. */
  differences: readonly RouteDifference[];
  /** Requests that both tables were asked. */
  compared: number;
  /** There were more requests to compare than allowed, or more ways around rules than could be followed. */
  cut: boolean;
  /** What was not compared, and why. */
  notes: readonly string[];
}

/**
 * Limits of a comparison.
 *
 * @public
 */
export interface DiffOptions {
  /** Requests to compare at most; 20,000 when absent. */
  maxRequests?: number;
}
