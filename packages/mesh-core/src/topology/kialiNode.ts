import type { KialiNode } from './kialiGraph';
import { kialiNodeHealth } from './kialiNodeHealth';
import type { MeshNode, Traffic } from './model';
import { isProtocol } from './protocols';

type Protocol = Traffic['protocol'];
type Badge = MeshNode['badges'][number];

/** Where Envoy sends what the mesh does not know, or does not let pass. */
const passthrough = new Set(['PassthroughCluster', 'BlackHoleCluster']);

/**
 * What reading Kiali's graph needs besides the graph.
 *
 * @public
 */
export interface FromKialiOptions {
  /** The name in Backstage of a cluster, by the name that Kiali has for it. Unset: the names are the same. */
  clusterName?: (kialiCluster: string) => string | undefined;
}

const known = (name: string | undefined): string | undefined =>
  name === undefined || name === '' || name === 'unknown' ? undefined : name;

function kindOf(node: KialiNode): MeshNode['kind'] {
  if (node.isServiceEntry || passthrough.has(node.service ?? '')) {
    return 'external';
  }
  if (node.isGateway) {
    return 'gateway';
  }
  switch (node.nodeType) {
    case 'workload':
    case 'service':
    case 'app':
      return node.nodeType;
    default:
      return 'unknown';
  }
}

function nameOf(node: KialiNode): string {
  const { nodeType, workload, app, service, aggregate } = node;
  const own = { workload, app, service, aggregate }[nodeType];
  return (
    known(own) ??
    known(workload) ??
    known(app) ??
    known(service) ??
    'Unknown source'
  );
}

/** Errors of a node's inbound traffic; Kiali does not send those of its outbound traffic. */
function inboundErrors(
  protocol: Protocol,
  rates: Readonly<Record<string, number>>,
): number | undefined {
  const sum = (...keys: string[]): number =>
    keys.reduce((total, key) => total + (rates[key] ?? 0), 0);
  switch (protocol) {
    case 'http':
      return sum('httpIn4xx', 'httpIn5xx', 'httpInNoResponse');
    case 'grpc':
      return sum('grpcInErr', 'grpcInNoResponse');
    default:
      return undefined;
  }
}

function trafficOf(node: KialiNode, direction: 'In' | 'Out'): Traffic[] {
  return (node.traffic ?? []).flatMap(({ protocol, rates = {} }) => {
    const rate = rates[`${protocol}${direction}`];
    if (!isProtocol(protocol) || !(rate > 0)) {
      return [];
    }
    const errors =
      direction === 'In' ? inboundErrors(protocol, rates) : undefined;
    return [
      {
        protocol,
        ratePerSecond: rate,
        ...(errors === undefined
          ? {}
          : { errorRatio: Math.min(errors / rate, 1) }),
      },
    ];
  });
}

function badgesOf(node: KialiNode): Badge[] {
  const badges: [unknown, Badge][] = [
    [node.hasCB, 'circuit-breaker'],
    [node.hasFaultInjection, 'fault-injection'],
    [node.hasMirroring, 'mirroring'],
    [node.hasRequestRouting, 'request-routing'],
    [node.hasRequestTimeout, 'request-timeout'],
    [node.hasTrafficShifting || node.hasTCPTrafficShifting, 'traffic-shifting'],
    [node.hasVS, 'virtual-service'],
    [node.isGateway, 'gateway'],
    [node.isServiceEntry, 'service-entry'],
    [node.isDead, 'dead'],
  ];
  return badges.flatMap(([has, badge]) => (has ? [badge] : []));
}

/** A node of Kiali's graph in our model. */
export function readKialiNode(
  node: KialiNode,
  options: FromKialiOptions,
): MeshNode {
  const kialiCluster = known(node.cluster);
  const named = {
    cluster:
      kialiCluster && options.clusterName
        ? options.clusterName(kialiCluster)
        : kialiCluster,
    namespace: known(node.namespace),
    workload: known(node.workload),
    app: known(node.app),
    version: known(node.version),
    service: known(node.service),
  };
  return {
    id: node.id,
    kind: kindOf(node),
    name: nameOf(node),
    ...Object.fromEntries(
      Object.entries(named).filter(([, value]) => value !== undefined),
    ),
    focus: false,
    outsideMesh: node.isOutOfMesh ?? false,
    health: kialiNodeHealth(node),
    inbound: trafficOf(node, 'In'),
    outbound: trafficOf(node, 'Out'),
    badges: badgesOf(node),
  };
}
