import { hostMatches, resolveGatewayName } from '../../refs';
import type {
  IstioDestination,
  VirtualService,
  VirtualServiceTcpRoute,
  VirtualServiceTlsRoute,
} from '../../resources';
import { destinationHost, type CompileContext } from './CompileContext';
import type { MeshHost } from './meshHosts';
import type { RouteSource } from './RouteTable';
import type { TableDestination } from './TableAction';

type Match = Omit<
  NonNullable<VirtualServiceTcpRoute['match']>[number],
  'sourceSubnet'
>;

/** The listener that connections come to. */
export interface Layer4Site {
  context: CompileContext;
  port: number;
  gateways: ReadonlySet<string>;
  /** Gateways look at port and gateway only. */
  atGateway: boolean;
}

/** A rule for connections with the connections it takes. */
export interface Layer4Rule {
  destinations: readonly TableDestination[];
  /** Empty where the rule does not look at the server name. */
  serverNames: readonly string[];
  /** Addresses that the connection must go to; empty is any. */
  subnets: readonly string[];
  source: RouteSource;
}

/** All given fields must hold; other than in HTTP rules, `gateways` does not switch off the labels. */
function applies(
  match: Match,
  namespace: string,
  { context, port, gateways, atGateway }: Layer4Site,
): boolean {
  const { labels, namespace: own } = context.proxy;
  const gatewayFits =
    !match.gateways?.length ||
    match.gateways.some(name =>
      gateways.has(resolveGatewayName(name, namespace)),
    );
  const portFits = !match.port || match.port === port;
  const callerFits =
    atGateway ||
    ((!match.sourceNamespace || match.sourceNamespace === own) &&
      Object.entries(match.sourceLabels ?? {}).every(
        ([key, value]) => labels[key] === value,
      ));
  return gatewayFits && portFits && callerFits;
}

function destinationsOf(
  route: VirtualServiceTcpRoute['route'],
  namespace: string,
  { context, port }: Layer4Site,
): TableDestination[] {
  const all = route ?? [];
  const alone = all.length === 1;
  const target = ({ host, port: own, subset }: IstioDestination) => {
    const name = destinationHost(
      { host },
      namespace,
      context.options.clusterDomain,
    );
    const known = context.clusters.get(context.world.aliases.get(name) ?? name);
    const only = known?.ports.length === 1 ? known.ports[0].number : undefined;
    return context.target(name, own?.number ?? only ?? port, subset);
  };
  return all
    .filter(({ weight }) => alone || !!weight)
    .map(({ destination, weight }) => ({
      ...target(destination),
      weight: alone ? 100 : (weight ?? 0),
    }));
}

function sourceOf(
  virtualService: VirtualService,
  kind: 'tls' | 'tcp',
  rule: number,
  match: number | undefined,
  { context }: Layer4Site,
): RouteSource {
  return {
    owner: context.snapshot.refOf(virtualService),
    rule,
    ...(match === undefined ? {} : { match }),
    path: `spec.${kind}[${rule}]${match === undefined ? '' : `.match[${match}]`}`,
  };
}

/**
 * VirtualServices whose hosts cover a host.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/networking/core/tls.go
 */
export function rulingHost(
  virtualServices: readonly VirtualService[],
  host: string,
  hostsOf: (virtualService: VirtualService) => readonly string[],
): VirtualService[] {
  return virtualServices.filter(virtualService =>
    hostsOf(virtualService).some(name => hostMatches(name, host)),
  );
}

/**
 * The TLS rules for a listener, each match by itself. Of two that ask for the same names and addresses the first counts.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/networking/core/tls.go
 */
export function tlsRules(
  virtualServices: readonly VirtualService[],
  site: Layer4Site,
): Layer4Rule[] {
  const seen = new Set<string>();
  const rules: Layer4Rule[] = [];
  for (const virtualService of virtualServices) {
    const { namespace } = virtualService.metadata;
    const all: readonly VirtualServiceTlsRoute[] =
      virtualService.spec.tls ?? [];
    for (const [index, { match, route }] of all.entries()) {
      for (const [matchIndex, entry] of (match ?? []).entries()) {
        const key = `${entry.sniHosts.join()}|${(entry.destinationSubnets ?? []).join()}`;
        if (applies(entry, namespace, site) && !seen.has(key)) {
          seen.add(key);
          rules.push({
            destinations: destinationsOf(route, namespace, site),
            serverNames: entry.sniHosts.map(name => name.toLowerCase()),
            subnets: entry.destinationSubnets ?? [],
            source: sourceOf(virtualService, 'tls', index, matchIndex, site),
          });
        }
      }
    }
  }
  return rules;
}

/**
 * The TCP rules for a listener: those for some addresses, then the first for all, which ends the search.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/networking/core/tls.go
 */
export function tcpRules(
  virtualServices: readonly VirtualService[],
  site: Layer4Site,
): Layer4Rule[] {
  const rules: Layer4Rule[] = [];
  for (const virtualService of virtualServices) {
    const { namespace } = virtualService.metadata;
    for (const [index, { match, route }] of (
      virtualService.spec.tcp ?? []
    ).entries()) {
      const fitting = (match ?? []).filter(entry =>
        applies(entry, namespace, site),
      );
      if (match?.length && fitting.length === 0) {
        continue;
      }
      const subnets = fitting.flatMap(entry => entry.destinationSubnets ?? []);
      const forAll =
        fitting.length === 0 ||
        fitting.some(entry => !entry.destinationSubnets?.length);
      rules.push({
        destinations: destinationsOf(route, namespace, site),
        serverNames: [],
        subnets: forAll ? [] : subnets,
        source: sourceOf(virtualService, 'tcp', index, undefined, site),
      });
      if (forAll) {
        return rules;
      }
    }
  }
  return rules;
}

/**
 * Port that a connection is sent on to where no rule says: the service's only one, else the one that was called.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/networking/core/tls.go
 */
export function defaultPort({ ports }: MeshHost, port: number): number {
  return ports.length === 1 ? ports[0].number : port;
}
