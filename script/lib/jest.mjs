import { globSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './root.mjs';
import { run } from './run.mjs';

const NODE_ROLES = [
  'backend',
  'backend-plugin',
  'backend-plugin-module',
  'node-library',
  'cli',
];
const CONTRACT = 'Contract\\.test\\.tsx?$';
const RESULTS = join(ROOT, '.cache/test');

/** Names of the packages with tests, those that run in Node first. */
function projects() {
  const packages = globSync('{packages,plugins}/*/package.json', {
    cwd: ROOT,
  }).map(file => JSON.parse(readFileSync(join(ROOT, file), 'utf8')));
  const names = isWanted => packages.filter(isWanted).map(({ name }) => name);
  const isNode = ({ backstage }) => NODE_ROLES.includes(backstage.role);
  return { node: names(isNode), other: names(each => !isNode(each)) };
}

function readResults(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {
      numPassedTests: 0,
      numFailedTests: 0,
      numRuntimeErrorTestSuites: 1,
      testResults: [],
    };
  }
}

async function runJest(name, projectNames, { args, env }) {
  const outputFile = join(RESULTS, `${name}.json`);
  mkdirSync(RESULTS, { recursive: true });
  rmSync(outputFile, { force: true });
  const code = await run(
    'backstage-cli',
    [
      'repo',
      'test',
      '--watchAll=false',
      '--ci',
      '--passWithNoTests',
      `--maxWorkers=${Math.max(1, availableParallelism())}`,
      '--workerIdleMemoryLimit=1GB',
      '--json',
      `--outputFile=${outputFile}`,
      ...args,
      '--selectProjects',
      ...projectNames,
    ],
    { env },
  );
  const results = readResults(outputFile);
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  return {
    passed: results.numPassedTests,
    // A threshold or a leak fails a run without a failed test.
    failed: failed || (code === 0 ? 0 : 1),
    titles: results.testResults.flatMap(({ assertionResults }) =>
      assertionResults
        .filter(({ status }) => status === 'passed')
        .map(({ fullName }) => fullName),
    ),
  };
}

/**
 * Runs the jest tests of all packages: those of `part` 'contract', or all others. Packages that run in Node load ES
 * modules by `import()`, for which Node needs a flag that the others cannot run with.
 */
export async function runJestPart(part, { env = {}, args = [] } = {}) {
  const { node, other } = projects();
  const select =
    part === 'contract'
      ? [`--testPathPatterns=${CONTRACT}`]
      : [
          `--testPathIgnorePatterns=/node_modules/`,
          `--testPathIgnorePatterns=${CONTRACT}`,
        ];
  const runs = [
    await runJest(`${part}-node`, node, {
      args: [...select, ...args, `--coverageDirectory=coverage/${part}-node`],
      env: {
        ...env,
        NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --experimental-vm-modules --disable-warning=ExperimentalWarning`,
      },
    }),
    await runJest(`${part}-other`, other, {
      args: [...select, ...args, `--coverageDirectory=coverage/${part}-other`],
      env,
    }),
  ];
  return {
    passed: runs[0].passed + runs[1].passed,
    failed: runs[0].failed + runs[1].failed,
    titles: [...runs[0].titles, ...runs[1].titles],
  };
}
