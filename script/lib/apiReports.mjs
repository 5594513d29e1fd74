import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './root.mjs';
import { run } from './run.mjs';

/*
 * Writes the API report of every published package, or with --ci checks that they are up to date. The declarations that it reads
 * are those of `tsc`, which puts members of inferred types into an order that changes with any file of the repository. Therefore a
 * report that differs in nothing but order stays as it is (docs/adr/0005).
 */
const published = globSync('{packages,plugins}/*/package.json', { cwd: ROOT })
  .filter(file => !JSON.parse(readFileSync(join(ROOT, file), 'utf8')).private)
  .map(dirname)
  .sort();

function readReports() {
  const files = published.flatMap(folder =>
    globSync(
      ['report*.api.md', 'cli-report*.md'].map(name => join(folder, name)),
      { cwd: ROOT },
    ),
  );
  return new Map(
    files.map(file => [file, readFileSync(join(ROOT, file), 'utf8')]),
  );
}

/** The words of a report, whatever their order. */
function wordsOf(report) {
  return report
    .split(/[\s|&,;]+/)
    .sort()
    .join('\n');
}

const isCheck = process.argv.includes('--ci');
const before = readReports();
const exitCode = await run('backstage-repo-tools', [
  'api-reports',
  ...published,
  // Packages of this repository refer to each other by their sources, in which declarations are not expected.
  '--omit-messages',
  'ae-wrong-input-file-type,ae-undocumented',
  ...process.argv.slice(2).filter(arg => arg !== '--ci'),
]);
const changed = [];
for (const [file, report] of readReports()) {
  const old = before.get(file);
  if (old !== report) {
    const isSame = old !== undefined && wordsOf(old) === wordsOf(report);
    if (isSame) {
      writeFileSync(join(ROOT, file), old);
    } else {
      changed.push(file);
    }
  }
}
for (const file of changed) {
  process.stdout.write(`${isCheck ? 'Out of date' : 'Written'}: ${file}\n`);
}
if (isCheck && changed.length > 0) {
  process.stdout.write(
    'The public API changed. Read the difference (git diff), and commit the reports.\n',
  );
}
process.exitCode = exitCode || (isCheck && changed.length > 0 ? 1 : 0);
