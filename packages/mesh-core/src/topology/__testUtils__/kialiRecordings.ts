import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fromKiali, type FromKialiOptions } from '../fromKiali';
import type { MeshGraph } from '../model';

const folder = join(__dirname, '../__fixtures__/kiali');

/** A node or edge as Kiali sends it. */
export type RawData = Record<string, unknown> & { id: string };

export interface RawGraph {
  elements: { nodes: { data: RawData }[]; edges: { data: RawData }[] };
}

export const kialiRecordings: readonly string[] = readdirSync(folder)
  .filter(file => file.endsWith('.json'))
  .map(file => basename(file, '.json'));

export function readKiali(name: string): RawGraph {
  return JSON.parse(
    readFileSync(join(folder, `${name}.json`), 'utf8'),
  ) as RawGraph;
}

/** A recorded graph in our model. */
export function recordedGraph(
  name: string,
  options?: FromKialiOptions,
): MeshGraph {
  const read = fromKiali(readKiali(name), options);
  if (!read.ok) {
    throw new Error(read.problem);
  }
  return read.graph;
}
