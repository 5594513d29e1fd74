import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';

const ROOT = resolve(__dirname, '../../..');

interface LockEntry {
  version: string;
  resolution: string;
  dependencies?: Record<string, string>;
  checksum?: string;
}

/** Two copies of one of these give an app or a backend that dies at start, or two contexts that do not meet. */
const SINGLE = [
  '@backstage/backend-defaults',
  '@backstage/backend-plugin-api',
  '@backstage/core-plugin-api',
  '@backstage/frontend-plugin-api',
  '@backstage/plugin-catalog-react',
  '@backstage/ui',
];

/** Tests import these. What they bring along runs in no app and no backend. */
const DEVELOPMENT_TOOLS = ['@backstage/backend-test-utils'];

const text = readFileSync(resolve(ROOT, 'yarn.lock'), 'utf8');
const { __metadata: _, ...entries }: Record<string, LockEntry> = parse(text);

/** Every descriptor, such as `a@npm:^1.0.0`, with its entry. */
const byDescriptor = new Map(
  Object.entries(entries).flatMap(([descriptors, entry]) =>
    descriptors.split(', ').map(each => [each, entry] as const),
  ),
);

const nameOf = ({ resolution }: LockEntry) =>
  resolution.slice(0, resolution.lastIndexOf('@'));

/** Entries that the dependencies of the workspaces lead to, development tools left aside. */
function reachable(): Set<LockEntry> {
  const seen = new Set<LockEntry>();
  const queue = Object.values(entries).filter(({ resolution }) =>
    resolution.includes('@workspace:'),
  );
  for (let entry = queue.pop(); entry; entry = queue.pop()) {
    if (seen.has(entry) || DEVELOPMENT_TOOLS.includes(nameOf(entry))) {
      continue;
    }
    seen.add(entry);
    for (const [name, range] of Object.entries(entry.dependencies ?? {})) {
      const next = byDescriptor.get(`${name}@${range}`);
      if (next) {
        queue.push(next);
      }
    }
  }
  return seen;
}

describe('yarn.lock', () => {
  const packages = [...reachable()];

  it('is read to the end', () => {
    expect(packages.length).toBeGreaterThan(1000);
  });

  it.each(SINGLE)('has one copy of %s outside development tools', name => {
    const versions = packages
      .filter(entry => nameOf(entry) === name)
      .map(({ version }) => version);

    expect(versions).toHaveLength(1);
  });

  it('names the host of no registry', () => {
    expect(text.match(/^.*https?:\/\/.*$/gm)).toBeNull();
  });

  it('has one version of every Backstage package that the app and the backend name', () => {
    const inexact = [
      'package.json',
      'packages/app/package.json',
      'packages/backend/package.json',
    ]
      .map(file => JSON.parse(readFileSync(resolve(ROOT, file), 'utf8')))
      .flatMap(({ dependencies, devDependencies }) =>
        Object.entries<string>({ ...dependencies, ...devDependencies }),
      )
      .filter(([name]) => name.startsWith('@backstage/'))
      .filter(([, range]) => !/^\d+\.\d+\.\d+$/.test(range));

    expect(inexact).toEqual([]);
  });
});
