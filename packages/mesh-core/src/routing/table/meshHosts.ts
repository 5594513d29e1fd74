import { serviceFqdn } from '../../refs';
import type { MeshSnapshot } from '../../snapshot';
import { isExportedTo } from '../../snapshot/scope';
import { oldestFirst } from '../../snapshot/scope/oldestFirst';
import {
  declaredProtocol,
  portProtocol,
  type PortProtocol,
} from './portProtocol';

/** A host that the mesh knows: a Service, or one host of a ServiceEntry. */
export interface MeshHost {
  /** Full name, in lower case. */
  host: string;
  namespace: string;
  /** Of the Service; external hosts have none. */
  name?: string;
  ports: readonly { number: number; protocol: PortProtocol }[];
  addresses: readonly string[];
  headless: boolean;
  /** Outside the mesh: no mutual TLS by itself. */
  external: boolean;
}

const EXPORT_TO = 'networking.istio.io/exportTo';

function kubernetesHosts(
  snapshot: MeshSnapshot,
  callerNamespace: string,
  clusterDomain: string | undefined,
): MeshHost[] {
  const visible = snapshot.list('Service').filter(({ metadata }) => {
    const exportTo = metadata.annotations?.[EXPORT_TO]?.split(',').map(entry =>
      entry.trim(),
    );
    return isExportedTo(exportTo, metadata.namespace, callerNamespace);
  });
  return visible.map(({ metadata, spec }) => ({
    host: serviceFqdn(metadata.namespace, metadata.name, clusterDomain),
    namespace: metadata.namespace,
    name: metadata.name.toLowerCase(),
    ports: (spec.ports ?? []).map(port => ({
      number: port.port,
      protocol: portProtocol(port),
    })),
    addresses: [spec.clusterIP ?? '']
      .concat(spec.clusterIPs ?? [])
      .filter(
        (ip, index, all) => ip && ip !== 'None' && all.indexOf(ip) === index,
      ),
    headless: spec.clusterIP === 'None',
    external: spec.type === 'ExternalName',
  }));
}

/**
 * The hosts that are visible to a namespace. A Service wins over a ServiceEntry of its host, else the oldest entry does.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/model/push_context.go
 */
export function meshHosts(
  snapshot: MeshSnapshot,
  namespace: string,
  clusterDomain?: string,
): ReadonlyMap<string, MeshHost> {
  const found = new Map<string, MeshHost>();
  for (const known of kubernetesHosts(snapshot, namespace, clusterDomain)) {
    found.set(known.host, known);
  }
  for (const { metadata, spec } of oldestFirst(snapshot.list('ServiceEntry'))) {
    if (!isExportedTo(spec.exportTo, metadata.namespace, namespace)) {
      continue;
    }
    for (const host of spec.hosts ?? []) {
      const key = host.toLowerCase();
      if (!found.has(key)) {
        found.set(key, {
          host: key,
          namespace: metadata.namespace,
          ports: (spec.ports ?? []).map(port => ({
            number: port.number,
            protocol: declaredProtocol(port.protocol ?? ''),
          })),
          addresses: spec.addresses ?? [],
          headless: false,
          external: spec.location !== 'MESH_INTERNAL',
        });
      }
    }
  }
  return found;
}

/**
 * The names under which a sidecar finds a host: the full name with and without a dot behind it, the shorter ones, the addresses.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/networking/core/httproute.go
 */
export function domainsOf(known: MeshHost, callerNamespace: string): string[] {
  const { host, name, namespace, addresses, headless } = known;
  const names =
    name === undefined
      ? [host]
      : [
          host,
          `${host}.`,
          ...(namespace === callerNamespace ? [name] : []),
          `${name}.${namespace}.svc`,
          `${name}.${namespace}`,
        ];
  return headless
    ? names.flatMap(text => [text, `*.${text}`])
    : [...names, ...addresses];
}
