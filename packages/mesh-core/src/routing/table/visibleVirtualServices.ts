import { MESH_GATEWAY, resolveGatewayName } from '../../refs';
import type { VirtualService } from '../../resources';
import type { MeshSnapshot } from '../../snapshot';
import { isExportedTo } from '../../snapshot/scope';
import { oldestFirst } from '../../snapshot/scope/oldestFirst';

/** Where an object is exported to: what it says, else the default of the mesh. */
export function exportToOf(
  spec: { exportTo?: readonly string[] },
  defaultExportTo: readonly string[] = ['*'],
): readonly string[] {
  return spec.exportTo?.length ? spec.exportTo : defaultExportTo;
}

/** Private ones of the namespace come first, then those exported to it by name, then the public ones. */
function rankOf(exportTo: readonly string[], ownNamespace: string): number {
  if (exportTo.includes('*')) {
    return 2;
  }
  return exportTo.every(entry => entry === '.' || entry === ownNamespace)
    ? 0
    : 1;
}

/**
 * The VirtualServices that a proxy sees for a gateway (`mesh` for sidecars), in the order in which Istio reads them. Only the gateways
 * at the top count; those inside matches do not bind.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/model/push_context.go
 */
export function visibleVirtualServices(
  snapshot: MeshSnapshot,
  namespace: string,
  gateway: string,
  defaultExportTo?: readonly string[],
): VirtualService[] {
  const ranked = oldestFirst(snapshot.list('VirtualService'))
    .filter(({ metadata, spec }) =>
      (spec.gateways?.length ? spec.gateways : [MESH_GATEWAY]).some(
        name => resolveGatewayName(name, metadata.namespace) === gateway,
      ),
    )
    .map(virtualService => ({
      virtualService,
      exportTo: exportToOf(virtualService.spec, defaultExportTo),
    }))
    .filter(({ virtualService, exportTo }) =>
      isExportedTo(exportTo, virtualService.metadata.namespace, namespace),
    )
    .map(({ virtualService, exportTo }) => ({
      virtualService,
      rank: rankOf(exportTo, virtualService.metadata.namespace),
    }));
  return [0, 1, 2].flatMap(rank =>
    ranked
      .filter(entry => entry.rank === rank)
      .map(({ virtualService }) => virtualService),
  );
}
