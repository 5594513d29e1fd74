import { parseServiceFqdn, resolveHost } from '../../refs';
import type { MeshSnapshot } from '../../snapshot';
import { isExportedTo } from '../../snapshot/scope';
import { oldestFirst } from '../../snapshot/scope/oldestFirst';

/** What the policy needs to know of a service. */
export interface DestinationService {
  namespace: string;
  external: boolean;
  /** Addresses come from the client: headless Services, ServiceEntries without resolution. */
  passthrough: boolean;
}

/**
 * The Service of a host, else the ServiceEntry that the namespace sees: its own before others, then the oldest.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/model/push_context.go
 */
export function destinationService(
  snapshot: MeshSnapshot,
  host: string,
  clientNamespace: string,
  clusterDomain?: string,
): DestinationService | undefined {
  const parsed = parseServiceFqdn(host);
  const service =
    parsed && snapshot.get('Service', parsed.namespace, parsed.name);
  if (parsed && service) {
    const passthrough = service.spec.clusterIP === 'None';
    return { namespace: parsed.namespace, external: false, passthrough };
  }
  const entries = oldestFirst(snapshot.byHost('ServiceEntry', host)).filter(
    ({ metadata, spec }) =>
      isExportedTo(spec.exportTo, metadata.namespace, clientNamespace) &&
      (spec.hosts ?? []).some(
        name => resolveHost(name, metadata.namespace, clusterDomain) === host,
      ),
  );
  const entry =
    entries.find(({ metadata }) => metadata.namespace === clientNamespace) ??
    entries.at(0);
  if (!entry) {
    return parsed
      ? { namespace: parsed.namespace, external: false, passthrough: false }
      : undefined;
  }
  return {
    namespace: entry.metadata.namespace,
    external: entry.spec.location !== 'MESH_INTERNAL',
    passthrough: (entry.spec.resolution ?? 'NONE') === 'NONE',
  };
}
