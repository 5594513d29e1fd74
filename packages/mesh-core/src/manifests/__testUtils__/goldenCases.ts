import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { parseMeshIntent, type MeshIntent } from '../intent';

const folder = join(__dirname, '..', '__fixtures__');

/** A folder of `__fixtures__`: an intent and the files that it must lead to. */
export interface GoldenCase {
  name: string;
  /** Folder of the expected files. */
  expectedFolder: string;
  intent: MeshIntent;
}

/** Reads one intent as an author of a service writes it. */
export function readIntent(name: string): MeshIntent {
  const text = readFileSync(join(folder, name, 'intent.yaml'), 'utf8');
  const { intent, findings } = parseMeshIntent(parse(text));
  if (!intent) {
    throw new Error(
      `${name}: ${findings.map(({ message }) => message).join(' ')}`,
    );
  }
  return intent;
}

/** All cases, by name. */
export function readGoldenCases(): GoldenCase[] {
  return readdirSync(folder)
    .sort()
    .map(name => ({
      name,
      expectedFolder: join(folder, name, 'expected'),
      intent: readIntent(name),
    }));
}
