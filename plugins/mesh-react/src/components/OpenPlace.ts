import type { ResourceRef } from '@fairway/mesh-core';
import { createContext } from 'react';

/**
 * A place in an object, as in `spec.http[2].match[0]`; the whole object without.
 *
 * @public
 */
export interface RowPlace {
  ref: ResourceRef;
  path?: string;
}

/**
 * Opens an object at a place. Where a page provides it, names of objects open them.
 *
 * @public
 */
export const OpenPlaceContext = createContext<
  ((place: RowPlace) => void) | undefined
>(undefined);

/** Kinds whose YAML may be seen. Others are named only. */
const SEEN = new Set([
  'AuthorizationPolicy',
  'Canary',
  'DestinationRule',
  'GRPCRoute',
  'Gateway',
  'HTTPRoute',
  'PeerAuthentication',
  'ReferenceGrant',
  'RequestAuthentication',
  'ServiceEntry',
  'Sidecar',
  'Telemetry',
  'VirtualService',
  'WorkloadEntry',
]);

/** Whether the YAML of an object may be seen. */
export function canBeSeen({ kind }: ResourceRef): boolean {
  return SEEN.has(kind);
}

/** A place as people write it, as in `checkout-routes · http[2]`. */
export function placeWords({ ref, path }: RowPlace): string {
  return path ? `${ref.name} · ${path.replace(/^spec\./, '')}` : ref.name;
}
