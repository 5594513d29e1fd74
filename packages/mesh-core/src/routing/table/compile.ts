import type { MeshSnapshot } from '../../snapshot';
import { caveatsOf } from './caveats';
import { resolveOptions } from './CompileContext';
import type { CompileOptions, RouteCaller } from './CompileOptions';
import { gatewayTable } from './gatewayTable';
import { outsideTable } from './outsideTable';
import type { RouteTable } from './RouteTable';
import { sidecarTable } from './sidecarTable';
import { waypointTable } from './waypointTable';

/**
 * Compiles the mesh for one proxy, as Istio's Pilot does: its listeners, their virtual hosts and ordered routes, each with the object and
 * rule that it comes from. Never throws; what cannot be read is left out, what is not modelled is among the caveats.
 *
 * @param snapshot - all objects of the cluster
 * @param caller - whose requests are asked about
 * @see https://istio.io/latest/docs/ops/deployment/architecture/#istiod
 * @public
 */
export function compile(
  snapshot: MeshSnapshot,
  caller: RouteCaller,
  options: CompileOptions = {},
): RouteTable {
  const resolved = resolveOptions(options);
  const caveats = caveatsOf(snapshot, caller, resolved);
  switch (caller.kind) {
    case 'gateway':
      return { ...gatewayTable(snapshot, caller, resolved), caveats };
    case 'waypoint':
      return { ...waypointTable(snapshot, caller, resolved), caveats };
    case 'none':
      return { ...outsideTable(snapshot, caller, resolved), caveats };
    default:
      return { ...sidecarTable(snapshot, caller, resolved), caveats };
  }
}
