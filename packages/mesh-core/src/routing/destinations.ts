import { parseServiceFqdn, resolveHost } from '../refs';
import type { IstioDestination } from '../resources';
import type { RouteDestination } from './routeModel';
import { versionBehind } from './podsBehind';
import type { RoutingContext } from './RoutingContext';
import { subsetOf, targetState } from './targetState';

/** A destination as an object names it. */
export interface NamedDestination {
  host: string;
  fqdn: string;
  port?: number;
  subset?: string;
  /** As written; `undefined` where it is not. */
  weight?: number;
  /** What the proxy counts. */
  effectiveWeight: number;
}

export function istioDestination(
  destination: IstioDestination,
  weight: number | undefined,
  namespace: string,
): NamedDestination {
  const { host, port, subset } = destination;
  return {
    host,
    fqdn: resolveHost(host, namespace),
    ...(port?.number === undefined ? {} : { port: port.number }),
    ...(subset ? { subset } : {}),
    ...(weight === undefined ? {} : { weight }),
    effectiveWeight: weight ?? 0,
  };
}

/** What the proxy does with weights: a single destination takes all, the rest is in proportion to the sum. */
function sharesOf(destinations: readonly NamedDestination[]): number[] {
  if (destinations.length === 1) {
    return [1];
  }
  const weights = destinations.map(({ effectiveWeight }) =>
    Math.max(effectiveWeight, 0),
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map(weight => (sum > 0 ? weight / sum : 0));
}

const HIDDEN: Pick<RouteDestination, 'host' | 'fqdn' | 'role' | 'target'> = {
  host: 'another service',
  fqdn: '',
  role: 'other',
  target: {
    state: 'unknown',
    reason: 'It belongs to another team.',
    evidence: [],
  },
};

/** Whether a destination in an object of others is theirs too. */
export function isOthers(
  context: RoutingContext,
  fqdn: string,
  routeNamespace: string,
): boolean {
  return (
    !context.isOwnNamespace(routeNamespace) &&
    !context.isOwnHost(fqdn) &&
    !context.isOwnNamespace(parseServiceFqdn(fqdn)?.namespace) &&
    !context.scope.egressHosts.includes(fqdn)
  );
}

function versionOf(
  context: RoutingContext,
  { fqdn, subset }: NamedDestination,
  routeNamespace: string,
): string | undefined {
  const parsed = parseServiceFqdn(fqdn);
  const service =
    parsed && context.snapshot.get('Service', parsed.namespace, parsed.name);
  if (!service) {
    return undefined;
  }
  if (subset === undefined) {
    return versionBehind(context.snapshot, service);
  }
  const { found } = subsetOf(context, fqdn, subset, routeNamespace);
  return found && versionBehind(context.snapshot, service, found.labels);
}

/**
 * The destinations of a rule: what the proxy makes of their weights, what is behind them, whether it can answer. In an object of
 * another team, destinations of others are not named.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/networking/core/route/route.go
 */
export function routeDestinations(
  context: RoutingContext,
  named: readonly NamedDestination[],
  routeNamespace: string,
): RouteDestination[] {
  const shares = sharesOf(named);
  return named.map((destination, index) => {
    const { effectiveWeight: _, ...visible } = destination;
    const { weight, fqdn, subset } = destination;
    const share = shares[index];
    if (isOthers(context, fqdn, routeNamespace)) {
      return { ...HIDDEN, ...(weight === undefined ? {} : { weight }), share };
    }
    const version = versionOf(context, destination, routeNamespace);
    return {
      ...visible,
      share,
      role: context.roleOf(fqdn),
      ...(version === undefined ? {} : { version }),
      target: targetState(context, fqdn, subset, routeNamespace),
    };
  });
}
