import { GATEWAY_LABEL } from '../../health/workloadStatusOf';
import type { KialiIstioObject } from '../../KialiWorld';
import {
  appOf,
  findService,
  findWorkload,
  type GraphContext,
} from '../GraphContext';
import type { NodeFlag, TrafficMap, TrafficNode } from '../TrafficMap';

type Json = Readonly<Record<string, unknown>>;

/**
 * Adds what Istio objects say about services: circuit breakers, the features of the VirtualServices that route to them,
 * gateway hosts; and the application of service nodes.
 */
export function addIstioConfig(context: GraphContext, map: TrafficMap): void {
  const { options, world } = context;
  if (!options.appenders.has('istio')) {
    return;
  }
  const virtualServices = world.istioObjects('VirtualService');
  const broken = world.istioObjects('DestinationRule').filter(hasBreaker);
  for (const node of map.values()) {
    if (!options.namespaces.includes(node.namespace)) {
      continue;
    }
    if (node.nodeType === 'service') {
      const service = findService(world, node.namespace, node.service);
      if (service) {
        node.app =
          appOf(service.labels).app || appOf(service.selector ?? {}).app;
        addVirtualServices(node, virtualServices);
      }
    }
    if (servicesOf(node).some(service => breaks(broken, node, service))) {
      node.flags.add('hasCB');
    }
    addGateway(context, node);
  }
}

function addVirtualServices(
  node: TrafficNode,
  virtualServices: readonly KialiIstioObject[],
): void {
  const hosts: string[] = [];
  for (const virtualService of virtualServices) {
    const routes = routesOf(virtualService).filter(route =>
      destinationsOf(route).some(host =>
        isHostOf(host, virtualService.namespace, node.namespace, node.service),
      ),
    );
    if (routes.length > 0) {
      hosts.push(...strings(virtualService.spec.hosts));
      for (const flag of routeFlags(virtualService.spec)) {
        node.flags.add(flag);
      }
    }
  }
  if (hosts.length > 0) {
    node.virtualServiceHosts = hosts;
  }
}

/** Kiali judges the whole VirtualService, not the single route. */
function routeFlags(spec: Json): NodeFlag[] {
  const http = objects(spec.http);
  const tcp = objects(spec.tcp);
  const routes = [...http, ...tcp, ...objects(spec.tls)];
  const splits = (list: Json[]) =>
    list.some(route => objects(route.route).length > 1);
  const flags: [NodeFlag, boolean][] = [
    [
      'hasRequestRouting',
      routes.some(route => objects(route.route).length > 0),
    ],
    ['hasTrafficShifting', splits(http)],
    ['hasTCPTrafficShifting', splits(tcp)],
    ['hasRequestTimeout', http.some(route => route.timeout !== undefined)],
    ['hasFaultInjection', http.some(route => route.fault !== undefined)],
    [
      'hasMirroring',
      http.some(
        route =>
          route.mirror !== undefined || objects(route.mirrors).length > 0,
      ),
    ],
  ];
  return flags.filter(([, holds]) => holds).map(([flag]) => flag);
}

function routesOf({ spec }: KialiIstioObject): Json[] {
  return [...objects(spec.http), ...objects(spec.tcp), ...objects(spec.tls)];
}

function destinationsOf(route: Json): string[] {
  return objects(route.route).flatMap(({ destination }) =>
    strings([isObject(destination) ? destination.host : undefined]),
  );
}

function hasBreaker({ spec }: KialiIstioObject): boolean {
  return [spec, ...objects(spec.subsets)].some(
    ({ trafficPolicy }) =>
      isObject(trafficPolicy) &&
      (trafficPolicy.connectionPool !== undefined ||
        trafficPolicy.outlierDetection !== undefined),
  );
}

function breaks(
  rules: readonly KialiIstioObject[],
  node: TrafficNode,
  service: string,
): boolean {
  return rules.some(({ namespace, spec }) =>
    strings([spec.host]).some(host =>
      isHostOf(host, namespace, node.namespace, service),
    ),
  );
}

function servicesOf(node: TrafficNode): string[] {
  return node.nodeType === 'service'
    ? [node.service]
    : [...node.destServices.values()]
        .filter(({ namespace }) => namespace === node.namespace)
        .map(({ name }) => name);
}

function addGateway({ world }: GraphContext, node: TrafficNode): void {
  const workload = node.workload
    ? findWorkload(world, node.namespace, node.workload)
    : undefined;
  const component = workload?.labels[GATEWAY_LABEL];
  if (component !== 'IngressGateways' && component !== 'EgressGateways') {
    return;
  }
  const hosts = world
    .istioObjects('Gateway')
    .filter(({ spec }) =>
      Object.entries(isObject(spec.selector) ? spec.selector : {}).every(
        ([name, value]) => workload?.labels[name] === value,
      ),
    )
    .flatMap(({ spec }) =>
      objects(spec.servers).flatMap(server => strings(server.hosts)),
    );
  const kind = component === 'IngressGateways' ? 'ingress' : 'egress';
  node.gateway = { kind, hosts };
}

/** True when a host, written in a namespace, is the service. */
function isHostOf(
  host: string,
  writtenIn: string,
  namespace: string,
  service: string,
): boolean {
  const [name, hostNamespace = writtenIn] = host.split('.');
  return name === service && hostNamespace === namespace;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function objects(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function strings(value: unknown): string[] {
  return Array.isArray(value)
    ? value.filter(item => typeof item === 'string')
    : [];
}
