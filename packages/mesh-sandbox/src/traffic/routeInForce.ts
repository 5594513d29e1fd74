import { KubernetesObject, nameOf, namespaceOf } from '../kubernetes';
import { HttpMatch, matchesRequest } from './matchRequest';
import { MeshTopology, ServiceHost, Workload } from './MeshTopology';
import { RequestClass } from './TrafficPlan';

/** A destination of a route with its share of the requests. */
export interface WeightedDestination {
  readonly service: ServiceHost;
  readonly subset?: string;
  /** 0 to 1. */
  readonly share: number;
}

interface HttpRoute {
  match?: HttpMatch[];
  delegate?: { name: string; namespace?: string };
  route?: { destination: { host: string; subset?: string }; weight?: number }[];
}

/** A rule with the conditions of the rules that delegate to it. */
interface Rule {
  readonly matches: readonly HttpMatch[][];
  readonly route: HttpRoute;
  /** Namespace that short host names belong to. */
  readonly namespace: string;
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
): boolean {
  const { hosts = [], gateways = ['mesh'] } = (virtualService.spec ?? {}) as {
    hosts?: string[];
    gateways?: string[];
  };
  if (hosts.length === 0 || !gateways.includes(gatewayOf(caller))) {
    return false;
  }
  const namespace = namespaceOf(virtualService);
  if (!caller.isGateway) {
    return hosts.some(
      host => topology.serviceOfHost(host, namespace)?.host === service.host,
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

/** Where requests of a class go: by the first rule that matches, else to the Service itself. */
export function routeInForce(
  topology: MeshTopology,
  caller: Workload,
  service: ServiceHost,
  request: Partial<RequestClass>,
): WeightedDestination[] {
  const virtualService = topology
    .virtualServices()
    .find(candidate => isInForce(candidate, topology, caller, service));
  const gateway = gatewayOf(caller);
  const rules = virtualService ? rulesOf(virtualService, topology) : [];
  const rule = rules.find(
    ({ matches, route }) =>
      route.route !== undefined &&
      matches.every(alternatives =>
        alternatives.some(item => matchesRequest(item, request, gateway)),
      ),
  );
  return rule
    ? destinationsOf(rule.route, topology, rule.namespace)
    : [{ service, share: 1 }];
}
