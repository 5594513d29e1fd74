import type { RouteRequest } from '../simulate/Outcome';
import type {
  FilterChain,
  Listener,
  RouteTable,
  VirtualHost,
} from '../table/RouteTable';
import { DomainNames } from './DomainNames';
import { chainText, virtualHostText } from './fingerprints';

/** A way into a table: what decides about listener, chain and virtual host. */
export type Entrance = Pick<
  RouteRequest,
  'port' | 'scheme' | 'host' | 'connect'
> & {
  /** The domain for which the host stands. */
  domain: string;
};

/** Says which address is called where the host that is sent does not. */
export function withAddress(
  request: RouteRequest,
  { connect }: Pick<Entrance, 'connect'>,
): RouteRequest {
  return connect === undefined || connect === request.host
    ? request
    : { ...request, connect };
}

const FRESH_PORTS = [8081, 9999, 18081];
/** Whether a route looks at the scheme, or the virtual host at TLS. */
function looksAtScheme({ httpsRedirect, routes }: VirtualHost): boolean {
  return (
    httpsRedirect === true ||
    routes.some(({ match }) =>
      /"(:?scheme|x-forwarded-proto)"/i.test(JSON.stringify(match)),
    )
  );
}

/** TLS inside of a chain that takes any bytes matters only where something looks at it. */
function schemesOf({
  transport,
  virtualHosts,
}: FilterChain): Entrance['scheme'][] {
  if (transport !== 'any') {
    return transport === 'tls' ? ['https'] : ['http'];
  }
  return !virtualHosts || virtualHosts.some(looksAtScheme)
    ? ['http', 'https']
    : ['http'];
}

interface Part {
  /** Tells where it is. */
  place: string;
  /** Tells what is done there. */
  text: string;
  entrance: Omit<Entrance, 'host'>;
}

/** Domains and server names of a listener, each with a text of what is done for it. */
function partsOf(listener: Listener): Part[] {
  const { port, host, chains } = listener;
  // Where chains stand side by side, each is what the others leave.
  const texts = chains.map(chainText);
  const common = JSON.stringify([texts, listener.refused !== undefined]);
  const connect = host === undefined ? {} : { connect: host };
  return chains.flatMap((chain, index) =>
    schemesOf(chain).flatMap(scheme => {
      const part = (domain: string, text: string): Part => ({
        place: `${port} ${host ?? ''} ${index} ${scheme} ${domain}`,
        text: `${common} ${text}`,
        entrance: { port, scheme, domain, ...connect },
      });
      return [
        ...chain.serverNames.map(name => part(name, 'chain')),
        ...(chain.serverNames.length === 0
          ? [part('*', `chain ${chain.virtualHosts ? '' : 'closed'}`)]
          : []),
        ...(chain.virtualHosts ?? []).flatMap(virtualHost =>
          virtualHost.domains.map(domain =>
            part(domain, virtualHostText(virtualHost)),
          ),
        ),
      ];
    }),
  );
}

function allParts({ listeners }: RouteTable): Map<string, Part> {
  const parts = new Map<string, Part>();
  for (const part of listeners.flatMap(partsOf)) {
    const present = parts.get(part.place);
    parts.set(
      part.place,
      present ? { ...present, text: `${present.text} ${part.text}` } : part,
    );
  }
  return parts;
}

/** Names that only one of the tables knows, on the ports of what they stand for. */
function changedNames(
  before: RouteTable,
  after: RouteTable,
): Omit<Entrance, 'host'>[] {
  return [
    [before, after],
    [after, before],
  ].flatMap(([one, other]) =>
    [...one.names]
      .filter(([name, { host }]) => other.names.get(name)?.host !== host)
      .flatMap(([name, { ports }]) =>
        ports.map(port => ({ port, scheme: 'http' as const, domain: name })),
      ),
  );
}

/** A host that no table knows, on every port and on one that none has. */
function freshOnes(parts: Iterable<Part>): Omit<Entrance, 'host'>[] {
  const ports = new Set([...parts].map(({ entrance }) => entrance.port));
  const free = FRESH_PORTS.find(port => !ports.has(port));
  return [...ports, ...(free ? [free] : [])].flatMap(port =>
    (['http', 'https'] as const).map(scheme => ({
      port,
      scheme,
      domain: '*',
    })),
  );
}

function differInReading(before: RouteTable, after: RouteTable): boolean {
  return (
    before.pathNormalization !== after.pathNormalization ||
    (before.istioVersion === '1.31') !== (after.istioVersion === '1.31') ||
    before.caller.kind !== after.caller.kind
  );
}

/**
 * The ways into two tables that can lead to different answers: every domain and server name whose virtual host or chain is not the same in
 * both, every name that only one knows, and a host and a port that none knows. What is the same in both is left out: a host comes to the
 * closest domain, and if that one stands for the same in both tables, so does the answer.
 */
export function entrancesOf(before: RouteTable, after: RouteTable): Entrance[] {
  const [old, young] = [allParts(before), allParts(after)];
  const always = differInReading(before, after);
  const domains = new DomainNames(
    [...old.values(), ...young.values()].map(({ entrance }) =>
      entrance.domain.toLowerCase(),
    ),
  );
  const changed = [...young.values(), ...old.values()].filter(
    ({ place }) => always || old.get(place)?.text !== young.get(place)?.text,
  );
  const entrances = new Map<string, Entrance>();
  for (const entrance of [
    ...changed.map(part => part.entrance),
    ...changedNames(before, after),
    ...freshOnes([...old.values(), ...young.values()]),
  ]) {
    const { port, scheme, domain, connect } = entrance;
    const host =
      domain === '*' && connect !== undefined
        ? connect
        : domains.nameFor(domain.toLowerCase());
    const at = connect === undefined ? {} : { connect };
    entrances.set(`${port} ${scheme} ${host} ${connect ?? ''}`, {
      ...{ port, scheme, domain, host },
      ...at,
    });
  }
  return [...entrances.values()];
}
