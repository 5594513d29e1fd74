import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Bench, BenchRow } from './BenchRow';

const suffix = '.bench.ts';

function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0].map((_, column) =>
    Math.max(...rows.map(row => row[column].length)),
  );
  return rows
    .map(row => row.map((cell, i) => cell.padEnd(widths[i])).join('  '))
    .join('\n');
}

function cells(name: string, row: BenchRow): string[] {
  let verdict = '';
  if (row.reached !== undefined) {
    verdict = row.reached ? 'reached' : 'MISSED';
  }
  return [name, row.what, row.measured, row.target ?? '', verdict];
}

/** Node shows a module that was compiled to CommonJS under `default`. */
async function load(path: string): Promise<Bench> {
  const module: { bench?: Bench; default?: { bench?: Bench } } = await import(
    path
  );
  const bench = module.bench ?? module.default?.bench;
  if (!bench) {
    throw new Error(`${path} does not export "bench"`);
  }
  return bench;
}

async function main(wanted: readonly string[]): Promise<void> {
  const names = readdirSync(__dirname)
    .filter(file => file.endsWith(suffix))
    .map(file => basename(file, suffix))
    .filter(name => wanted.length === 0 || wanted.includes(name))
    .sort();
  const rows: string[][] = [['bench', 'what', 'measured', 'target', '']];
  for (const name of names) {
    const bench = await load(join(__dirname, `${name}${suffix}`));
    for (const row of await bench.run()) {
      rows.push(cells(bench.name, row));
    }
  }
  process.stdout.write(`${table(rows)}\n`);
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  error => {
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    process.exit(1);
  },
);
