import type { GRPCRoute, HTTPRoute } from '../../resources';
import {
  backendFqdn,
  ruleBackends,
  ruleMirrors,
  type BackendRule,
} from '../routeBackends';
import type { HostSet, RouteConcern } from './routeConcern';

/**
 * What of an HTTPRoute or GRPCRoute concerns a service: all rules where the service is a parent of the route (in the mesh), else
 * those that name it as backend or mirror.
 *
 * @param own - full names of the service's hosts
 * @returns `undefined` when nothing of it does
 */
export function gatewayRouteConcern(
  route: HTTPRoute | GRPCRoute,
  own: HostSet,
): RouteConcern | undefined {
  const { namespace } = route.metadata;
  const hostnames = route.spec.hostnames ?? [];
  const parents = (route.spec.parentRefs ?? [])
    .filter(parent => parent.kind === 'Service')
    .map(parent => backendFqdn(parent, namespace))
    .filter(fqdn => own.has(fqdn));
  if (parents.length > 0) {
    return {
      reason: `routes ${parents.join(', ')}`,
      hosts: [...parents, ...hostnames],
      hiddenHosts: 0,
      rules: 'all',
    };
  }
  const firstOwn = (references: readonly Parameters<typeof backendFqdn>[0][]) =>
    references
      .map(reference => backendFqdn(reference, namespace))
      .find(fqdn => own.has(fqdn));
  const rules: readonly BackendRule[] = route.spec.rules ?? [];
  const touches = rules.map((rule, index) => ({
    path: `spec.rules[${index}]`,
    routed: firstOwn(ruleBackends(rule)),
    mirrored: firstOwn(ruleMirrors(rule)),
  }));
  const paths = new Set(
    touches
      .filter(({ routed, mirrored }) => routed ?? mirrored)
      .map(({ path }) => path),
  );
  if (paths.size === 0) {
    return undefined;
  }
  const routed = touches.find(touch => touch.routed)?.routed;
  const mirrored = touches.find(touch => touch.mirrored)?.mirrored;
  return {
    reason: routed
      ? `sends requests to ${routed}`
      : `mirrors requests to ${mirrored}`,
    hosts: routed ? hostnames : [],
    hiddenHosts: routed ? 0 : hostnames.length,
    rules: paths,
  };
}
