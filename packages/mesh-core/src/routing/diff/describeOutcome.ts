import type { Outcome, OutcomeDestination } from '../simulate/Outcome';

type Named = Pick<OutcomeDestination, 'host' | 'port' | 'subset'>;

/** How destinations are called: by what tells them apart. */
export type Naming = (
  destination: Named & Partial<Pick<OutcomeDestination, 'exists' | 'cluster'>>,
) => string;

function shortHost(host: string): string {
  return host.replace(/\.svc\..*$/, '');
}

/**
 * Finds short names: of subsets where there is one host only, of hosts otherwise. Ports are told where the same host has several, and
 * where a wrong one may be why the destination does not exist.
 *
 * @param destinations - all that are to be told apart
 */
export function namingOf(destinations: readonly Named[]): Naming {
  const portsOf = (host?: string): number =>
    new Set(
      destinations
        .filter(one => host === undefined || one.host === host)
        .map(({ port }) => port),
    ).size;
  const hosts = new Set(destinations.map(({ host }) => host));
  const divided = new Set(
    destinations.flatMap(({ host, subset }) => (subset && host ? [host] : [])),
  );
  return ({ host, port, subset, cluster, exists = true }) => {
    if (host === undefined) {
      return cluster ?? 'nowhere';
    }
    const isPortTold = portsOf(exists ? host : undefined) > 1;
    const name = `${shortHost(host)}${isPortTold ? `:${port}` : ''}`;
    if (subset === undefined) {
      return divided.has(host) ? `${name} (all pods)` : name;
    }
    return hosts.size === 1 && !isPortTold ? subset : `${name} ${subset}`;
  };
}

function percent(weight: number, total: number): string {
  return `${Math.round((weight / total) * 1000) / 10} %`;
}

/**
 * Shares of destinations, as in `90 % v1, 10 % v2`.
 *
 * @param ifMissing - what a client gets where the destination does not exist, as in `503`
 */
export function describeDestinations(
  destinations: readonly OutcomeDestination[],
  naming: Naming,
  ifMissing: string,
): string {
  const total = destinations.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) {
    return `${ifMissing}, no destination`;
  }
  const [only, ...others] = destinations;
  if (others.length === 0 && !only.exists) {
    return `${ifMissing}, ${naming(only)} does not exist`;
  }
  return destinations
    .map(destination => {
      const share = `${percent(destination.weight, total)} ${naming(destination)}`;
      return destination.exists
        ? share
        : `${share} (does not exist: ${ifMissing})`;
    })
    .join(', ');
}

/** Whether an outcome is decided before a request is read: by the connection alone. */
export function isOfConnection(outcome: Outcome): boolean {
  switch (outcome.outcome) {
    case 'tcp':
    case 'no_listener':
    case 'no_filter_chain':
    case 'multiple_filter_chains':
      return true;
    case 'passthrough':
    case 'blackhole':
      return outcome.level === 'tcp';
    default:
      return false;
  }
}

/** Where nothing of the outcome needs to be named. */
const FIXED = {
  no_route: '404, no rule takes it',
  passthrough: 'passed on to the address as it is',
  no_listener: 'no connection, nothing listens on the port',
  no_filter_chain: 'connection closed, no server takes the name or protocol',
  multiple_filter_chains: 'no connection, two servers contradict each other',
} as const;

/** What a client gets, in a few words. */
export function describeOutcome(outcome: Outcome, naming: Naming): string {
  switch (outcome.outcome) {
    case 'route':
      return describeDestinations(
        outcome.destinations,
        naming,
        `${outcome.statusIfMissing ?? 503}`,
      );
    case 'tcp':
      return `${describeDestinations(outcome.destinations, naming, 'closed')} as TCP`;
    case 'redirect':
      return `redirect ${outcome.status} to ${outcome.location}`;
    case 'direct':
      return `answer ${outcome.status}${outcome.body ? ` “${outcome.body.slice(0, 40)}”` : ''}`;
    case 'cors_preflight':
      return outcome.allowOrigin
        ? `preflight allowed for ${outcome.allowOrigin}`
        : 'preflight answered, origin not allowed';
    case 'rejected':
      return `${outcome.status}, refused: ${outcome.detail}`;
    case 'blackhole':
      return outcome.level === 'http'
        ? '502, the host is not known'
        : 'connection closed, the address is not known';
    default:
      return FIXED[outcome.outcome];
  }
}
