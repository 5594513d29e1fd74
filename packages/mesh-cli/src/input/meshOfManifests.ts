import {
  applyChanges,
  emptySnapshot,
  kindFacts,
  kindNameOf,
  type KindFacts,
  type KindName,
  type MeshSnapshot,
  type ResourceRef,
  type SnapshotChange,
} from '@fairway/mesh-core';
import type { Diagnostics } from '../io/Diagnostics';
import type { LoadedMesh } from './LoadedMesh';
import { positionText, type ManifestObject } from './ManifestObject';

/** Manifests name no cluster. */
const CLUSTER = 'manifests';

type Fields = Readonly<Record<string, unknown>>;

interface Found {
  kind: KindName;
  ref: ResourceRef;
  raw: Fields;
  object: ManifestObject;
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function keyOf({ group, kind, namespace, name }: ResourceRef): string {
  return [group, kind, namespace, name].join('/');
}

/** As `kubectl apply -n` does: an object that names no namespace goes to the given one. */
function found(object: ManifestObject, namespace: string): Found | undefined {
  const kind = kindNameOf(object.apiVersion, object.kind);
  if (!kind) {
    return undefined;
  }
  const facts: KindFacts = kindFacts[kind];
  const metadata = fieldsOf(object.raw.metadata);
  const placed = facts.namespaced
    ? { namespace: metadata.namespace ?? namespace }
    : {};
  return {
    kind,
    ref: {
      cluster: CLUSTER,
      group: facts.group,
      kind: facts.kind,
      ...(placed.namespace === undefined
        ? {}
        : { namespace: String(placed.namespace) }),
      name: String(metadata.name),
    },
    raw: { ...object.raw, metadata: { ...metadata, ...placed } },
    object,
  };
}

function describe({ kind, namespace, name }: ResourceRef): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

/** What the parser could not read of an object is left out; the user should know. */
function reportFindings(
  snapshot: MeshSnapshot,
  objects: Iterable<Found>,
  diagnostics: Diagnostics,
): void {
  for (const { ref, object } of objects) {
    for (const { path, message, severity } of snapshot.findingsOf(ref)) {
      if (severity !== 'info') {
        const { file } = object;
        const line = object.lineOf(path);
        diagnostics.note(
          `${positionText({ file, line })}: ${describe(ref)}: ${message}`,
        );
      }
    }
  }
}

/**
 * Makes a mesh of the objects of manifests. Kinds that the mesh does not use are left out; of two objects with the same name the later
 * one holds, as when they are applied in that order.
 *
 * @param namespace - of objects that name none
 */
export function meshOfManifests(
  manifests: readonly ManifestObject[],
  namespace: string,
  diagnostics: Diagnostics,
): LoadedMesh {
  const objects = new Map<string, Found>();
  for (const manifest of manifests) {
    const next = found(manifest, namespace);
    if (next) {
      const key = keyOf(next.ref);
      const before = objects.get(key);
      if (before) {
        const [first, second] = [before, next].map(({ object }) =>
          positionText({ file: object.file, line: object.lineOf('') }),
        );
        diagnostics.note(
          `${second}: ${describe(next.ref)} is in ${first} as well: this one is used`,
        );
      }
      objects.set(key, next);
    }
  }
  const changes = [...objects.values()].map(
    ({ kind, raw }): SnapshotChange => ({ type: 'upsert', kind, object: raw }),
  );
  const snapshot = applyChanges(emptySnapshot(CLUSTER), changes);
  reportFindings(snapshot, objects.values(), diagnostics);
  return {
    snapshot,
    authoredOf: ref => objects.get(keyOf(ref))?.raw,
    positionOf: (ref, path) => {
      const object = objects.get(keyOf(ref))?.object;
      return object && { file: object.file, line: object.lineOf(path) };
    },
  };
}
