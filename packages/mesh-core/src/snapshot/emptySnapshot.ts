import { ImmutableSnapshot } from './ImmutableSnapshot';
import type { MeshSnapshot } from './MeshSnapshot';
import { PersistentMap } from './PersistentMap';

/**
 * A snapshot of a cluster of which nothing was read yet.
 *
 * @param cluster - name of the cluster as the Backstage kubernetes plugin knows it
 * @public
 */
export function emptySnapshot(cluster: string): MeshSnapshot {
  return new ImmutableSnapshot({
    cluster,
    revision: 0,
    size: 0,
    entries: PersistentMap.empty(),
    lists: PersistentMap.empty(),
    hosts: PersistentMap.empty(),
    labels: PersistentMap.empty(),
    unreadable: PersistentMap.empty(),
  });
}
