import { serviceFqdn } from '../refs';
import type { BackendObject, GRPCRoute, HTTPRoute } from '../resources';

/** What a route of the Gateway API refers to, as far as it tells which Service is meant. */
export type ServiceReference = Pick<
  BackendObject,
  'name' | 'namespace' | 'kind' | 'group'
>;

interface MirrorFilter {
  requestMirror?: { backendRef: BackendObject };
}

/** What rules of HTTPRoute and GRPCRoute have in common, as far as it names Services. */
export interface BackendRule {
  backendRefs?: readonly (BackendObject & {
    filters?: readonly MirrorFilter[];
  })[];
  filters?: readonly MirrorFilter[];
}

/** Backends of one rule, without mirrors. */
export function ruleBackends(rule: BackendRule): readonly BackendObject[] {
  return rule.backendRefs ?? [];
}

/** Services that get a copy of the requests of one rule. */
export function ruleMirrors(rule: BackendRule): BackendObject[] {
  const filters = [
    ...(rule.filters ?? []),
    ...(rule.backendRefs ?? []).flatMap(backend => backend.filters ?? []),
  ];
  return filters.flatMap(filter =>
    filter.requestMirror ? [filter.requestMirror.backendRef] : [],
  );
}

/** Backends and mirrors of all rules. */
export function routeBackends(route: HTTPRoute | GRPCRoute): BackendObject[] {
  const rules: readonly BackendRule[] = route.spec.rules ?? [];
  return rules.flatMap(rule => [...ruleBackends(rule), ...ruleMirrors(rule)]);
}

/**
 * The host name behind a reference. `Hostname` is Istio's way to name a host that is no Service.
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/#differences-from-istio-apis
 */
export function backendFqdn(
  reference: ServiceReference,
  namespace: string,
): string {
  return reference.kind === 'Hostname'
    ? reference.name.toLowerCase()
    : serviceFqdn(reference.namespace ?? namespace, reference.name);
}
