import { domainsOf, type MeshHost } from './meshHosts';
import type { KnownHost } from './RouteTable';

/** Hosts by every name that a client in a namespace may give them. */
export function knownNames(
  hosts: readonly MeshHost[],
  namespace: string,
): Map<string, KnownHost> {
  const names = new Map<string, KnownHost>();
  for (const known of hosts) {
    const value = {
      host: known.host,
      namespace: known.namespace,
      ports: known.ports.map(({ number }) => number),
    };
    for (const domain of domainsOf(known, namespace).domains) {
      const key = domain.toLowerCase();
      if (!names.has(key) || key === known.host) {
        names.set(key, value);
      }
    }
  }
  return names;
}
