import type { MeshHost } from './meshHosts';
import type { TableRoute } from './compileRules';

/** Routes of a set of host names. */
export interface VirtualHost {
  name: string;
  domains: readonly string[];
  routes: readonly TableRoute[];
  /** The known host it stands for; names that only a VirtualService gives have none. */
  service?: MeshHost;
}

/**
 * The HTTP routes of a sidecar: for each port that speaks HTTP its virtual hosts. A port without entry is not an HTTP port of any
 * visible host; a host that no virtual host takes leaves the mesh, or is refused.
 */
export interface RouteTable {
  ports: ReadonlyMap<number, readonly VirtualHost[]>;
  hosts: ReadonlyMap<string, MeshHost>;
  /** Known hosts by every name that the caller may give them. */
  names: ReadonlyMap<string, MeshHost>;
  /** Routes of ports whose protocol is found out, by `host:port`. */
  sniffed: ReadonlyMap<string, VirtualHost>;
  /** Names of the subsets that calls to a host may name. */
  subsetsOf(known: MeshHost): ReadonlySet<string>;
  unknownHosts: 'ALLOW_ANY' | 'REGISTRY_ONLY';
}
