import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { kindNameOf } from '../../resources';
import {
  applyChanges,
  emptySnapshot,
  parseScopeQuery,
  scopeOf,
  type EntityScope,
  type MeshSnapshot,
  type SnapshotChange,
} from '../../snapshot';
import type { RawObject } from '../../snapshot/__testUtils__/objects';

const folder = join(
  __dirname,
  '../../../../../examples/scenarios/shop/cluster',
);

function objectsIn(file: string): RawObject[] {
  return parseAllDocuments(readFileSync(join(folder, file), 'utf8'))
    .map(document => document.toJS() as RawObject | null)
    .filter(object => object !== null);
}

/**
 * The demo world as its authors wrote it: without what controllers make of it, so without pods and without Flagger's Services.
 */
export function shopSnapshot(): MeshSnapshot {
  const changes = readdirSync(folder)
    .flatMap(objectsIn)
    .flatMap((object): SnapshotChange[] => {
      const kind = kindNameOf(object.apiVersion, object.kind);
      return kind ? [{ type: 'upsert', kind, object }] : [];
    });
  return applyChanges(emptySnapshot('sandbox'), changes);
}

/** The scope of a service of the demo world. */
export function shopScope(snapshot: MeshSnapshot, id: string): EntityScope {
  const query = parseScopeQuery(
    { 'backstage.io/kubernetes-id': id },
    { entityRef: `component:default/${id}` },
  );
  if (!query) {
    throw new Error('no query');
  }
  return scopeOf(snapshot, query);
}
