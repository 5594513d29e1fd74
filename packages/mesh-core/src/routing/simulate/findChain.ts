import type { FilterChain, Listener, RouteTable } from '../table/RouteTable';
import type { RouteRequest } from './Outcome';
import { lookupHost } from './selectVirtualHost';

/** Where a connection comes out: a listener, or none. */
export interface Arrival {
  listener?: Listener;
  /** Absent where no chain takes the connection. */
  chain?: FilterChain;
}

interface Listeners {
  bound: ReadonlyMap<string, Listener>;
  open: ReadonlyMap<number, Listener>;
}

const indexes = new WeakMap<readonly Listener[], Listeners>();

function listenersOf({ listeners }: RouteTable): Listeners {
  const known = indexes.get(listeners);
  if (known) {
    return known;
  }
  const bound = new Map<string, Listener>();
  const open = new Map<number, Listener>();
  for (const listener of listeners) {
    if (listener.host === undefined) {
      open.set(listener.port, listener);
    } else {
      bound.set(`${listener.host} ${listener.port}`, listener);
    }
  }
  const index = { bound, open };
  indexes.set(listeners, index);
  return index;
}

/** How well a chain's server names fit: longer is closer; -1 is not at all. */
function nameFit(
  { serverNames }: FilterChain,
  sni: string | undefined,
): number {
  if (serverNames.length === 0) {
    return 0;
  }
  if (sni === undefined) {
    return -1;
  }
  return Math.max(
    ...serverNames.map(name => {
      if (name === '*') {
        return 0;
      }
      if (name.startsWith('*')) {
        return sni.endsWith(name.slice(1)) ? name.length : -1;
      }
      return name === sni ? Number.MAX_SAFE_INTEGER : -1;
    }),
  );
}

function isSpecific({ transport }: FilterChain): boolean {
  return transport !== 'any';
}

/** The chain for a connection: that with the closest server name, of equals the one that looks at the protocol. */
function chainFor(
  { chains }: Listener,
  { scheme, host }: RouteRequest,
): FilterChain | undefined {
  const tls = scheme === 'https';
  const sni = tls ? lookupHost(host) : undefined;
  let best: { chain: FilterChain; fit: number } | undefined;
  for (const chain of chains) {
    const speaks =
      chain.transport === 'any' ||
      chain.transport === (tls ? 'tls' : 'plaintext');
    const fit = speaks && !chain.subnets?.length ? nameFit(chain, sni) : -1;
    const isCloser =
      !best ||
      fit > best.fit ||
      (fit === best.fit && isSpecific(chain) && !isSpecific(best.chain));
    if (fit >= 0 && isCloser) {
      best = { chain, fit };
    }
  }
  return best?.chain;
}

/**
 * Finds the listener by the port and the address that is called, then its chain by protocol and server name.
 *
 * @see https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/listener/v3/listener_components.proto#config-listener-v3-filterchainmatch
 */
export function findChain(table: RouteTable, request: RouteRequest): Arrival {
  const { bound, open } = listenersOf(table);
  const called = table.names.get(lookupHost(request.connect ?? request.host));
  const listener =
    (called && bound.get(`${called.host} ${request.port}`)) ??
    open.get(request.port);
  return listener ? { listener, chain: chainFor(listener, request) } : {};
}
