import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { cartTable, HOST, routes } from '../reachability/__testUtils__/tables';
import type { Outcome, Simulation } from '../simulate/Outcome';
import { simulate } from '../simulate/simulate';
import type { RouteTable } from '../table/RouteTable';
import {
  everyRequest,
  randomEdit,
  randomRule,
  type RandomRule,
} from './__testUtils__/randomEdits';
import { diff } from './diff';
import type { RouteDifference } from './RouteDiff';

type Version = RouteTable['istioVersion'];

const versions = fc.constantFrom<Version>('1.30', '1.31');

const tableOf = (list: readonly RandomRule[], istioVersion: Version) =>
  cartTable(routes(...list), { istioVersion });

/** What a client can tell. The name of a rule it cannot. */
const answerOf = ({ outcome }: Simulation) => ({
  ...outcome,
  route: undefined,
});

const pathOf = ({ trace }: Simulation) => trace.won?.source?.path;

/** Names of what differs in two outcomes of the same kind. */
function changedKeys(before: Outcome, after: Outcome): string[] {
  const [was, is] = [before, after].map(one => new Map(Object.entries(one)));
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter(key => key !== 'route')
    .filter(key => !isDeepStrictEqual(was.get(key), is.get(key)))
    .sort();
}

/** Which rules decided, what kinds of outcomes there were, and what differs in them. */
function classOf(
  before: Outcome,
  after: Outcome,
  paths: readonly (string | undefined)[],
): string {
  const isSameKind = before.outcome === after.outcome;
  return JSON.stringify([
    before.outcome,
    after.outcome,
    isSameKind ? changedKeys(before, after) : [],
    ...paths,
  ]);
}

function classOfDifference({
  before,
  after,
  decidedBy,
}: RouteDifference): string {
  return classOf(before, after, [
    decidedBy.before?.path,
    decidedBy.after?.path,
  ]);
}

/** Asks both tables for every request there is; the first of each kind that is answered otherwise. */
function changedClasses(
  before: RouteTable,
  after: RouteTable,
): Map<string, string> {
  const changed = new Map<string, string>();
  for (const request of everyRequest(HOST)) {
    const [was, is] = [simulate(before, request), simulate(after, request)];
    if (!isDeepStrictEqual(answerOf(was), answerOf(is))) {
      const paths = [pathOf(was), pathOf(is)];
      const key = classOf(was.outcome, is.outcome, paths);
      if (!changed.has(key)) {
        changed.set(key, JSON.stringify(request));
      }
    }
  }
  return changed;
}

describe('diff, for any tables', () => {
  it('finds nothing between a table and its copy', () => {
    fc.assert(
      fc.property(
        fc.array(randomRule, { maxLength: 8 }),
        versions,
        (list, version) => {
          const { differences, cut } = diff(
            tableOf(list, version),
            tableOf(structuredClone(list), version),
          );
          expect(differences).toEqual([]);
          expect(cut).toBe(false);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('gives an example for each difference, and the tables answer it so', () => {
    fc.assert(
      fc.property(randomEdit, versions, ([before, after], version) => {
        const [was, is] = [tableOf(before, version), tableOf(after, version)];
        const { differences } = diff(was, is);
        for (const difference of differences) {
          const { example, decidedBy, requests, sentence } = difference;
          const [old, young] = [simulate(was, example), simulate(is, example)];
          expect(old.outcome).toEqual(difference.before);
          expect(young.outcome).toEqual(difference.after);
          expect(answerOf(old)).not.toEqual(answerOf(young));
          expect(old.trace.won?.source).toEqual(decidedBy.before);
          expect(young.trace.won?.source).toEqual(decidedBy.after);
          expect(requests).toBeGreaterThan(0);
          expect(sentence).toMatch(/^\S+ [/*].*: .+ → .+$/);
        }
        const kinds = differences.map(({ kind }) => kind);
        expect(kinds.lastIndexOf('breaks')).toBe(
          kinds.filter(kind => kind === 'breaks').length - 1,
        );
      }),
      { numRuns: 150 },
    );
  });

  it('misses no kind of request that any combination of values shows', () => {
    fc.assert(
      fc.property(randomEdit, versions, ([before, after], version) => {
        const [was, is] = [tableOf(before, version), tableOf(after, version)];
        const found = new Set(diff(was, is).differences.map(classOfDifference));
        const missed = [...changedClasses(was, is)].filter(
          ([key]) => !found.has(key),
        );
        expect(missed).toEqual([]);
      }),
      { numRuns: 15 },
    );
  }, 60_000);

  it('tells the same story backwards', () => {
    const opposite = {
      breaks: 'repairs',
      repairs: 'breaks',
      moves: 'moves',
      changes: 'changes',
    } as const;
    const kindsOf = (
      differences: readonly RouteDifference[],
      name: (kind: RouteDifference['kind']) => string,
    ) => differences.map(({ kind }) => name(kind)).sort();
    fc.assert(
      fc.property(randomEdit, ([before, after]) => {
        const [was, is] = [tableOf(before, '1.31'), tableOf(after, '1.31')];
        const forth = diff(was, is).differences;
        const back = diff(is, was).differences;
        expect(kindsOf(forth, kind => opposite[kind])).toEqual(
          kindsOf(back, kind => kind),
        );
      }),
      { numRuns: 100 },
    );
  });
});
