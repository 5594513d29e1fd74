import fc from 'fast-check';
import type { HostPair } from '../diff/hostPairs';
import { PairRequests, type PairContext } from '../diff/PairRequests';
import { everyRequest } from '../diff/__testUtils__/randomEdits';
import type { RouteRequest } from '../simulate/Outcome';
import { simulate } from '../simulate/simulate';
import type { RouteTable, TableRoute } from '../table/RouteTable';
import {
  cartTable,
  HOST,
  routeMatch,
  routes,
  to,
  virtualHost,
} from './__testUtils__/tables';
import { shadowedRoutes } from './shadowedRoutes';
import { TextSets } from './TextSets';

const versions = fc.constantFrom<RouteTable['istioVersion']>('1.30', '1.31');

/** Requests on the borders of the routes. */
function* bordersOf(
  list: readonly TableRoute[],
  severalLines: boolean,
): Generator<RouteRequest> {
  const context: PairContext = {
    sets: new TextSets(),
    budget: { steps: 60_000 },
    severalLines,
    cut: false,
    unread: new Set(),
  };
  const pair: HostPair = {
    before: virtualHost(list),
    entrances: [{ port: 80, scheme: 'http', host: HOST, domain: HOST }],
  };
  const requests = new PairRequests(pair, context, 'DEFAULT');
  yield* requests.telling();
  yield* requests.around();
}

describe('shadowedRoutes, for any table', () => {
  const matches = fc.array(routeMatch, { minLength: 1, maxLength: 8 });

  it('leaves no route open: a request reaches it, or it is reported', () => {
    fc.assert(
      fc.property(matches, versions, (list, istioVersion) => {
        const all = routes(...list.map(match => [match, to('v1')] as const));
        const table = cartTable(all, { istioVersion });
        const { shadowed, undecided } = shadowedRoutes(table);
        const reached = new Set<TableRoute | undefined>();
        for (const request of bordersOf(all, istioVersion === '1.31')) {
          reached.add(simulate(table, request).trace.won);
        }
        const reported = new Set(shadowed.map(({ route }) => route));
        expect(undecided).toEqual([]);
        expect(all.filter(route => !reached.has(route))).toEqual(
          all.filter(route => reported.has(route)),
        );
      }),
      { numRuns: 150 },
    );
  });

  it('names rules that do take all that a shadowed one asks for', () => {
    fc.assert(
      fc.property(matches, versions, (list, istioVersion) => {
        const all = routes(...list.map(match => [match, to('v1')] as const));
        const tableOf = (some: readonly TableRoute[]) =>
          cartTable(some, { istioVersion });
        for (const { route, by, reason } of shadowedRoutes(tableOf(all))
          .shadowed) {
          expect(by.length).toBe(
            { covered: 1, impossible: 0, 'invalid-pattern': 0 }[
              reason as string
            ] ?? by.length,
          );
          const table = tableOf([...by, route]);
          for (const request of everyRequest(HOST)) {
            expect(simulate(table, request).trace.won).not.toBe(route);
          }
        }
      }),
      { numRuns: 8 },
    );
  }, 60_000);
});
