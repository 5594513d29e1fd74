import {
  simulate,
  type FilterChain,
  type Listener,
  type RouteTable,
  type VirtualHost,
} from '@fairway/mesh-core';

/** What of a table is wanted. */
export interface TableFilter {
  port?: number;
  /** Any name or address of a host. */
  host?: string;
}

/** The parts of a table that requests come through. */
interface Passed {
  listeners: Set<Listener>;
  chains: Set<FilterChain>;
  virtualHosts: Set<VirtualHost>;
}

/** A client calls a known host on its own ports: other listeners are for others. A gateway takes what comes. */
function portsOf(
  { caller, listeners, names }: RouteTable,
  host: string,
): Set<number> {
  const known =
    caller.kind === 'gateway' ? undefined : names.get(host.toLowerCase());
  return new Set(known?.ports ?? listeners.map(({ port }) => port));
}

/** Asks the table itself: whatever name, wildcard or address it finds a host by counts. */
function passedBy(table: RouteTable, host: string): Passed {
  const passed: Passed = {
    listeners: new Set(),
    chains: new Set(),
    virtualHosts: new Set(),
  };
  for (const port of portsOf(table, host)) {
    for (const scheme of ['http', 'https'] as const) {
      const request = { method: 'GET', path: '/', headers: [], port, scheme };
      const { trace } = simulate(table, { ...request, host });
      const { listener, chain, virtualHost } = trace;
      if (listener) {
        passed.listeners.add(listener);
      }
      if (chain) {
        passed.chains.add(chain);
      }
      if (virtualHost) {
        passed.virtualHosts.add(virtualHost.virtualHost);
      }
    }
  }
  return passed;
}

function cut(listener: Listener, { chains, virtualHosts }: Passed): Listener {
  return {
    ...listener,
    chains: listener.chains
      .filter(chain => chains.has(chain))
      .map(chain => ({
        ...chain,
        ...(chain.virtualHosts
          ? {
              virtualHosts: chain.virtualHosts.filter(host =>
                virtualHosts.has(host),
              ),
            }
          : {}),
      })),
  };
}

/** Where no virtual host takes the request a sidecar passes it on, and a gateway answers 404. */
function isShown(
  { caller }: RouteTable,
  { chains, refused }: Listener,
): boolean {
  return (
    caller.kind === 'gateway' ||
    refused !== undefined ||
    chains.some(({ virtualHosts }) => virtualHosts?.length !== 0)
  );
}

/** Cuts a table to a port, or to what takes requests to a host. For showing only: it answers no request. */
export function filterTable(
  table: RouteTable,
  { port, host }: TableFilter,
): RouteTable {
  const listeners = table.listeners.filter(
    listener => port === undefined || listener.port === port,
  );
  if (host === undefined) {
    return { ...table, listeners };
  }
  const passed = passedBy(table, host);
  return {
    ...table,
    listeners: listeners
      .filter(listener => passed.listeners.has(listener))
      .map(listener => cut(listener, passed))
      .filter(listener => isShown(table, listener)),
  };
}
