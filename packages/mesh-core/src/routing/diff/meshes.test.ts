import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import {
  snapshotOf,
  type RawObject,
} from '../../snapshot/__testUtils__/objects';
import {
  anyCaller,
  anyOptions,
  nearRequest,
  randomMesh,
} from '../properties/__testUtils__/randomMesh';
import { shadowedRoutes } from '../reachability/shadowedRoutes';
import type { Outcome, Simulation } from '../simulate/Outcome';
import { simulate } from '../simulate/simulate';
import { compile } from '../table/compile';
import type { CompileOptions, RouteCaller } from '../table/CompileOptions';
import type { RouteSource } from '../table/RouteTable';
import { diff } from './diff';

const tableOf = (
  mesh: readonly RawObject[],
  caller: RouteCaller,
  options: CompileOptions = {},
) => compile(snapshotOf(...mesh), caller, options);

/** A mesh, and the same after objects went and others came. */
const editedMesh = fc
  .tuple(randomMesh, randomMesh)
  .chain(([mesh, more]) =>
    fc
      .tuple(fc.subarray(mesh), fc.subarray(more, { maxLength: 2 }))
      .map(([left, added]) => [mesh, [...left, ...added]] as const),
  );

/** What a client can tell: not the name of a rule, and shares instead of weights. */
function answerOf(outcome: Outcome): unknown {
  if (outcome.outcome !== 'route' && outcome.outcome !== 'tcp') {
    return { ...outcome, route: undefined };
  }
  const { destinations } = outcome;
  const total = destinations.reduce((sum, { weight }) => sum + weight, 0);
  return {
    ...outcome,
    route: undefined,
    destinations: destinations.map(one => ({
      ...one,
      weight: total && one.weight / total,
    })),
  };
}

const ruleOf = (source: RouteSource | undefined) =>
  source && [source.owner, source.delegate, source.rootRule, source.rule];

const sourceOf = ({ trace }: Simulation) =>
  trace.won ? trace.won.source : trace.chain?.source;

const classOf = (
  before: Outcome,
  after: Outcome,
  sources: readonly (RouteSource | undefined)[],
): string =>
  JSON.stringify([before.outcome, after.outcome, ...sources.map(ruleOf)]);

describe('diff, for any meshes', () => {
  it('finds nothing between a mesh and its copy', () => {
    fc.assert(
      fc.property(
        randomMesh,
        anyCaller,
        anyOptions,
        (mesh, caller, options) => {
          const [before, after] = [mesh, structuredClone(mesh)].map(each =>
            tableOf(each, caller, options),
          );
          expect(diff(before, after)).toMatchObject({
            differences: [],
            cut: false,
          });
        },
      ),
      { numRuns: 150 },
    );
  });

  it('holds on its examples, and knows every request that is answered otherwise', () => {
    const asked = { changed: 0 };
    fc.assert(
      fc.property(
        editedMesh,
        anyCaller,
        anyOptions,
        fc.array(nearRequest, { minLength: 20, maxLength: 40 }),
        (meshes, caller, options, requests) => {
          const [before, after] = meshes.map(mesh =>
            tableOf(mesh, caller, options),
          );
          const { differences } = diff(before, after);
          const classes = new Set<string>();
          for (const one of differences) {
            const [was, is] = [before, after].map(table =>
              simulate(table, one.example),
            );
            expect(was.outcome).toEqual(one.before);
            expect(is.outcome).toEqual(one.after);
            expect(answerOf(one.before)).not.toEqual(answerOf(one.after));
            // what it was and what it is are not the same words
            expect(one.sentence).not.toMatch(/: ([^;]+) → \1(;|$)/);
            const { decidedBy } = one;
            classes.add(
              classOf(one.before, one.after, [
                decidedBy.before,
                decidedBy.after,
              ]),
            );
          }
          const changed = requests
            .map(request => [before, after].map(one => simulate(one, request)))
            .filter(
              ([was, is]) =>
                !isDeepStrictEqual(answerOf(was.outcome), answerOf(is.outcome)),
            )
            .map(([was, is]) =>
              classOf(was.outcome, is.outcome, [sourceOf(was), sourceOf(is)]),
            );
          asked.changed += changed.length;
          expect(changed.filter(one => !classes.has(one))).toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
    expect(asked.changed).toBeGreaterThan(100);
  }, 60_000);

  it('leaves no route open in the tables of a mesh', () => {
    fc.assert(
      fc.property(randomMesh, anyCaller, (mesh, caller) => {
        expect(shadowedRoutes(tableOf(mesh, caller)).undecided).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});
