import { hostMatches, parseServiceFqdn } from '../../refs';
import type { Service } from '../../resources';
import type { EntityScope, MeshSnapshot } from '../../snapshot';
import { declaredProtocol, portProtocol } from '../table/portProtocol';
import type { CallableHost } from './model';

function portsOf({ spec }: Service): CallableHost['ports'] {
  return (spec.ports ?? [])
    .map(port => ({ number: port.port, protocol: portProtocol(port) }))
    .filter(({ protocol }) => protocol !== 'udp');
}

/** The host that callers name comes before those that Flagger makes for its own use. */
const order = { apex: 0, primary: 1, canary: 2 };

/** Hosts of the entity inside of the mesh. */
export function ownHosts({ services }: EntityScope): CallableHost[] {
  return [...services]
    .sort((a, b) => order[a.role] - order[b.role])
    .map(({ fqdn, object }) => ({ host: fqdn, ports: portsOf(object) }))
    .filter(({ ports }) => ports.length > 0);
}

function portsOfEntries(
  snapshot: MeshSnapshot,
  host: string,
): CallableHost['ports'] {
  const ports = new Map<number, string>();
  for (const { spec } of snapshot.byHost('ServiceEntry', host)) {
    if ((spec.hosts ?? []).some(declared => hostMatches(declared, host))) {
      for (const { number, protocol = '' } of spec.ports ?? []) {
        ports.set(number, ports.get(number) ?? declaredProtocol(protocol));
      }
    }
  }
  return [...ports].map(([number, protocol]) => ({ number, protocol }));
}

/** A host as the registry of the mesh has it; `undefined` for one that it does not know. */
export function knownHost(
  snapshot: MeshSnapshot,
  host: string,
): CallableHost | undefined {
  const parsed = parseServiceFqdn(host);
  const service =
    parsed && snapshot.get('Service', parsed.namespace, parsed.name);
  const ports = service ? portsOf(service) : portsOfEntries(snapshot, host);
  return ports.length > 0 ? { host, ports } : undefined;
}
