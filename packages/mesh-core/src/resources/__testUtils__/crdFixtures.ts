import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A field as `script/reduce-crds.mjs` writes it. */
export interface CrdField {
  type: string;
  enum?: string[];
  required?: boolean;
  nullable?: boolean;
}

/** One kind of one release. */
export interface CrdFixture {
  origin: string;
  group: string;
  kind: string;
  plural: string;
  scope: 'Namespaced' | 'Cluster';
  variants: { versions: string[]; fields: Record<string, CrdField> }[];
}

const folder = join(__dirname, '..', '__fixtures__', 'crds');

/** Releases that were collected, such as `istio-1.31`. */
export const crdReleases: readonly string[] = readdirSync(folder).sort();

/** Reads the definitions of one release. */
export function readCrds(release: string): CrdFixture[] {
  return readdirSync(join(folder, release)).map(file =>
    JSON.parse(readFileSync(join(folder, release, file), 'utf8')),
  );
}
