import type { MeshSnapshot } from '../../snapshot';
import type { ResolvedOptions } from './CompileContext';
import type { RouteCaller } from './CompileOptions';
import type { Caveat } from './RouteTable';

const DATAPLANE_MODE = 'istio.io/dataplane-mode';

/** What may change the answers for a proxy and is not modelled. */
export function caveatsOf(
  snapshot: MeshSnapshot,
  caller: RouteCaller,
  _options: ResolvedOptions,
): Caveat[] {
  return [
    ...outside(caller),
    ...ambient(snapshot, caller),
    ...networks(snapshot),
  ];
}

function outside(caller: RouteCaller): Caveat[] {
  return caller.kind === 'none'
    ? [
        {
          code: 'outside-mesh',
          message:
            'The client has no proxy. Routes and policies of the mesh do not act on its requests, and pods that demand mutual TLS refuse them.',
        },
      ]
    : [];
}

/** Pods of a namespace in ambient mode have no sidecar: rules act at the waypoint of the service that is called. */
function ambient(snapshot: MeshSnapshot, caller: RouteCaller): Caveat[] {
  if (caller.kind !== 'sidecar') {
    return [];
  }
  const namespace = snapshot.get('Namespace', undefined, caller.namespace);
  const mode =
    caller.labels[DATAPLANE_MODE] ??
    namespace?.metadata.labels?.[DATAPLANE_MODE];
  return mode === 'ambient'
    ? [
        {
          code: 'no-waypoint',
          message: `Pods of ${caller.namespace} are in ambient mode and have no sidecar. Ask for the waypoint of the service instead.`,
          ...(namespace ? { ref: snapshot.refOf(namespace) } : {}),
        },
      ]
    : [];
}

/** A gateway that passes on by server name joins networks: some endpoints are then in another one. */
function networks(snapshot: MeshSnapshot): Caveat[] {
  const bridge = snapshot
    .list('IstioGateway')
    .find(({ spec }) =>
      (spec.servers ?? []).some(({ tls }) => tls?.mode === 'AUTO_PASSTHROUGH'),
    );
  return bridge
    ? [
        {
          code: 'multi-network',
          message:
            'The mesh spans several networks. Endpoints of other networks are not in this answer.',
          ref: snapshot.refOf(bridge),
        },
      ]
    : [];
}
