import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser } from './browser.mjs';
import { installPackages } from './debian.mjs';
import { runJestPart } from './jest.mjs';
import { Postgres } from './Postgres.mjs';
import { ROOT } from './root.mjs';
import { interrupt, run } from './run.mjs';
import { Tally } from './Tally.mjs';

const SOURCES = ['packages/', 'plugins/'];

/** The checks that are not tests. Each counts as one. */
const CHECKS = {
  prettier: () => run('prettier', ['--check', '--log-level', 'warn', '.']),
  types: () => run('tsc', ['--pretty', 'false']),
  eslint: () => run('backstage-cli', ['repo', 'lint']),
  budgets: () => run(process.execPath, ['script/lib/budgets.mjs']),
  imports: () =>
    run('depcruise', ['--config', '.dependency-cruiser.js', ...SOURCES]),
  manifests: () =>
    run('backstage-cli', ['repo', 'fix', '--publish', '--check']),
  'api reports': () =>
    run(process.execPath, ['script/lib/apiReports.mjs', '--ci']),
  knip: () => run('knip', ['--no-progress', '--no-config-hints']),
};

const tally = new Tally();

/** Runs one part. An exception is a failure with its message, and the next part runs all the same. */
async function part(name, action) {
  const start = Date.now();
  console.log(`\n=== ${name}\n`);
  let result = { passed: 0, failed: 1 };
  try {
    result = await action();
  } catch (error) {
    console.error(error.message);
  }
  tally.add(name, { ...result, ms: Date.now() - start });
}

async function lint() {
  for (const [name, check] of Object.entries(CHECKS)) {
    await part(name, async () =>
      (await check()) === 0
        ? { passed: 1, failed: 0 }
        : { passed: 0, failed: 1 },
    );
  }
}

/** Tests of databases vanish without a word when there is no database, so they have to show up in the results. */
function countDatabaseTests({ titles }) {
  return titles.filter(title => title.includes('POSTGRES_15')).length;
}

async function unit() {
  await part('unit and integration tests', async () => {
    const postgres = await Postgres.start();
    let result;
    try {
      result = await runJestPart('unit', {
        args: [
          '--coverage',
          '--coverageReporters=json-summary',
          '--coverageReporters=lcov',
        ],
        env: {
          BACKSTAGE_TEST_DISABLE_DOCKER: '1',
          BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING: postgres.url,
        },
      });
    } finally {
      postgres.stop();
    }
    if (countDatabaseTests(result) === 0) {
      console.error('No test ran on PostgreSQL.');
      return { ...result, failed: result.failed + 1 };
    }
    return result;
  });
}

async function contract() {
  await part('contract tests', async () => {
    if ((await run('which', ['prometheus'], { stdio: 'ignore' })) !== 0) {
      await installPackages('prometheus');
    }
    return runJestPart('contract');
  });
}

async function e2e() {
  await part('browser tests', async () => {
    const env = { CHROMIUM_PATH: await findBrowser() };
    const build = ['package', 'build'];
    if (
      (await run('backstage-cli', build, {
        cwd: join(ROOT, 'packages/app'),
        stdio: 'ignore',
      })) !== 0
    ) {
      throw new Error(
        'The app does not build: `yarn workspace app build` says why.',
      );
    }
    const results = join(ROOT, '.cache/test/playwright.json');
    rmSync(results, { force: true });
    const code = await run('playwright', ['test'], { env });
    const { stats, errors } = JSON.parse(readFileSync(results, 'utf8'));
    const failed = stats.unexpected + errors.length;
    return {
      passed: stats.expected + stats.flaky,
      failed: failed || (code === 0 ? 0 : 1),
    };
  });
}

const PARTS = { lint, unit, contract, e2e };

const wanted = process.argv.slice(2);
const unknown = wanted.filter(name => !(name in PARTS));
if (unknown.length > 0) {
  console.error(
    `script/test knows the parts ${Object.keys(PARTS).join(', ')}, but not ${unknown.join(', ')}.`,
  );
  process.exit(2);
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    interrupt(signal);
    process.exitCode = 1;
  });
}

for (const name of wanted.length > 0 ? wanted : Object.keys(PARTS)) {
  await PARTS[name]();
}
tally.print();
process.exitCode = tally.hasFailed ? 1 : 0;
