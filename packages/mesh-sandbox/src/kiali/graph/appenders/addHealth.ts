import { judgeRates, statusOf, worse } from '../../health/calculateHealth';
import type { NodeHealth, RequestRates } from '../../health/NodeHealth';
import { healthAnnotationsOf, tolerancesOf } from '../../health/tolerances';
import { workloadStatusOf } from '../../health/workloadStatusOf';
import {
  appOf,
  findService,
  findWorkload,
  type GraphContext,
} from '../GraphContext';
import {
  edgesOf,
  isKnown,
  type TrafficEdge,
  type TrafficMap,
  type TrafficNode,
} from '../TrafficMap';

type Annotations = Readonly<Record<string, string>>;

const CATCH_ALL = new Set(['PassthroughCluster', 'BlackHoleCluster']);

/** Judges nodes and edges by the traffic of the graph and the replicas of the cluster. */
export function addHealth(context: GraphContext, map: TrafficMap): void {
  if (!context.options.appenders.has('health')) {
    return;
  }
  const inbound = new Map<string, RequestRates>();
  const annotations = new Map<string, Annotations | undefined>();
  for (const edge of edgesOf(map)) {
    const rates = inbound.get(edge.target) ?? {};
    inbound.set(edge.target, rates);
    addResponses(rates, edge);
  }
  for (const node of map.values()) {
    annotations.set(node.id, annotationsOf(context, node));
    if (node.nodeType !== 'unknown') {
      const requests = {
        healthAnnotations: healthAnnotationsOf(annotations.get(node.id)),
        inbound: inbound.get(node.id) ?? {},
        outbound: outboundOf(node),
      };
      node.health = healthOf(context, node, requests);
    }
  }
  for (const edge of edgesOf(map)) {
    edge.healthStatus = edgeStatus(
      edge,
      annotations.get(edge.source),
      annotations.get(edge.target),
    );
  }
}

function healthOf(
  context: GraphContext,
  node: TrafficNode,
  requests: NodeHealth['requests'],
): NodeHealth {
  if (CATCH_ALL.has(node.service) || !isKnown(node.namespace)) {
    return { requests };
  }
  const tolerances = tolerancesOf(requests.healthAnnotations);
  switch (node.nodeType) {
    case 'workload': {
      const found = findWorkload(context.world, node.namespace, node.workload);
      const workloadStatus = found ? workloadStatusOf(found) : null;
      const status = statusOf(requests, tolerances, [workloadStatus]);
      return { requests, status, workloadStatus };
    }
    case 'app': {
      // Kiali tells the replicas of a versioned app on its box only.
      const workloadStatuses = node.workload
        ? []
        : statusesOfApp(context, node.namespace, node.app);
      const status = statusOf(requests, tolerances, workloadStatuses);
      return { requests, status, workloadStatuses };
    }
    default:
      return { requests, status: statusOf(requests, tolerances) };
  }
}

/** Replicas of all workloads of an application. */
export function statusesOfApp(
  { world }: GraphContext,
  namespace: string,
  app: string,
): ReturnType<typeof workloadStatusOf>[] {
  return world
    .workloads(namespace)
    .filter(workload => appOf(workload.labels).app === app)
    .map(workloadStatusOf);
}

function annotationsOf(
  { world }: GraphContext,
  node: TrafficNode,
): Annotations | undefined {
  switch (node.nodeType) {
    case 'service':
      return findService(world, node.namespace, node.service)?.annotations;
    case 'workload':
      return findWorkload(world, node.namespace, node.workload)?.annotations;
    default:
      return undefined;
  }
}

function outboundOf(node: TrafficNode): RequestRates {
  const rates: RequestRates = {};
  for (const edge of node.edges) {
    addResponses(rates, edge);
  }
  return rates;
}

function addResponses(into: RequestRates, edge: TrafficEdge): void {
  for (const [code, { hosts }] of edge.responses) {
    const rate = [...hosts.values()].reduce((sum, value) => sum + value, 0);
    if (rate > 0) {
      into[edge.protocol] ??= {};
      const codes = into[edge.protocol];
      codes[code] = (codes[code] ?? 0) + rate;
    }
  }
}

function edgeStatus(
  edge: TrafficEdge,
  ofSource: Annotations | undefined,
  ofTarget: Annotations | undefined,
): string | undefined {
  const rates: RequestRates = {};
  addResponses(rates, edge);
  if (Object.keys(rates).length === 0) {
    return undefined;
  }
  const { status } = worse(
    judgeRates(rates, 'outbound', tolerancesOf(ofSource)),
    judgeRates(rates, 'inbound', tolerancesOf(ofTarget)),
  );
  return status === 'NA' ? 'Healthy' : status;
}
