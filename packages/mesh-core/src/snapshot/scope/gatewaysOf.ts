import { hostMatches, MESH_GATEWAY, resolveGatewayName } from '../../refs';
import type {
  GRPCRoute,
  HTTPRoute,
  IstioGateway,
  VirtualService,
} from '../../resources';
import type { RouteConcern } from './routeConcern';
import type { ScopeBuilder } from './ScopeBuilder';

/** Names of the gateways that a VirtualService is bound to, also by conditions of its rules; `mesh` is not among them. */
export function gatewayNamesOf(virtualService: VirtualService): string[] {
  const { namespace } = virtualService.metadata;
  const names = (virtualService.spec.gateways ?? [])
    .filter(name => name !== MESH_GATEWAY)
    .map(name => resolveGatewayName(name, namespace));
  return [...new Set(names)];
}

/**
 * The hosts that a server of a gateway admits for routes of a namespace. Entries may name the namespace that may bind:
 * `shop/www.example.com`, `./…` for the gateway's own; a star in its place stands for any.
 */
export function admittedHosts(
  gateway: IstioGateway,
  serverHosts: readonly string[],
  routeNamespace: string,
  hosts: readonly string[],
): string[] {
  const patterns = serverHosts.flatMap(entry => {
    const slash = entry.indexOf('/');
    if (slash < 0) {
      return [entry];
    }
    const owner = entry.slice(0, slash);
    const may =
      owner === '*' ||
      owner === routeNamespace ||
      (owner === '.' && gateway.metadata.namespace === routeNamespace);
    return may ? [entry.slice(slash + 1)] : [];
  });
  return hosts.filter(host =>
    patterns.some(pattern => hostMatches(pattern, host)),
  );
}

/** Adds the Istio Gateways that admit hosts of a VirtualService of the scope. */
export function addIstioGateways(
  builder: ScopeBuilder,
  virtualService: VirtualService,
  concern: RouteConcern,
): void {
  const { namespace } = virtualService.metadata;
  for (const name of gatewayNamesOf(virtualService)) {
    const [owner, ...rest] = name.split('/');
    const gateway = builder.snapshot.get('IstioGateway', owner, rest.join('/'));
    if (gateway) {
      const admitted = (gateway.spec.servers ?? []).flatMap(server =>
        admittedHosts(gateway, server.hosts, namespace, concern.hosts),
      );
      const [first] = admitted;
      if (first !== undefined) {
        builder.add('IstioGateway', gateway, `admits ${first}`);
      }
    }
  }
}

/** Adds the Gateways that a route of the Gateway API hangs on. */
export function addGatewayApiGateways(
  builder: ScopeBuilder,
  route: HTTPRoute | GRPCRoute,
): void {
  for (const parent of route.spec.parentRefs ?? []) {
    if ((parent.kind ?? 'Gateway') === 'Gateway') {
      const namespace = parent.namespace ?? route.metadata.namespace;
      const gateway = builder.snapshot.get(
        'GatewayApiGateway',
        namespace,
        parent.name,
      );
      if (gateway) {
        const { kind, metadata } = route;
        const reason = `carries ${kind} ${metadata.namespace}/${metadata.name}`;
        builder.add('GatewayApiGateway', gateway, reason);
      }
    }
  }
}
