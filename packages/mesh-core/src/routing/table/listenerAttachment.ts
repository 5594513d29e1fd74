import type {
  GatewayApiGateway,
  GatewayListener,
  GRPCRoute,
  HTTPRoute,
} from '../../resources';
import type { MeshSnapshot } from '../../snapshot';

type Selector = NonNullable<
  NonNullable<GatewayListener['allowedRoutes']>['namespaces']
>['selector'];

/** Expressions that are not understood select nothing. */
function selects(
  selector: Selector,
  labels: Readonly<Record<string, string>>,
): boolean {
  const byLabel = Object.entries(selector?.matchLabels ?? {}).every(
    ([key, value]) => labels[key] === value,
  );
  const byExpression = (selector?.matchExpressions ?? []).every(
    ({ key = '', operator, values = [] }) => {
      const value = labels[key];
      switch (operator) {
        case 'In':
          return value !== undefined && values.includes(value);
        case 'NotIn':
          return value === undefined || !values.includes(value);
        case 'Exists':
          return value !== undefined;
        default:
          return operator === 'DoesNotExist' && value === undefined;
      }
    },
  );
  return byLabel && byExpression;
}

/**
 * Namespaces whose routes a listener admits; `*` is all.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/config/kube/gateway/conversion.go
 */
export function admittedNamespaces(
  snapshot: MeshSnapshot,
  { metadata }: GatewayApiGateway,
  { allowedRoutes }: GatewayListener,
): string[] {
  const { from = 'Same', selector } = allowedRoutes?.namespaces ?? {};
  if (from === 'All') {
    return ['*'];
  }
  return from === 'Same'
    ? [metadata.namespace]
    : snapshot
        .list('Namespace')
        .filter(namespace =>
          selects(selector, {
            'kubernetes.io/metadata.name': namespace.metadata.name,
            ...namespace.metadata.labels,
          }),
        )
        .map(namespace => namespace.metadata.name);
}

/**
 * Whether a route names a listener as its parent.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/config/kube/gateway/conversion.go
 */
export function hangsOn(
  { metadata, spec }: HTTPRoute | GRPCRoute,
  gateway: GatewayApiGateway,
  listener: GatewayListener,
): boolean {
  return (spec.parentRefs ?? []).some(
    parent =>
      (parent.kind ?? 'Gateway') === 'Gateway' &&
      parent.name === gateway.metadata.name &&
      (parent.namespace ?? metadata.namespace) === gateway.metadata.namespace &&
      (!parent.sectionName || parent.sectionName === listener.name) &&
      (!parent.port || parent.port === listener.port),
  );
}

/**
 * Whether a listener takes routes of a kind.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/config/kube/gateway/conversion.go
 */
export function admitsKind(listener: GatewayListener, kind: string): boolean {
  const kinds = listener.allowedRoutes?.kinds;
  return !kinds?.length || kinds.some(allowed => allowed.kind === kind);
}

/**
 * Whether a route is attached to a listener: it names it, and is of a kind and namespace that the listener takes.
 *
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#listener
 */
export function isAttached(
  snapshot: MeshSnapshot,
  route: HTTPRoute | GRPCRoute,
  gateway: GatewayApiGateway,
  listener: GatewayListener,
): boolean {
  const namespaces = admittedNamespaces(snapshot, gateway, listener);
  return (
    hangsOn(route, gateway, listener) &&
    admitsKind(listener, route.kind) &&
    (namespaces.includes('*') || namespaces.includes(route.metadata.namespace))
  );
}
