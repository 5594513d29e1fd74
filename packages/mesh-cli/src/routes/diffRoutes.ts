import { isError } from '@backstage/errors';
import {
  compile,
  diff,
  type RouteCaller,
  type RouteTable,
} from '@fairway/mesh-core';
import { writeText } from '../io/CliIo';
import { createStyle } from '../output/createStyle';
import { diffText, type CallerDiff, type DiffSides } from '../output/diffText';
import { withPositions } from '../output/withPositions';
import { callersOf, type NamedCaller } from './callersOf';
import type { CommandSite } from './CommandSite';
import { loadManifests, type Input } from './loadInput';
import type { DiffOptions } from './RoutesOptions';

/** A workload that only one side knows by its name calls with the same labels on the other. */
function callerOfEither(
  { before, after }: DiffSides,
  texts: string[] | undefined,
): NamedCaller[] {
  try {
    return callersOf(after.snapshot, texts);
  } catch (error) {
    if (isError(error) && error.name === 'NotFoundError') {
      return callersOf(before.snapshot, texts);
    }
    throw error;
  }
}

function diffJson({ before, after }: DiffSides, diffs: CallerDiff[]): unknown {
  return diffs.map(({ caller, result }) => ({
    caller,
    ...result,
    differences: result.differences.map(({ decidedBy, ...difference }) => ({
      ...difference,
      decidedBy: {
        before: withPositions(decidedBy.before, before),
        after: withPositions(decidedBy.after, after),
      },
    })),
  }));
}

function tableOf(
  { mesh, compileOptions }: Input,
  caller: RouteCaller,
): RouteTable {
  return compile(mesh.snapshot, caller, compileOptions);
}

function isFailing(
  diffs: readonly CallerDiff[],
  failOn: DiffOptions['failOn'],
): boolean {
  const kinds = diffs.flatMap(({ result }) =>
    result.differences.map(({ kind }) => kind),
  );
  return failOn === 'breaks'
    ? kinds.includes('breaks')
    : failOn === 'changes' && kinds.length > 0;
}

/**
 * `fairway routes diff`: which requests get another answer.
 *
 * @param paths - files or folders of the mesh before and after
 * @returns whether there are differences that `--fail-on` names
 */
export async function diffRoutes(
  paths: { before: string; after: string },
  options: DiffOptions,
  site: CommandSite,
): Promise<boolean> {
  const before = await loadManifests([paths.before], options, site);
  const after = await loadManifests([paths.after], options, site);
  const sides: DiffSides = { before: before.mesh, after: after.mesh };
  const texts = options.caller?.map(text => [text]) ?? [undefined];
  const diffs = texts
    .flatMap(text => callerOfEither(sides, text))
    .map(({ text, caller }) => ({
      caller: text,
      result: diff(tableOf(before, caller), tableOf(after, caller)),
    }));
  const output =
    options.output === 'json'
      ? `${JSON.stringify(diffJson(sides, diffs), null, 2)}\n`
      : diffText(diffs, sides, createStyle(site.io));
  await writeText(site.io.stdout, output);
  return isFailing(diffs, options.failOn);
}
