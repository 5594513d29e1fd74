import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { eachMapping, TraceMap } from '@jridgewell/trace-mapping';
import type { Bench, BenchRow } from './BenchRow';

const DIST = join(__dirname, '../packages/app/dist');
const LIMIT_KB = 30;
/**
 * Sources that are in the app because of the plugin. The icons are one module that all plugins share: it counts as a whole, though
 * most of it is there without us.
 */
const OURS =
  /\/(plugins\/mesh|packages\/mesh-|node_modules\/(@xyflow|@dagrejs|@remixicon|yaml|re2js)\/)/;

interface Mapping {
  line: number;
  column: number;
  source: string | null;
}

/** Scripts that the page loads before anything else. */
function initialScripts(): string[] {
  const html = readFileSync(join(DIST, 'index.html'), 'utf8');
  return [
    ...html.matchAll(/<script[^>]* src="[^"]*\/(static\/[^"]+\.js)"/g),
  ].map(([, file]) => file);
}

/** The pieces of a script that come from our sources, by its source map. */
function ourPieces(file: string): string {
  const lines = readFileSync(join(DIST, file), 'utf8').split('\n');
  const mappings: Mapping[] = [];
  eachMapping(
    new TraceMap(readFileSync(join(DIST, `${file}.map`), 'utf8')),
    mapping =>
      mappings.push({
        line: mapping.generatedLine - 1,
        column: mapping.generatedColumn,
        source: mapping.source,
      }),
  );
  return mappings
    .map((mapping, index) => {
      const next = mappings[index + 1];
      const end = next?.line === mapping.line ? next.column : undefined;
      return OURS.test(mapping.source ?? '')
        ? lines[mapping.line].slice(mapping.column, end)
        : '';
    })
    .join('');
}

/** What the plugin adds to the start of the app, measured in the production bundle. */
export const bench: Bench = {
  name: 'frontend-size',
  async run(): Promise<BenchRow[]> {
    if (!existsSync(join(DIST, 'index.html'))) {
      throw new Error('The app is not built: run `yarn workspace app build`');
    }
    const pieces = initialScripts().map(ourPieces).join('');
    if (!pieces.includes('plugin.mesh')) {
      throw new Error('The plugin is not among the initial scripts');
    }
    const kilobytes = gzipSync(pieces).length / 1_000;
    return [
      {
        what: 'JavaScript before a tab is opened, gzip',
        measured: `${kilobytes.toFixed(1)} kB`,
        target: `≤ ${LIMIT_KB} kB`,
        reached: kilobytes <= LIMIT_KB,
      },
    ];
  },
};
