import type { MeshObjectBase } from '../../resources';

const ageKey = ({ metadata }: MeshObjectBase): string =>
  `${metadata.creationTimestamp ?? '9'} ${metadata.name} ${metadata.namespace}`;

/**
 * Sorts as Istio does where several objects compete: the oldest first, then by name and namespace. An object without a time of
 * creation counts as the youngest.
 */
export function oldestFirst<T extends MeshObjectBase>(
  objects: readonly T[],
): T[] {
  return [...objects].sort((a, b) => (ageKey(a) < ageKey(b) ? -1 : 1));
}
