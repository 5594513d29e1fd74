import { ImmutableSnapshot } from './ImmutableSnapshot';
import type { MeshSnapshot, SnapshotChange } from './MeshSnapshot';
import { SnapshotDraft } from './SnapshotDraft';

/**
 * Applies changes in their order and makes one snapshot of them.
 *
 * - An object with the resourceVersion that the snapshot holds already is no change: it keeps its identity. When nothing
 *   changed at all, the snapshot that was given is returned.
 * - A malformed object is kept with what could be read; {@link MeshSnapshot.findingsOf} says what could not.
 * - An object without name or namespace cannot be told from others. It changes no object; `MeshSnapshot.unreadable` holds the
 *   findings until the kind is listed again.
 * - `delete` needs no more than name and namespace (a tombstone); an object that is not there is no change.
 *
 * @param snapshot - made by `emptySnapshot` or by this function; it stays as it is
 * @throws TypeError when the snapshot is of another make
 * @public
 */
export function applyChanges(
  snapshot: MeshSnapshot,
  changes: Iterable<SnapshotChange>,
): MeshSnapshot {
  if (!(snapshot instanceof ImmutableSnapshot)) {
    throw new TypeError('Changes apply only to a snapshot of emptySnapshot()');
  }
  const draft = new SnapshotDraft(snapshot);
  for (const change of changes) {
    draft.apply(change);
  }
  return draft.finish();
}

/**
 * Applies one change, as {@link applyChanges} does.
 *
 * @public
 */
export function applyChange(
  snapshot: MeshSnapshot,
  change: SnapshotChange,
): MeshSnapshot {
  return applyChanges(snapshot, [change]);
}
