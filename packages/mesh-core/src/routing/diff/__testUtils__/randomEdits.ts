import fc from 'fast-check';
import {
  destination,
  routeMatch,
  to,
} from '../../reachability/__testUtils__/tables';
import type { RouteRequest } from '../../simulate/Outcome';
import type { RouteMatch } from '../../table/RouteTable';
import type { TableAction } from '../../table/TableAction';

/** A rule of a table: what it takes and what it does. */
export type RandomRule = readonly [match: RouteMatch, action: TableAction];

const action: fc.Arbitrary<TableAction> = fc.constantFrom<TableAction>(
  to('v1'),
  to('v2'),
  to([destination('v3', { exists: false })]),
  to([
    destination('v1', { weight: 90 }),
    destination('v2', { weight: 10, exists: false }),
  ]),
  to('v1', { timeoutMs: 2000 }),
  to('v1', { rewrite: { kind: 'prefix', value: '/new' } }),
  to('v1', { mirrors: [{ ...destination('v2'), percent: 10 }] }),
  to('v1', { requestHeaders: { set: [['x-a', '1']], add: [], remove: [] } }),
  { kind: 'direct', status: 418, body: '' },
  { kind: 'redirect', status: 301, path: '/elsewhere' },
);

export const randomRule: fc.Arbitrary<RandomRule> = fc.tuple(
  routeMatch,
  action,
);

const position = fc.nat({ max: 4 });

/** What people do to a list of rules. */
const change = fc.oneof(
  fc
    .tuple(position, position)
    .map(([from, to_]) => (list: RandomRule[]): RandomRule[] => {
      const rest = list.filter((_, index) => index !== from);
      return [
        ...rest.slice(0, to_),
        ...list.slice(from, from + 1),
        ...rest.slice(to_),
      ];
    }),
  position.map(
    at => (list: RandomRule[]) => list.filter((_, index) => index !== at),
  ),
  fc
    .tuple(position, randomRule)
    .map(([at, rule]) => (list: RandomRule[]) => [
      ...list.slice(0, at),
      rule,
      ...list.slice(at),
    ]),
  fc.tuple(position, action).map(
    ([at, other]) =>
      (list: RandomRule[]): RandomRule[] =>
        list.map((rule, index) => (index === at ? [rule[0], other] : rule)),
  ),
  fc.tuple(position, routeMatch).map(
    ([at, other]) =>
      (list: RandomRule[]): RandomRule[] =>
        list.map((rule, index) => (index === at ? [other, rule[1]] : rule)),
  ),
);

/** Rules before and after a few changes. */
export const randomEdit: fc.Arbitrary<
  readonly [before: RandomRule[], after: RandomRule[]]
> = fc
  .tuple(
    fc.array(randomRule, { minLength: 1, maxLength: 5 }),
    fc.array(change, { minLength: 1, maxLength: 3 }),
  )
  .map(([before, changes]) => [
    before,
    changes.reduce((list, apply) => apply(list), before),
  ]);

const METHODS = ['GET', 'POST', 'PUT', 'GETTY', 'OPTIONS', 'X'];
/** Every path that a random match names, beside it, behind it, and others. */
const PATHS = [
  '/',
  '/a',
  '/A',
  '/a/',
  '/a/b',
  '/A/b',
  '/a/b/c',
  '/ab',
  '/ab/c',
  '/b',
  '/b/c',
  '/bc',
  '/c',
];
const X = [[], ['a'], ['b'], ['bb'], ['B'], ['c'], ['z'], ['']];
const Y = [[], ['a'], ['bb'], ['b'], ['z']];
const QUERIES = ['', '?q', '?q=a', '?q=b', '?q=bb', '?q=z'];

/** Every combination of the values that random matches name, with fresh ones and with none. */
export function* everyRequest(host: string): Generator<RouteRequest> {
  for (const method of METHODS) {
    for (const path of PATHS) {
      for (const query of QUERIES) {
        for (const x of X) {
          for (const y of Y) {
            yield {
              method,
              scheme: 'http',
              host,
              path: `${path}${query}`,
              headers: [
                ...x.map(value => ['x', value] as const),
                ...y.map(value => ['y', value] as const),
              ],
              port: 80,
            };
          }
        }
      }
    }
  }
}
