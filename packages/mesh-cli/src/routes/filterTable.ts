import {
  hostMatches,
  type Listener,
  type RouteTable,
} from '@fairway/mesh-core';

/** What of a table is wanted. */
export interface TableFilter {
  port?: number;
  /** Any name of a host, in lower case. */
  host?: string;
}

/** A domain may have a port: `cart:8080`. */
function takes(domain: string, host: string): boolean {
  const name = domain.replace(/:\d+$/, '').toLowerCase();
  return (
    name === host ||
    name === '*' ||
    (name.startsWith('*') && hostMatches(name, host))
  );
}

function listenerFor(
  table: RouteTable,
  listener: Listener,
  host: string,
): Listener {
  if (listener.host !== undefined) {
    const isHere = table.names.get(host)?.host === listener.host;
    return isHere ? listener : { ...listener, chains: [] };
  }
  const chains = listener.chains
    .map(chain => ({
      ...chain,
      ...(chain.virtualHosts
        ? {
            virtualHosts: chain.virtualHosts.filter(({ domains }) =>
              domains.some(domain => takes(domain, host)),
            ),
          }
        : {}),
    }))
    .filter(({ virtualHosts, serverNames }) =>
      virtualHosts
        ? virtualHosts.length > 0
        : serverNames.length === 0 ||
          serverNames.some(name => takes(name, host)),
    );
  return { ...listener, chains };
}

/** Cuts a table to a port or to the virtual hosts that take a host. For showing only: it answers no request. */
export function filterTable(
  table: RouteTable,
  { port, host }: TableFilter,
): RouteTable {
  const listeners = table.listeners
    .filter(listener => port === undefined || listener.port === port)
    .map(listener =>
      host === undefined ? listener : listenerFor(table, listener, host),
    )
    .filter(
      ({ chains, refused }) => chains.length > 0 || refused !== undefined,
    );
  return { ...table, listeners };
}
