import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import { ROOT } from './root.mjs';

/** The budgets of STYLE.md. Above `warn` is printed, above `fail` fails. */
const BUDGETS = {
  'max-lines': { warn: 200, fail: 400, what: 'lines in a file' },
  'max-lines-per-function': {
    warn: 60,
    fail: 100,
    what: 'lines in a function',
  },
  complexity: { warn: 10, fail: 15, what: 'cyclomatic complexity' },
};
const USE_STATE = { warn: 2, fail: 4 };
const ANY_PER_1000_LINES = 1;
const DOCUMENTED = { warn: 1, fail: 0.9 };
const CORE_TEST_RATIO = { warn: 1.5, fail: 1 };

/** Rules without a number: the first finding fails. */
const FORBIDDEN = ['no-console', '@typescript-eslint/ban-ts-comment'];
const ANY = '@typescript-eslint/no-explicit-any';

const SOURCES = '{packages,plugins}/*/{src,dev}/**/*.{ts,tsx}';
const TEST = /\.test\.tsx?$|\/(__fixtures__|__testUtils__|contract)\//;
const COMMAND_LINE = /\/(src\/)?cli(\/|\.ts$)/;
const UNEXPLAINED_DISABLE = /eslint-disable(?!.* -- )/;

const findings = { warn: [], fail: [] };
const report = (level, file, text) => findings[level].push(`${file}: ${text}`);
const lineCount = text => text.split('\n').length - 1;
const packageOf = file => file.split('/').slice(0, 2).join('/');

function judge(file, value, { warn, fail }, what) {
  if (value > fail) {
    report('fail', file, `${value} ${what}, at most ${fail}`);
  } else if (value > warn) {
    report('warn', file, `${value} ${what}, better ${warn}`);
  }
}

/** Numbers that ESLint measures: it is asked with the lower bound, and says in its message what it found. */
async function lint(files) {
  const eslint = new ESLint({
    cwd: ROOT,
    useEslintrc: false,
    overrideConfig: {
      parser: '@typescript-eslint/parser',
      parserOptions: { ecmaVersion: 'latest', sourceType: 'module' },
      plugins: ['@typescript-eslint'],
      rules: {
        'max-lines': ['error', BUDGETS['max-lines'].warn],
        'max-lines-per-function': [
          'error',
          BUDGETS['max-lines-per-function'].warn,
        ],
        complexity: ['error', BUDGETS.complexity.warn],
        'no-console': 'error',
        [ANY]: 'error',
        '@typescript-eslint/ban-ts-comment': 'error',
      },
    },
  });
  const results = await eslint.lintFiles(files);
  return results.flatMap(({ filePath, messages }) =>
    messages.map(({ ruleId, message, line }) => ({
      file: filePath.slice(ROOT.length + 1),
      ruleId,
      message,
      line,
    })),
  );
}

function judgeMessage({ file, ruleId, message, line }) {
  const where = `${file}:${line}`;
  const budget = BUDGETS[ruleId];
  if (budget) {
    const [, lines, complexity] = /\((\d+)\)|complexity of (\d+)/.exec(message);
    judge(where, Number(lines ?? complexity), budget, budget.what);
  } else if (
    FORBIDDEN.includes(ruleId) &&
    !(ruleId === 'no-console' && COMMAND_LINE.test(file))
  ) {
    report('fail', where, message);
  }
}

function judgeText(file, text) {
  const states = text.match(/\buseState[<(]/g)?.length ?? 0;
  judge(file, states, USE_STATE, 'useState in a component file');
  text.split('\n').forEach((line, index) => {
    if (UNEXPLAINED_DISABLE.test(line)) {
      report(
        'fail',
        `${file}:${index + 1}`,
        'eslint-disable without a reason after " -- "',
      );
    }
  });
}

function judgeAny(messages, texts) {
  const packages = Map.groupBy(
    messages.filter(({ ruleId }) => ruleId === ANY),
    ({ file }) => packageOf(file),
  );
  for (const [folder, anys] of packages) {
    const lines = [...texts]
      .filter(([file]) => packageOf(file) === folder)
      .reduce((sum, [, text]) => sum + lineCount(text), 0);
    const isCore = folder === 'packages/mesh-core';
    const allowed = isCore ? 0 : (lines / 1000) * ANY_PER_1000_LINES;
    const places = anys.map(({ file, line }) => `${file}:${line}`).join(', ');
    report(
      anys.length > allowed ? 'fail' : 'warn',
      folder,
      `explicit any at ${places}`,
    );
  }
}

/** API reports list each exported declaration and mark those without a comment. */
function judgeDocumentation() {
  for (const file of globSync('{packages,plugins}/*/report*.api.md', {
    cwd: ROOT,
  })) {
    const text = readFileSync(join(ROOT, file), 'utf8');
    const exported = text.match(/^export (?!\{)/gm)?.length ?? 0;
    const undocumented =
      text.match(/^\/\/ @\w+ \(undocumented\)$/gm)?.length ?? 0;
    const ratio = exported === 0 ? 1 : 1 - undocumented / exported;
    if (ratio < DOCUMENTED.warn) {
      report(
        ratio < DOCUMENTED.fail ? 'fail' : 'warn',
        file,
        `${undocumented} of ${exported} exported declarations without TSDoc`,
      );
    }
  }
}

/** Lines that do something: comments are demanded of everything public and are no reason for a test. */
function codeLineCount(text) {
  return text.split('\n').filter(line => !/^\s*($|\/\/|\/?\*)/.test(line))
    .length;
}

function judgeCoreTests() {
  const root = join(ROOT, 'packages/mesh-core/src');
  const lines = { tests: 0, source: 0 };
  for (const file of globSync('**/*.ts', { cwd: root })) {
    const side = TEST.test(`/${file}`) ? 'tests' : 'source';
    lines[side] += codeLineCount(readFileSync(join(root, file), 'utf8'));
  }
  const ratio = lines.tests / lines.source;
  if (ratio < CORE_TEST_RATIO.warn) {
    report(
      ratio < CORE_TEST_RATIO.fail ? 'fail' : 'warn',
      'packages/mesh-core',
      `${ratio.toFixed(2)} lines of tests per line of source, ${CORE_TEST_RATIO.warn} are wanted`,
    );
  }
}

const files = globSync(SOURCES, { cwd: ROOT }).filter(file => !TEST.test(file));
const texts = new Map(
  files.map(file => [file, readFileSync(join(ROOT, file), 'utf8')]),
);
const messages = await lint(files);
messages.forEach(judgeMessage);
texts.forEach((text, file) => judgeText(file, text));
judgeAny(messages, texts);
judgeDocumentation();
judgeCoreTests();

findings.warn.forEach(text => console.log(`warning  ${text}`));
findings.fail.forEach(text => console.log(`error    ${text}`));
console.log(
  `Budgets: ${findings.fail.length} exceeded, ${findings.warn.length} close, ${files.length} files`,
);
process.exitCode = findings.fail.length > 0 ? 1 : 0;
