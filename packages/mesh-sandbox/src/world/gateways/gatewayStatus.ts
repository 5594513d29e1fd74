import { KubernetesObject, namespaceOf } from '../../kubernetes';
import { attachedListeners, Namespaces, namesGateway } from './attachment';
import { Condition, conditionsOf, Finding } from './conditions';
import { GatewayObject, Listener, RouteObject } from './shapes';

const istioControllers = new Set([
  'istio.io/gateway-controller',
  'istio.io/mesh-controller',
]);

/** `status` of a GatewayClass; undefined when it is not Istio's. */
export function classStatus(
  { spec, status, metadata }: KubernetesObject,
  nowMs: number,
): KubernetesObject['status'] {
  if (!istioControllers.has(String(spec?.controllerName))) {
    return undefined;
  }
  const accepted: Finding = {
    type: 'Accepted',
    holds: true,
    reason: 'Accepted',
    message: 'Handled by Istio controller',
    observedGeneration: metadata.generation ?? 1,
  };
  return { conditions: conditionsOf(status?.conditions, [accepted], nowMs) };
}

function listenerFindings(observedGeneration: number): Finding[] {
  const fine = (type: string, reason: string, holds: boolean): Finding => ({
    type,
    reason,
    holds,
    message: 'No errors found',
    observedGeneration,
  });
  return [
    fine('Accepted', 'Accepted', true),
    fine('Conflicted', 'NoConflicts', false),
    fine('Programmed', 'Programmed', true),
    fine('ResolvedRefs', 'ResolvedRefs', true),
  ];
}

/** What the status of a Gateway depends on. */
export interface GatewaySurroundings {
  /** The Service in front of its proxy. */
  readonly service: KubernetesObject;
  readonly routes: readonly RouteObject[];
  readonly namespaces: Namespaces;
  readonly nowMs: number;
}

function addressesOf(service: KubernetesObject, host: string): unknown[] {
  const { ingress = [] } = (service.status?.loadBalancer ?? {}) as {
    ingress?: { hostname?: string }[];
  };
  const outside = ingress.flatMap(({ hostname }) => hostname ?? []);
  return (outside.length > 0 ? outside : [host]).map(value => ({
    type: 'Hostname',
    value,
  }));
}

function attachedTo(
  listener: Listener,
  gateway: GatewayObject,
  { routes, namespaces }: GatewaySurroundings,
): number {
  return routes.filter(route =>
    (route.spec.parentRefs ?? []).some(
      parent =>
        namesGateway(parent, route, gateway) &&
        attachedListeners(parent, route, gateway, namespaces).includes(
          listener,
        ),
    ),
  ).length;
}

/** Kinds of routes that a listener takes; a waypoint's take none. */
function supportedKinds({ protocol }: Listener): unknown[] {
  const group = 'gateway.networking.k8s.io';
  return protocol === 'HBONE'
    ? []
    : [
        { group, kind: 'HTTPRoute' },
        { group, kind: 'GRPCRoute' },
      ];
}

/** `status` of a Gateway whose proxy runs. */
export function gatewayStatus(
  gateway: GatewayObject,
  surroundings: GatewaySurroundings,
): KubernetesObject['status'] {
  const { service, nowMs } = surroundings;
  const observedGeneration = gateway.metadata.generation ?? 1;
  const host = `${service.metadata.name}.${namespaceOf(service)}.svc.cluster.local`;
  const assigned = [
    ...new Set(gateway.spec.listeners.map(({ port }) => `${host}:${port}`)),
  ].sort();
  const findings: Finding[] = [
    {
      type: 'Accepted',
      holds: true,
      reason: 'Accepted',
      message: 'Resource accepted',
      observedGeneration,
    },
    {
      type: 'Programmed',
      holds: true,
      reason: 'Programmed',
      message: `Resource programmed, assigned to service(s) ${assigned.join(' and ')}`,
      observedGeneration,
    },
  ];
  const before = (gateway.status?.listeners ?? []) as {
    name: string;
    conditions: Condition[];
  }[];
  return {
    addresses: addressesOf(service, host),
    conditions: conditionsOf(gateway.status?.conditions, findings, nowMs),
    listeners: gateway.spec.listeners.map(listener => ({
      name: listener.name,
      attachedRoutes: attachedTo(listener, gateway, surroundings),
      supportedKinds: supportedKinds(listener),
      conditions: conditionsOf(
        before.find(({ name }) => name === listener.name)?.conditions,
        listenerFindings(observedGeneration),
        nowMs,
      ),
    })),
  };
}
