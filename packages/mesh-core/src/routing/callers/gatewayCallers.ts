import type { GatewayExposure } from '../model';
import { gatewayExposures } from '../gatewayExposures';
import type { RoutingContext } from '../RoutingContext';
import {
  hasLabels,
  withoutGenerated,
  workloadsIn,
  type Labels,
} from './callerPods';
import type { CallableHost, PossibleCaller } from './model';

const GATEWAY_NAME = 'gateway.networking.k8s.io/gateway-name';

interface Proxy {
  namespace: string;
  labels: Labels;
}

/** Labels by which a Gateway finds its pods. */
function selectorOf(
  { snapshot }: RoutingContext,
  { ref }: GatewayExposure,
): Labels {
  const { group, namespace = '', name } = ref;
  return group === 'gateway.networking.k8s.io'
    ? { [GATEWAY_NAME]: name }
    : (snapshot.get('IstioGateway', namespace, name)?.spec.selector ?? {});
}

/** The pods of a Gateway: as they are, else as their workload makes them, else as the Gateway looks for them. */
function proxyOf(context: RoutingContext, exposure: GatewayExposure): Proxy {
  const { group, namespace = '' } = exposure.ref;
  const selector = selectorOf(context, exposure);
  const within = group === 'gateway.networking.k8s.io' ? namespace : undefined;
  const wanted = Object.keys(selector).length > 0;
  const [pod] = wanted
    ? context.snapshot.byLabels('Pod', within, selector)
    : [];
  if (pod) {
    const { metadata } = pod;
    const labels = withoutGenerated(metadata.labels);
    return { namespace: metadata.namespace, labels };
  }
  const workload = wanted
    ? workloadsIn(context, within).find(({ labels }) =>
        hasLabels(labels, selector),
      )
    : undefined;
  return workload ?? { namespace, labels: selector };
}

/** A short name is a Service, and the proxy knows it by the full one. */
function fullName({ scope }: RoutingContext, host: string): string {
  const full = scope.hosts.find(own => own.startsWith(`${host}.`));
  return host.includes('.') ? host : (full ?? host);
}

/** Hosts of the entity at a gateway. */
function hostsOf(
  context: RoutingContext,
  { servers }: GatewayExposure,
): CallableHost[] {
  const hosts = new Map<string, Map<number, string>>();
  for (const { port, protocol, hosts: names } of servers) {
    for (const name of names) {
      const host = fullName(context, name);
      const ports = hosts.get(host) ?? new Map<number, string>();
      ports.set(port, ports.get(port) ?? protocol.toLowerCase());
      hosts.set(host, ports);
    }
  }
  return [...hosts].map(([host, ports]) => ({
    host,
    ports: [...ports].map(([number, protocol]) => ({ number, protocol })),
  }));
}

/**
 * The gateways that admit hosts of the entity. Those for calls to the outside are none: nobody calls the entity through them.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/model/gateway.go
 */
export function gatewayCallers(context: RoutingContext): PossibleCaller[] {
  return gatewayExposures(context)
    .filter(
      ({ profile, servers }) => profile !== 'egress' && servers.length > 0,
    )
    .map(exposure => {
      const { ref, profile } = exposure;
      const { namespace, labels } = proxyOf(context, exposure);
      return {
        id: `gateway:${ref.namespace}/${ref.name}`,
        role: 'gateway',
        caller: { kind: 'gateway', namespace, labels },
        title: ref.name,
        detail: `gateway · namespace ${ref.namespace}`,
        seenBy: 'configuration',
        ref,
        profile,
        hosts: hostsOf(context, exposure),
      };
    });
}
