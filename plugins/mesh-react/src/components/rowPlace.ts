import type { ResourceRef } from '@fairway/mesh-core';

/**
 * A place in an object, as in `spec.http[2].match[0]`.
 *
 * @public
 */
export interface RowPlace {
  ref: ResourceRef;
  path: string;
}

/** A place as people write it, as in `checkout-routes · http[2]`. */
export function placeInObject({ ref, path }: RowPlace): string {
  return `${ref.name} · ${path.replace(/^spec\./, '')}`;
}
