import { KubernetesObject, nameOf, namespaceOf } from '../kubernetes';
import { gatewayApiRules } from './gatewayApiRules';
import { matchesRequest } from './matchRequest';
import { MeshTopology, ServiceHost, Workload } from './MeshTopology';
import { HttpRoute, Rule } from './Rule';
import { Call, RequestClass } from './TrafficPlan';

/** A destination of a route with its share of the requests. */
export interface WeightedDestination {
  readonly service: ServiceHost;
  readonly subset?: string;
  /** 0 to 1. */
  readonly share: number;
}

/** The rules of a VirtualService in order, those of its delegates in place. */
function rulesOf(
  virtualService: KubernetesObject,
  topology: MeshTopology,
): Rule[] {
  const namespace = namespaceOf(virtualService);
  const http = (virtualService.spec?.http ?? []) as HttpRoute[];
  return http.flatMap(route => {
    const matches = route.match ? [route.match] : [];
    if (!route.delegate) {
      return [{ matches, route, namespace }];
    }
    const { name, namespace: delegateNamespace = namespace } = route.delegate;
    const target = topology
      .virtualServices()
      .find(
        candidate =>
          nameOf(candidate) === name &&
          namespaceOf(candidate) === delegateNamespace,
      );
    // a delegate cannot delegate on
    return target && target !== virtualService
      ? rulesOf(target, topology)
          .filter(rule => !rule.route.delegate)
          .map(rule => ({ ...rule, matches: [...matches, ...rule.matches] }))
      : [];
  });
}

function gatewayOf(caller: Workload): string {
  return caller.isGateway ? `${caller.namespace}/${caller.name}` : 'mesh';
}

/** The VirtualService that decides for a caller: of the Service's host in the mesh, of a public host at a gateway. */
function isInForce(
  virtualService: KubernetesObject,
  topology: MeshTopology,
  caller: Workload,
  service: ServiceHost,
  host: string | undefined,
): boolean {
  const { hosts = [], gateways = ['mesh'] } = (virtualService.spec ?? {}) as {
    hosts?: string[];
    gateways?: string[];
  };
  if (hosts.length === 0 || !gateways.includes(gatewayOf(caller))) {
    return false;
  }
  if (host !== undefined) {
    return hosts.includes(host);
  }
  const namespace = namespaceOf(virtualService);
  if (!caller.isGateway) {
    return hosts.some(
      name => topology.serviceOfHost(name, namespace)?.host === service.host,
    );
  }
  return rulesOf(virtualService, topology).some(rule =>
    (rule.route.route ?? []).some(({ destination }) => {
      const target = topology.serviceOfHost(destination.host, rule.namespace);
      return (
        target?.host === service.host ||
        target?.name === `${service.name}-primary`
      );
    }),
  );
}

function destinationsOf(
  { route = [] }: HttpRoute,
  topology: MeshTopology,
  namespace: string,
): WeightedDestination[] {
  const total =
    route.length === 1
      ? 0
      : route.reduce((sum, { weight = 0 }) => sum + weight, 0);
  return route.flatMap(({ destination, weight = 0 }) => {
    const service = topology.serviceOfHost(destination.host, namespace);
    // a lone destination takes all, whatever its weight says
    const share = total === 0 ? 1 / route.length : weight / total;
    return service && share > 0
      ? [{ service, subset: destination.subset, share }]
      : [];
  });
}

/** Whether a proxy gets a rule at all: conditions on gateways are decided before any request. */
function concernsGateway({ matches }: Rule, gateway: string): boolean {
  return matches.every(alternatives =>
    alternatives.some(({ gateways }) => gateways?.includes(gateway) ?? true),
  );
}

function rulesInForce(
  topology: MeshTopology,
  caller: Workload,
  service: ServiceHost,
  call: Call,
): Rule[] {
  const virtualService = topology
    .virtualServices()
    .find(candidate =>
      isInForce(candidate, topology, caller, service, call.host),
    );
  const rules = virtualService
    ? rulesOf(virtualService, topology)
    : gatewayApiRules(topology, caller, service, call);
  return rules.filter(rule => concernsGateway(rule, gatewayOf(caller)));
}

/**
 * Where requests of a class go: by the first rule that matches; to the Service itself where there is no rule in the mesh.
 * `NR` when there are rules and none matches, nothing when the proxy answers by itself.
 */
export function routeInForce(
  topology: MeshTopology,
  caller: Workload,
  service: ServiceHost,
  call: Call,
  request: Partial<RequestClass>,
): WeightedDestination[] | 'NR' {
  const gateway = gatewayOf(caller);
  const rules = rulesInForce(topology, caller, service, call);
  if (rules.length === 0 && !caller.isGateway) {
    return [{ service, share: 1 }];
  }
  const rule = rules.find(({ matches }) =>
    matches.every(alternatives =>
      alternatives.some(item => matchesRequest(item, request, gateway)),
    ),
  );
  return rule ? destinationsOf(rule.route, topology, rule.namespace) : 'NR';
}
