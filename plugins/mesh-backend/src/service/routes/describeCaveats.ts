import type {
  RouteCaller,
  RouteCaveat,
} from '@fairway/backstage-plugin-mesh-common';
import type { MeshSnapshot, RouteTable } from '@fairway/mesh-core';

const DATAPLANE_MODE = 'istio.io/dataplane-mode';

/**
 * What may change the answers for a caller. Pods in ambient mode without a waypoint have no proxy that looks at HTTP, but they are in
 * the mesh all the same.
 */
export function describeCaveats(
  snapshot: MeshSnapshot,
  caller: RouteCaller,
  { caveats }: RouteTable,
): RouteCaveat[] {
  const namespace =
    caller.kind === 'none' && caller.namespace !== undefined
      ? snapshot.get('Namespace', undefined, caller.namespace)
      : undefined;
  const isAmbient = namespace?.metadata.labels?.[DATAPLANE_MODE] === 'ambient';
  return caveats.map(caveat =>
    isAmbient && caveat.code === 'outside-mesh'
      ? {
          code: 'no-waypoint',
          message: `Pods of ${namespace.metadata.name} are in ambient mode, and the service has no waypoint: connections are encrypted, and no rule for HTTP acts on them.`,
          ref: snapshot.refOf(namespace),
        }
      : caveat,
  );
}
