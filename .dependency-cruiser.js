/**
 * Who may import what: DESIGN section 3 as rules. A path says `$1` for what the first bracket of `from` matched.
 *
 * @see ARCHITECTURE.md
 */

const PACKAGES = {
  core: 'packages/mesh-core',
  sandbox: 'packages/mesh-sandbox',
  testUtils: 'packages/mesh-test-utils',
  cli: 'packages/mesh-cli',
  app: 'packages/app',
  backend: 'packages/backend',
  common: 'plugins/mesh-common',
  node: 'plugins/mesh-node',
  react: 'plugins/mesh-react',
  meshBackend: 'plugins/mesh-backend',
  kiali: 'plugins/mesh-backend-module-kiali',
  mesh: 'plugins/mesh',
  scaffolder: 'plugins/scaffolder-backend-module-mesh',
  persona: 'plugins/auth-backend-module-persona',
};

/** The packages of ours that each package may import at run time. */
const MAY_IMPORT = {
  core: [],
  common: ['core'],
  node: ['core', 'common'],
  react: ['core', 'common'],
  meshBackend: ['core', 'common', 'node'],
  kiali: ['core', 'common', 'node'],
  mesh: ['core', 'common', 'react'],
  scaffolder: ['core', 'common'],
  sandbox: ['core'],
  testUtils: ['core', 'common'],
  persona: [],
  cli: ['core', 'common'],
  app: ['mesh'],
  backend: ['common', 'meshBackend', 'kiali', 'scaffolder', 'persona'],
};

/** The folders of mesh-core that each folder may import. */
const CORE_MAY_IMPORT = {
  refs: [],
  verdict: ['refs'],
  resources: ['refs', 'verdict'],
  snapshot: ['refs', 'resources', 'verdict'],
  routing: ['snapshot', 'refs', 'resources', 'verdict'],
  canary: ['snapshot', 'refs', 'resources', 'verdict'],
  topology: ['snapshot', 'refs', 'resources', 'verdict'],
  analysis: ['canary', 'snapshot', 'refs', 'resources', 'verdict'],
  manifests: ['refs', 'resources', 'verdict'],
};

/** Tests, fixtures and development pages. */
const TEST_FILES =
  '(\\.test\\.tsx?$|/__fixtures__/|/__testUtils__/|/setupTests\\.ts$|/testing/|^[^/]+/[^/]+/dev/|/e2e-tests/|/contract/)';
const TEST_ONLY = `^(${PACKAGES.sandbox}|${PACKAGES.testUtils})/`;

const source = name => `^${PACKAGES[name]}/(src|dev|e2e-tests)/`;
const anyOf = patterns => `(${patterns.join('|')})`;

const packageRules = Object.entries(MAY_IMPORT).map(([name, allowed]) => ({
  name: `imports-of-${PACKAGES[name].split('/')[1]}`,
  comment: `${PACKAGES[name]} imports ${allowed.map(each => PACKAGES[each]).join(', ') || 'no package of ours'}.`,
  severity: 'error',
  from: { path: source(name), pathNot: TEST_FILES },
  to: {
    path: '^(packages|plugins)/',
    pathNot: anyOf([name, ...allowed].map(each => `^${PACKAGES[each]}/`)),
  },
}));

const coreRules = Object.entries(CORE_MAY_IMPORT).map(([folder, allowed]) => ({
  name: `imports-of-mesh-core-${folder}`,
  comment: `mesh-core/${folder} imports ${allowed.join(', ') || 'no other folder'}.`,
  severity: 'error',
  from: { path: `^${PACKAGES.core}/src/${folder}/`, pathNot: TEST_FILES },
  to: {
    path: `^${PACKAGES.core}/src/`,
    pathNot: anyOf(
      [folder, ...allowed].map(each => `^${PACKAGES.core}/src/${each}/`),
    ),
  },
}));

module.exports = {
  forbidden: [
    ...packageRules,
    ...coreRules,
    {
      name: 'no-cycle',
      comment: 'Modules that need each other are one module.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'core-is-pure',
      comment: 'mesh-core runs in a browser, a backend and a command line.',
      severity: 'error',
      from: { path: source('core'), pathNot: TEST_FILES },
      to: {
        path: '(^node:|node_modules/(@backstage|react|react-dom|express|@types/node)/)',
      },
    },
    {
      name: 'core-imports-no-node-module',
      severity: 'error',
      from: { path: source('core'), pathNot: TEST_FILES },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'test-packages-in-tests-only',
      comment: 'The product never imports the sandbox or the test utilities.',
      severity: 'error',
      from: { pathNot: anyOf([TEST_FILES, TEST_ONLY]) },
      to: { path: TEST_ONLY },
    },
    {
      name: 'features-stand-alone',
      comment: 'Features of the frontend never import each other.',
      severity: 'error',
      from: { path: `^${PACKAGES.mesh}/src/features/([^/]+)/` },
      to: {
        path: `^${PACKAGES.mesh}/src/features/([^/]+)/`,
        pathNot: `^${PACKAGES.mesh}/src/features/$1/`,
      },
    },
    {
      name: 'alpha-in-one-file',
      comment:
        'What is unstable in Backstage enters a package through its src/alpha.ts.',
      severity: 'error',
      // Tests import what only tests may import directly: alpha.ts is part of the product.
      from: { pathNot: anyOf(['/src/alpha\\.ts$', TEST_FILES]) },
      to: { path: 'node_modules/@backstage/[^/]+/dist/alpha' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: {
      path: '^(packages|plugins)/[^/]+/(dist|dist-types|coverage)/|^dist-types/',
    },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
