import {
  formatResourceRef,
  membersOf,
  scopeOf,
  type EntityScope,
  type MeshSnapshot,
  type ScopeQuery,
} from '@fairway/mesh-core';
import { hashText } from './hashText';

/** The objects of one cluster that act on an entity. */
export interface ClusterScope {
  snapshot: MeshSnapshot;
  scope: EntityScope;
  /** Changes whenever an object of the scope, or an event of its Canaries, does. */
  revision: number;
}

/**
 * Finds the scope of an entity once per snapshot: snapshots do not change, so what follows from one holds as long as it does.
 */
export class ScopeCache {
  readonly #scopes = new WeakMap<MeshSnapshot, Map<string, ClusterScope>>();

  get(snapshot: MeshSnapshot, query: ScopeQuery): ClusterScope {
    let ofSnapshot = this.#scopes.get(snapshot);
    if (!ofSnapshot) {
      ofSnapshot = new Map();
      this.#scopes.set(snapshot, ofSnapshot);
    }
    const key = JSON.stringify(query);
    let found = ofSnapshot.get(key);
    if (!found) {
      const scope = scopeOf(snapshot, query);
      found = { snapshot, scope, revision: revisionOf(snapshot, scope) };
      ofSnapshot.set(key, found);
    }
    return found;
  }
}

function revisionOf(snapshot: MeshSnapshot, scope: EntityScope): number {
  const members = scope.members.map(
    ({ ref, object }) =>
      `${formatResourceRef(ref)} ${object.metadata.resourceVersion}`,
  );
  const canaries = membersOf(scope, 'Canary').map(({ object }) => object);
  const events = [
    ...new Set(canaries.map(({ metadata }) => metadata.namespace)),
  ].flatMap(namespace =>
    snapshot
      .list('Event', namespace)
      .filter(({ involvedObject }) =>
        canaries.some(
          ({ metadata }) =>
            metadata.namespace === namespace &&
            metadata.name === involvedObject?.name,
        ),
      )
      .map(({ metadata }) => `${metadata.name} ${metadata.resourceVersion}`),
  );
  return hashText([...members, ...events].sort().join('\n'));
}
