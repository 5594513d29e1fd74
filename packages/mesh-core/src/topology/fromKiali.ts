import {
  edgeHealth,
  replicaHealth,
  requestHealth,
  worstHealth,
} from './health';
import { kialiGraphSchema, type KialiEdge, type KialiNode } from './kialiGraph';
import type {
  HealthVerdict,
  MeshEdge,
  MeshGraph,
  MeshNode,
  Traffic,
} from './model';
import { tolerancesOf, type Tolerance } from './tolerances';

type Protocol = Traffic['protocol'];
type Badge = MeshNode['badges'][number];

const RATE_ANNOTATION = 'health.kiali.io/rate';
const protocols: readonly Protocol[] = ['http', 'grpc', 'tcp'];
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

/**
 * What reading Kiali's graph gave: the graph, or what is wrong with the answer in one sentence.
 *
 * @public
 */
export type ReadKialiGraph =
  { ok: true; graph: MeshGraph } | { ok: false; problem: string };

const known = (name: string | undefined): string | undefined =>
  name === undefined || name === '' || name === 'unknown' ? undefined : name;

function isProtocol(name: string | undefined): name is Protocol {
  return protocols.some(protocol => protocol === name);
}

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

function tolerancesOfNode(node: KialiNode | undefined): readonly Tolerance[] {
  return tolerancesOf(
    node?.healthData?.requests?.healthAnnotations?.[RATE_ANNOTATION],
  );
}

/** What the rules say about a node, with the reason that Kiali does not send. */
function judgedHealth(node: KialiNode): HealthVerdict {
  const { requests, workloadStatus, workloadStatuses } = node.healthData ?? {};
  const tolerances = tolerancesOfNode(node);
  const replicas = [
    ...(workloadStatus ? [workloadStatus] : []),
    ...(workloadStatuses ?? []),
  ].map(status =>
    replicaHealth({
      desired: status.desiredReplicas,
      current: status.currentReplicas,
      available: status.availableReplicas,
      syncedProxies: status.syncedProxies,
    }),
  );
  const traffic = (['inbound', 'outbound'] as const).flatMap(direction =>
    Object.entries(requests?.[direction] ?? {}).flatMap(([protocol, codes]) =>
      isProtocol(protocol)
        ? [requestHealth(protocol, direction, codes, tolerances)]
        : [],
    ),
  );
  return worstHealth([...replicas, ...traffic]);
}

const kialiStates: Readonly<Record<string, HealthVerdict['state']>> = {
  Healthy: 'healthy',
  Degraded: 'degraded',
  Failure: 'failure',
  'Not Ready': 'not-ready',
};

function hasTraffic(node: KialiNode): boolean {
  return (node.traffic ?? []).some(({ rates = {} }) =>
    Object.values(rates).some(rate => rate > 0),
  );
}

/** Kiali's word counts; the rules give the reason. */
function healthOf(node: KialiNode): HealthVerdict {
  const state = kialiStates[node.healthData?.status?.status ?? ''];
  if (state === undefined) {
    return hasTraffic(node)
      ? {
          state: 'unknown',
          reason: 'Kiali tells no health of it.',
          evidence: [],
        }
      : { state: 'idle', reason: 'There is no traffic.', evidence: [] };
  }
  const judged = judgedHealth(node);
  return judged.state === state
    ? judged
    : { state, reason: 'As Kiali judges it.', evidence: [] };
}

function readNode(node: KialiNode, options: FromKialiOptions): MeshNode {
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
    health: healthOf(node),
    inbound: trafficOf(node, 'In'),
    outbound: trafficOf(node, 'Out'),
    badges: badgesOf(node),
  };
}

const finite = (value: number | undefined): number | undefined =>
  value !== undefined && Number.isFinite(value) ? value : undefined;

function responsesOf({ traffic }: KialiEdge): MeshEdge['responses'] {
  return Object.entries(traffic.responses ?? {}).flatMap(([code, { flags }]) =>
    Object.entries(flags ?? {}).flatMap(([name, share]) =>
      Number.isFinite(share) ? [{ code, flags: name, share: share / 100 }] : [],
    ),
  );
}

function edgeTraffic(protocol: Protocol, edge: KialiEdge): Traffic {
  const { rates = {} } = edge.traffic;
  const ratePerSecond = finite(rates[protocol]) ?? 0;
  if (protocol === 'tcp' || ratePerSecond <= 0) {
    return { protocol, ratePerSecond };
  }
  const errors = finite(rates[`${protocol}PercentErr`]) ?? 0;
  return { protocol, ratePerSecond, errorRatio: errors / 100 };
}

function readEdge(
  edge: KialiEdge,
  nodes: ReadonlyMap<string, KialiNode>,
): MeshEdge[] {
  const { protocol } = edge.traffic;
  const source = nodes.get(edge.source);
  const target = nodes.get(edge.target);
  if (!isProtocol(protocol) || !source || !target) {
    return [];
  }
  const traffic = edgeTraffic(protocol, edge);
  const responses = responsesOf(edge);
  const mtls = finite(edge.isMTLS);
  const responseTime = finite(edge.responseTime);
  const throughput = finite(edge.throughput);
  return [
    {
      id: edge.id,
      source: edge.source,
      target: edge.target,
      traffic,
      ...(mtls === undefined ? {} : { mtlsRatio: Math.min(mtls / 100, 1) }),
      ...(responseTime === undefined ? {} : { responseTimeMs: responseTime }),
      ...(throughput === undefined
        ? {}
        : { throughputBytesPerSecond: throughput }),
      health: edgeHealth(
        { traffic, responses },
        {
          source: tolerancesOfNode(source),
          target: tolerancesOfNode(target),
        },
      ),
      responses,
    },
  ];
}

/**
 * Turns the JSON that Kiali answers into a graph: texts into numbers, percent into ratios, boxes left out. Node health is Kiali's,
 * with the reason by its published rules; edge health is by these rules.
 *
 * @param raw - body of `GET …/graph`
 * @public
 */
export function fromKiali(
  raw: unknown,
  options: FromKialiOptions = {},
): ReadKialiGraph {
  const parsed = kialiGraphSchema.safeParse(raw);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const place = issue.path.join('.') || 'the answer';
    return { ok: false, problem: `This is no graph of Kiali: ${place}.` };
  }
  const { elements } = parsed.data;
  const nodes = elements.nodes
    .map(({ data }) => data)
    .filter(({ nodeType }) => nodeType !== 'box');
  const byId = new Map(nodes.map(node => [node.id, node]));
  return {
    ok: true,
    graph: {
      nodes: nodes.map(node => readNode(node, options)),
      edges: elements.edges.flatMap(({ data }) => readEdge(data, byId)),
    },
  };
}
