import { MESH_GATEWAY, resolveGatewayName } from '../../refs';
import type { VirtualService } from '../../resources';
import type { MeshSnapshot } from '../../snapshot';
import { isExportedTo } from '../../snapshot/scope';
import { oldestFirst } from '../../snapshot/scope/oldestFirst';

/**
 * Where an object is exported to: what it says, else the default of the mesh.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/model/virtualservice.go
 */
export function exportToOf(
  spec: { exportTo?: readonly string[] },
  defaultExportTo: readonly string[] = ['*'],
): readonly string[] {
  return spec.exportTo?.length ? spec.exportTo : defaultExportTo;
}

/**
 * Private ones of the namespace come first (0), then those exported to it by name (1), then the public ones (3). Routes of the Gateway API
 * that live beside the proxy stand between them (2).
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/model/push_context.go
 */
export function rankOf(
  { metadata, spec }: VirtualService,
  defaultExportTo?: readonly string[],
): number {
  const exportTo = exportToOf(spec, defaultExportTo);
  if (exportTo.includes('*')) {
    return 3;
  }
  return exportTo.every(entry => entry === '.' || entry === metadata.namespace)
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
  const visible = oldestFirst(snapshot.list('VirtualService')).filter(
    ({ metadata, spec }) =>
      (spec.gateways?.length ? spec.gateways : [MESH_GATEWAY]).some(
        name => resolveGatewayName(name, metadata.namespace) === gateway,
      ) &&
      isExportedTo(
        exportToOf(spec, defaultExportTo),
        metadata.namespace,
        namespace,
      ),
  );
  return [0, 1, 3].flatMap(rank =>
    visible.filter(entry => rankOf(entry, defaultExportTo) === rank),
  );
}
