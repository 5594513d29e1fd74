import type { MeshObjectBase } from '../resources';

function compareText(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

/** Order of all lists of a snapshot: namespace, then name. */
export function compareObjects(a: MeshObjectBase, b: MeshObjectBase): number {
  return (
    compareText(a.metadata.namespace ?? '', b.metadata.namespace ?? '') ||
    compareText(a.metadata.name, b.metadata.name)
  );
}

/**
 * Position of an object of that namespace and name in a sorted list, or where it would stand.
 *
 * @returns `found` tells the two cases apart
 */
export function positionOf(
  list: readonly MeshObjectBase[],
  object: MeshObjectBase,
): { index: number; found: boolean } {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const order = compareObjects(list[middle], object);
    if (order === 0) {
      return { index: middle, found: true };
    }
    if (order < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return { index: low, found: false };
}
