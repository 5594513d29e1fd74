import type { RouteTable, TableRoute, VirtualHost } from '../table/RouteTable';
import type { Condition } from './conditions';
import { findRequest, type Budget } from './findRequest';
import { RequestSpace } from './RequestSpace';
import { TextSets } from './TextSets';

/**
 * A route that no request reaches.
 *
 * @public
 */
export interface ShadowedRoute {
  virtualHost: VirtualHost;
  route: TableRoute;
  /** Earlier routes that take all its requests; none where no request can match it in the first place. */
  by: readonly TableRoute[];
  reason:
    /** One earlier route takes all its requests. */
    | 'covered'
    /** Several earlier routes take them together. */
    | 'covered-together'
    /** No request fulfils its conditions. */
    | 'impossible'
    /** RE2 refuses one of its patterns. */
    | 'invalid-pattern';
}

/**
 * What is known about the routes of a table.
 *
 * @public
 */
export interface Reachability {
  shadowed: readonly ShadowedRoute[];
  /** Routes of which neither is proven: their patterns cannot be read, or there are too many ways around the routes before them. */
  undecided: readonly TableRoute[];
}

type Verdict = Pick<ShadowedRoute, 'by' | 'reason'> | 'reachable' | 'undecided';

const STEPS_OF_A_TABLE = 200_000;

function whyImpossible(
  conditions: readonly Condition[],
): ShadowedRoute['reason'] {
  return conditions.some(({ set }) => set.kind === 'invalid')
    ? 'invalid-pattern'
    : 'impossible';
}

/** Decides about the routes of one virtual host. */
class HostReachability {
  readonly #conditions: readonly (readonly Condition[])[];

  constructor(
    readonly space: RequestSpace,
    readonly routes: readonly TableRoute[],
    readonly budget: Budget,
  ) {
    this.#conditions = routes.map(({ match }) => space.conditionsOf(match));
  }

  verdict(index: number): Verdict {
    const wanted = this.#conditions[index];
    const earlier = this.#conditions.slice(0, index);
    const result = findRequest(this.space, wanted, earlier, this.budget);
    if (result.kind !== 'none') {
      return result.kind === 'found' ? 'reachable' : 'undecided';
    }
    const alone = result.by.find(
      one =>
        findRequest(this.space, wanted, [earlier[one]], this.budget).kind ===
        'none',
    );
    const by = alone === undefined ? result.by : [alone];
    if (by.length === 0) {
      return { by: [], reason: whyImpossible(wanted) };
    }
    return {
      by: by.map(one => this.routes[one]),
      reason: by.length === 1 ? 'covered' : 'covered-together',
    };
  }
}

/** Each virtual host once; listeners and ports share them. */
function virtualHostsOf({ listeners }: RouteTable): VirtualHost[] {
  const all = listeners.flatMap(({ chains }) =>
    chains.flatMap(({ virtualHosts }) => virtualHosts ?? []),
  );
  return [...new Set(all)];
}

/**
 * Says for each route of a table whether requests reach it: a route is shadowed when it is proven that routes before it take all its
 * requests, or that none can match. Requests are those that HTTP allows, with paths as the proxy normalises them; a header may come in
 * several lines. What cannot be proven is `undecided`, never shadowed.
 *
 * @see https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/route/v3/route_components.proto#config-route-v3-virtualhost
 * @public
 */
export function shadowedRoutes(table: RouteTable): Reachability {
  const budget = { steps: STEPS_OF_A_TABLE };
  const sets = new TextSets();
  const shadowed: ShadowedRoute[] = [];
  const undecided: TableRoute[] = [];
  for (const virtualHost of virtualHostsOf(table)) {
    const { routes, domains } = virtualHost;
    const space = new RequestSpace(
      {
        domains,
        hosts: domains.filter(domain => !domain.includes('*')),
        scheme: 'http',
        pathNormalization: table.pathNormalization,
      },
      table.istioVersion === '1.31',
      sets,
    );
    const host = new HostReachability(space, routes, budget);
    routes.forEach((route, index) => {
      const verdict = sets.isSpent ? 'undecided' : host.verdict(index);
      if (verdict === 'undecided' || sets.isSpent) {
        undecided.push(route);
      } else if (verdict !== 'reachable') {
        shadowed.push({ virtualHost, route, ...verdict });
      }
    });
  }
  return { shadowed, undecided };
}
