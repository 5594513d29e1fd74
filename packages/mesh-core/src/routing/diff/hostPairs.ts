import type { RouteRequest } from '../simulate/Outcome';
import { lookupHost } from '../simulate/selectVirtualHost';
import { simulate } from '../simulate/simulate';
import type { RouteTable, TableRoute, VirtualHost } from '../table/RouteTable';
import { entrancesOf, withAddress, type Entrance } from './entrances';
import { virtualHostText } from './fingerprints';

/** The virtual hosts to which entrances lead, before and after. */
export interface HostPair {
  before?: VirtualHost;
  after?: VirtualHost;
  /** The host that is called, where it is one that the tables know by its names. */
  known?: string;
  /** Of one port, scheme and address; only the host differs. */
  entrances: readonly [Entrance, ...Entrance[]];
}

/** The simplest request at an entrance. */
export function plainRequest(entrance: Entrance): RouteRequest {
  const { port, scheme, host } = entrance;
  return withAddress(
    { method: 'GET', scheme, host, path: '/', headers: [], port },
    entrance,
  );
}

/** The routes that are tried: none where plain HTTP is sent away at once. */
export function routesFor(
  virtualHost: VirtualHost | undefined,
  { scheme }: Entrance,
): readonly TableRoute[] {
  return !virtualHost || (virtualHost.httpsRedirect && scheme === 'http')
    ? []
    : virtualHost.routes;
}

function isSameHost({ before, after }: HostPair): boolean {
  return (
    before !== undefined &&
    after !== undefined &&
    virtualHostText(before) === virtualHostText(after)
  );
}

/** Numbers for objects, in the order in which they are met. */
class Numbers {
  readonly #numbers = new Map<unknown, number>();

  of(value: unknown): number {
    const number = this.#numbers.get(value) ?? this.#numbers.size;
    this.#numbers.set(value, number);
    return number;
  }
}

/** The host that a name stands for, in one of the tables at least. */
function knownHost(
  before: RouteTable,
  after: RouteTable,
  { host, connect = host }: Entrance,
): string | undefined {
  const name = lookupHost(connect);
  return (after.names.get(name) ?? before.names.get(name))?.host;
}

/** Brings entrances together that lead to the same two virtual hosts; leaves out those that do the same. */
export function hostPairsOf(before: RouteTable, after: RouteTable): HostPair[] {
  const numbers = new Numbers();
  const pairs = new Map<string, HostPair>();
  const readAlike =
    before.pathNormalization === after.pathNormalization &&
    before.istioVersion === after.istioVersion;
  for (const entrance of entrancesOf(before, after)) {
    const { port, scheme, connect = '' } = entrance;
    const [old, young] = [before, after].map(
      table =>
        simulate(table, plainRequest(entrance)).trace.virtualHost?.virtualHost,
    );
    const known = knownHost(before, after, entrance);
    const place = old || young ? '' : (known ?? '*');
    const key = `${port} ${scheme} ${known ?? connect} ${place} ${numbers.of(old)} ${numbers.of(young)}`;
    const present = pairs.get(key);
    pairs.set(key, {
      before: old,
      after: young,
      ...(known === undefined ? {} : { known }),
      ...present,
      entrances: present ? [...present.entrances, entrance] : [entrance],
    });
  }
  return [...pairs.values()].filter(pair => !readAlike || !isSameHost(pair));
}
