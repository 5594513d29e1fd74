import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './root.mjs';
import { run } from './run.mjs';

/*
 * Writes the API report of every published package, or with --ci checks that they are up to date. The declarations
 * that it reads are those of `tsc`.
 */
const published = globSync('{packages,plugins}/*/package.json', { cwd: ROOT })
  .filter(file => !JSON.parse(readFileSync(join(ROOT, file), 'utf8')).private)
  .map(dirname)
  .sort();

process.exitCode = await run('backstage-repo-tools', [
  'api-reports',
  ...published,
  // Packages of this repository refer to each other by their sources, in which declarations are not expected.
  '--omit-messages',
  'ae-wrong-input-file-type,ae-undocumented',
  ...process.argv.slice(2),
]);
