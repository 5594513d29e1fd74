import type { Outcome, OutcomeDestination } from '../simulate/Outcome';

/** How destinations are called: by what tells them apart. */
export type Naming = (destination: {
  host?: string;
  port?: number;
  subset?: string;
  cluster?: string;
}) => string;

function shortHost(host: string): string {
  return host.replace(/\.svc\..*$/, '');
}

/**
 * Finds short names: of subsets where there is one host only, of hosts otherwise, with ports where the same host has several.
 *
 * @param destinations - all that are to be told apart
 */
export function namingOf(
  destinations: readonly Pick<OutcomeDestination, 'host' | 'port' | 'subset'>[],
): Naming {
  const hosts = new Set(destinations.map(({ host }) => host));
  const ports = new Set(destinations.map(({ port }) => port));
  return ({ host, port, subset, cluster }) => {
    if (host === undefined) {
      return cluster ?? 'nowhere';
    }
    const number = ports.size > 1 ? `:${port}` : '';
    const name = `${shortHost(host)}${number}`;
    if (subset === undefined) {
      return name;
    }
    return hosts.size === 1 && ports.size === 1 ? subset : `${name} ${subset}`;
  };
}

function percent(weight: number, total: number): string {
  return `${Math.round((weight / total) * 1000) / 10} %`;
}

/** Shares of destinations, as in `90 % v1, 10 % v2`. */
export function describeDestinations(
  destinations: readonly OutcomeDestination[],
  naming: Naming,
  statusIfMissing: number | undefined,
): string {
  const total = destinations.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) {
    return statusIfMissing === undefined
      ? 'no destination'
      : `${statusIfMissing}, no destination`;
  }
  const status = statusIfMissing ?? 503;
  return destinations
    .map(destination => {
      const share = `${percent(destination.weight, total)} ${naming(destination)}`;
      return destination.exists
        ? share
        : `${share} (does not exist: ${status})`;
    })
    .join(', ');
}

/** What a client gets, in a few words. */
export function describeOutcome(outcome: Outcome, naming: Naming): string {
  switch (outcome.outcome) {
    case 'route':
      return describeDestinations(
        outcome.destinations,
        naming,
        outcome.statusIfMissing,
      );
    case 'tcp':
      return `${describeDestinations(outcome.destinations, naming, undefined)} as TCP`;
    case 'redirect':
      return `redirect ${outcome.status} to ${outcome.location}`;
    case 'direct':
      return `answer ${outcome.status}${outcome.body ? ` “${outcome.body.slice(0, 40)}”` : ''}`;
    case 'cors_preflight':
      return outcome.allowOrigin
        ? `preflight allowed for ${outcome.allowOrigin}`
        : 'preflight answered, origin not allowed';
    case 'no_route':
      return '404, no rule takes it';
    case 'rejected':
      return `${outcome.status}, refused: ${outcome.detail}`;
    case 'passthrough':
      return 'passed on to the address as it is';
    case 'blackhole':
      return outcome.level === 'http'
        ? '502, the host is not known'
        : 'connection closed, the address is not known';
    case 'no_listener':
      return 'no connection, nothing listens on the port';
    case 'no_filter_chain':
      return 'connection closed, no server takes the name or protocol';
    default:
      return 'no connection, two servers contradict each other';
  }
}
