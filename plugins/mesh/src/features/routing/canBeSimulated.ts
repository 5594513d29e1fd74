import type { ResourceRef } from '@fairway/mesh-core';

/** Kinds that decide where requests go. */
const ROUTING = new Set([
  'DestinationRule',
  'GRPCRoute',
  'Gateway',
  'HTTPRoute',
  'ReferenceGrant',
  'ServiceEntry',
  'Sidecar',
  'VirtualService',
  'WorkloadEntry',
]);

/** Whether an edit of an object may change where requests go. */
export function canBeSimulated({ kind }: ResourceRef): boolean {
  return ROUTING.has(kind);
}
