import type { VirtualService } from '../../resources';
import {
  defaultPort,
  tcpRules,
  tlsRules,
  type Layer4Rule,
  type Layer4Site,
} from './layer4';
import type { MeshHost } from './meshHosts';
import type { FilterChain } from './RouteTable';

/**
 * Whether a listener can be bound to the addresses of a host; without, it takes the port for all.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/networking/core/tls.go
 */
export function isBound({ addresses }: MeshHost): boolean {
  return addresses.some(address => !address.includes('/'));
}

function chainOf(
  rule: Layer4Rule,
  transport: FilterChain['transport'],
): FilterChain {
  return {
    transport,
    serverNames: rule.serverNames,
    destinations: rule.destinations,
    source: rule.source,
    ...(rule.subnets.length > 0 ? { subnets: rule.subnets } : {}),
  };
}

/**
 * Chains for connections that are not looked into, or only for their server name.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/networking/core/tls.go
 */
export function layer4Chains(
  known: MeshHost,
  protocol: 'tls' | 'tcp' | 'auto',
  virtualServices: readonly VirtualService[],
  site: Layer4Site,
): FilterChain[] {
  const { context, port } = site;
  const direct = {
    ...context.target(known.host, defaultPort(known, port)),
    weight: 100,
  };
  if (protocol === 'tls') {
    const rules = tlsRules(virtualServices, site);
    const names = isBound(known) ? [] : [known.host];
    return rules.length > 0
      ? rules.map(rule => chainOf(rule, 'tls'))
      : [
          {
            transport: names.length > 0 ? 'tls' : 'any',
            serverNames: names,
            destinations: [direct],
          },
        ];
  }
  const rules = tcpRules(virtualServices, site);
  const ends = rules.some(({ subnets }) => subnets.length === 0);
  return [
    ...rules.map(rule => chainOf(rule, 'any')),
    ...(ends
      ? []
      : [
          {
            transport: 'any' as const,
            serverNames: [],
            destinations: [direct],
          },
        ]),
  ];
}
