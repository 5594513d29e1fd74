import { serviceFqdn } from '../../refs';
import type { Service, ServiceEntry } from '../../resources';
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
  /** Other names that lead here: Services of type ExternalName. */
  aliases: readonly { name: string; namespace: string; host: string }[];
}

/** The hosts that a namespace sees. */
export interface MeshHosts {
  hosts: ReadonlyMap<string, MeshHost>;
  /** Host that a Service of type ExternalName stands for, by its own full name. */
  aliases: ReadonlyMap<string, string>;
}

const EXPORT_TO = 'networking.istio.io/exportTo';

function visibleServices(
  snapshot: MeshSnapshot,
  callerNamespace: string,
): readonly Service[] {
  return snapshot.list('Service').filter(({ metadata }) => {
    const exportTo = metadata.annotations?.[EXPORT_TO]?.split(',').map(entry =>
      entry.trim(),
    );
    return isExportedTo(exportTo, metadata.namespace, callerNamespace);
  });
}

function hostOf(
  { metadata, spec }: Service,
  clusterDomain: string | undefined,
): MeshHost {
  return {
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
    aliases: [],
  };
}

function entryPorts({ spec }: ServiceEntry): MeshHost['ports'] {
  return (spec.ports ?? []).map(port => ({
    number: port.number,
    protocol: declaredProtocol(port.protocol ?? ''),
  }));
}

/** Entries of one namespace for one host add their ports; of different namespaces the oldest wins. */
function addEntry(
  found: Map<string, MeshHost>,
  entry: ServiceEntry,
  host: string,
): void {
  const present = found.get(host);
  const { namespace } = entry.metadata;
  if (
    present &&
    (present.name !== undefined || present.namespace !== namespace)
  ) {
    return;
  }
  const ports = [...(present?.ports ?? [])];
  for (const port of entryPorts(entry)) {
    if (!ports.some(({ number }) => number === port.number)) {
      ports.push(port);
    }
  }
  found.set(host, {
    host,
    namespace,
    ports,
    addresses: [
      ...new Set([
        ...(present?.addresses ?? []),
        ...(entry.spec.addresses ?? []),
      ]),
    ],
    headless: false,
    aliases: [],
  });
}

/**
 * The hosts that are visible to a namespace. A Service wins over a ServiceEntry of its host, else the oldest entry does. A Service of
 * type ExternalName is another name of the host that it stands for.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/model/push_context.go
 */
export function meshHosts(
  snapshot: MeshSnapshot,
  namespace: string,
  clusterDomain?: string,
): MeshHosts {
  const hosts = new Map<string, MeshHost>();
  const aliases = new Map<string, string>();
  const others: MeshHost[] = [];
  for (const service of visibleServices(snapshot, namespace)) {
    const known = hostOf(service, clusterDomain);
    if (service.spec.type === 'ExternalName') {
      aliases.set(known.host, (service.spec.externalName ?? '').toLowerCase());
      others.push(known);
    } else {
      hosts.set(known.host, known);
    }
  }
  for (const entry of oldestFirst(snapshot.list('ServiceEntry'))) {
    if (
      isExportedTo(entry.spec.exportTo, entry.metadata.namespace, namespace)
    ) {
      for (const host of entry.spec.hosts ?? []) {
        addEntry(hosts, entry, host.toLowerCase());
      }
    }
  }
  for (const alias of others) {
    const target = hosts.get(aliases.get(alias.host) ?? '');
    if (target) {
      hosts.set(target.host, {
        ...target,
        aliases: [
          ...target.aliases,
          {
            name: alias.name ?? '',
            namespace: alias.namespace,
            host: alias.host,
          },
        ],
      });
    }
  }
  return { hosts, aliases };
}

/** The shorter forms of a full name of a Service, as a pod may write them. */
function shortNames(
  { name, namespace }: { name: string; namespace: string },
  callerNamespace: string,
): string[] {
  return [
    ...(namespace === callerNamespace ? [name] : []),
    `${name}.${namespace}.svc`,
    `${name}.${namespace}`,
  ];
}

/** An IPv6 address stands in brackets in a URL. */
function bracketed(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}

/**
 * The names under which a sidecar finds a host: the full name with and without a dot behind it, the shorter ones, the addresses.
 *
 * @returns `short`: those that give way to a host whose full name is the same
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/networking/core/httproute.go
 */
export function domainsOf(
  known: MeshHost,
  callerNamespace: string,
): { domains: string[]; short: ReadonlySet<string> } {
  const { host, name, namespace, addresses, headless, aliases } = known;
  const own = name === undefined ? [] : [{ name, namespace, host }];
  const short = [...own, ...aliases].flatMap(names =>
    shortNames(names, callerNamespace),
  );
  const names = [
    host,
    ...(name === undefined ? [] : [`${host}.`]),
    ...aliases.flatMap(alias => [alias.host, `${alias.host}.`]),
    ...short,
  ];
  return {
    domains: headless
      ? names.flatMap(text => [text, `*.${text}`])
      : [...names, ...addresses.filter(ip => !ip.includes('/')).map(bracketed)],
    short: new Set(short),
  };
}
