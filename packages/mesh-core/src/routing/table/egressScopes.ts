import { hostIsSubsetOf } from '../../refs';
import type { Sidecar } from '../../resources';
import { knowsHost } from '../../snapshot/scope';
import type { MeshHost } from './meshHosts';
import type { PreparedRoutes } from './preparedRoutes';

/** The part of the mesh that one egress listener of a Sidecar knows; without Sidecar there is one that knows all. */
export interface EgressScope {
  /** Of a listener that is bound to a port; it takes the port from all others. */
  port?: number;
  services: readonly MeshHost[];
  routes: readonly PreparedRoutes[];
}

function imports(
  sidecar: Sidecar,
  namespace: string,
  { hosts, namespace: owner, gatewayApi }: PreparedRoutes,
): boolean {
  return hosts.some(host =>
    gatewayApi
      ? egressEntries(sidecar).some(entry => hostIsSubsetOf(host, entry))
      : knowsHost(sidecar, namespace, host, owner) !== 'unknown',
  );
}

function egressEntries({ spec }: Sidecar): string[] {
  return (spec.egress ?? []).flatMap(({ hosts = [] }) =>
    hosts.map(entry => entry.slice(entry.indexOf('/') + 1)),
  );
}

/**
 * What the egress listeners of a proxy's Sidecar know.
 *
 * @param sidecar - in effect for the proxy; everything is known without
 * @see https://istio.io/latest/docs/reference/config/networking/sidecar/#IstioEgressListener
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/model/sidecar.go
 */
export function egressScopes(
  sidecar: Sidecar | undefined,
  namespace: string,
  hosts: readonly MeshHost[],
  routes: readonly PreparedRoutes[],
): EgressScope[] {
  if (!sidecar?.spec.egress?.length) {
    return [{ services: hosts, routes }];
  }
  return sidecar.spec.egress.map(egress => {
    const part = { ...sidecar, spec: { ...sidecar.spec, egress: [egress] } };
    return {
      ...(egress.port?.number ? { port: egress.port.number } : {}),
      services: hosts.filter(
        ({ host, namespace: owner }) =>
          knowsHost(part, namespace, host, owner) !== 'unknown',
      ),
      routes: routes.filter(entry => imports(part, namespace, entry)),
    };
  });
}

/**
 * The scope that answers for a port: the one that is bound to it, else the first that is bound to none.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/model/sidecar.go
 */
export function scopeOfPort(
  scopes: readonly EgressScope[],
  port: number,
): EgressScope | undefined {
  return (
    scopes.find(scope => scope.port === port) ??
    scopes.find(scope => scope.port === undefined)
  );
}
