import { createHash } from 'node:crypto';
import { boxesOf } from './boxesOf';
import { formatEdgeTraffic, formatNodeTraffic } from './formatRates';
import type { GraphContext } from './GraphContext';
import type { KialiEdgeData, KialiGraph, KialiNodeData } from './KialiGraph';
import { toFixedEven } from './toFixedEven';
import {
  edgesOf,
  type TrafficEdge,
  type TrafficMap,
  type TrafficNode,
} from './TrafficMap';

/** Writes a traffic map as the elements of a graph: boxes first, then nodes by place and name. */
export function toElements(
  context: GraphContext,
  map: TrafficMap,
): KialiGraph['elements'] {
  const { boxes, parentOf } = boxesOf(context, [...map.values()]);
  const nodes = [...map.values()]
    .sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))
    .map(node => nodeData(node, parentOf.get(node.id)));
  const edges = edgesOf(map).map(edge =>
    edgeData(edge, map.get(edge.source)?.rates.get(`${edge.protocol}Out`) ?? 0),
  );
  return {
    nodes: [...boxes, ...nodes].map(data => ({ data })),
    edges: edges.map(data => ({ data })),
  };
}

/** Id in an answer: the hash of a readable identity. */
export function hashId(identity: string): string {
  return createHash('sha256').update(identity).digest('hex');
}

function sortKey(node: TrafficNode): string {
  return [
    node.cluster,
    node.namespace,
    node.app || node.service || node.workload,
    node.nodeType === 'service' ? '0' : '1',
    node.version,
    node.id,
  ].join('\u0000');
}

function nodeData(
  node: TrafficNode,
  parent: string | undefined,
): KialiNodeData {
  const { cluster, namespace, nodeType } = node;
  const services = [...node.destServices.values()];
  const data = {
    id: hashId(node.id),
    parent,
    nodeType,
    cluster,
    namespace,
    workload: node.workload || undefined,
    app: node.app || undefined,
    version: node.version || undefined,
    service: node.service || undefined,
    destServices: services.length > 0 ? services : undefined,
    labels: node.labels,
    traffic: formatNodeTraffic(node),
    healthData: node.health ?? null,
    ...marksOf(node),
  };
  return withoutUndefined(data);
}

function marksOf(node: TrafficNode): Record<string, unknown> {
  const { gateway, serviceEntry, virtualServiceHosts, workloadEntries } = node;
  const none = {};
  return {
    ...Object.fromEntries([...node.flags].sort().map(flag => [flag, true])),
    hasVS: virtualServiceHosts && { hostnames: virtualServiceHosts },
    hasWorkloadEntry: workloadEntries?.map(name => ({ name })),
    isServiceEntry: serviceEntry,
    isGateway: gateway && {
      ingressInfo:
        gateway.kind === 'ingress' ? { hostnames: gateway.hosts } : none,
      egressInfo:
        gateway.kind === 'egress' ? { hostnames: gateway.hosts } : none,
      gatewayAPIInfo: none,
    },
  };
}

function edgeData(edge: TrafficEdge, sourceTotal: number): KialiEdgeData {
  const source = hashId(edge.source);
  const target = hashId(edge.target);
  const { mtlsPercent = 0, responseTimeMs = 0, throughput = 0 } = edge;
  const whole = (value: number) =>
    value > 0 ? toFixedEven(value, 0) : undefined;
  return withoutUndefined({
    id: hashId(`${source}.${target}.${edge.protocol}`),
    source,
    target,
    destPrincipal: edge.destPrincipal || undefined,
    healthStatus: edge.healthStatus,
    isMTLS: whole(mtlsPercent),
    responseTime: whole(responseTimeMs),
    sourcePrincipal: edge.sourcePrincipal || undefined,
    throughput: whole(throughput),
    traffic: formatEdgeTraffic(edge, sourceTotal),
  });
}

function withoutUndefined<T extends object>(data: T): T {
  return Object.fromEntries(
    Object.entries(data).filter(([, value]) => value !== undefined),
  ) as T;
}
