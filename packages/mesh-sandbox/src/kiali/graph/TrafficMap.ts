import type { NodeHealth } from '../health/NodeHealth';

/** Node types of Kiali, boxes left out. */
export type NodeType = 'app' | 'service' | 'unknown' | 'workload';

/** Protocols of a graph. */
export type Protocol = 'grpc' | 'http' | 'tcp';

/** A service that requests were addressed to. */
export interface DestinationService {
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
}

/** Traffic with one response code, in requests (tcp: bytes) per second by flag and by requested host. */
export interface ResponseTraffic {
  readonly flags: Map<string, number>;
  readonly hosts: Map<string, number>;
}

/** Marks that Kiali puts on nodes; false ones are not written. */
export type NodeFlag =
  | 'hasCB'
  | 'hasFaultInjection'
  | 'hasMirroring'
  | 'hasRequestRouting'
  | 'hasRequestTimeout'
  | 'hasTCPTrafficShifting'
  | 'hasTrafficShifting'
  | 'isAmbient'
  | 'isDead'
  | 'isIdle'
  | 'isInaccessible'
  | 'isInjected'
  | 'isOutOfMesh'
  | 'isOutside'
  | 'isRoot';

/** One edge: the traffic of one protocol from a node to another. */
export interface TrafficEdge {
  readonly source: string;
  target: string;
  readonly protocol: Protocol;
  /** By rate name, for example `http5xx`; requests or bytes per second. */
  readonly rates: Map<string, number>;
  readonly responses: Map<string, ResponseTraffic>;
  /** Source rows already counted: both proxies report the same request. */
  readonly counted: Set<string>;
  /** Share of mutual TLS in percent. */
  mtlsPercent?: number;
  sourcePrincipal?: string;
  destPrincipal?: string;
  responseTimeMs?: number;
  /** Bytes per second. */
  throughput?: number;
  healthStatus?: string;
}

/** One node. */
export interface TrafficNode {
  /** Readable identity; the answer carries its hash. */
  readonly id: string;
  readonly nodeType: NodeType;
  readonly cluster: string;
  readonly namespace: string;
  readonly workload: string;
  app: string;
  readonly version: string;
  readonly service: string;
  readonly destServices: Map<string, DestinationService>;
  /** By rate name, for example `httpIn5xx`. */
  readonly rates: Map<string, number>;
  readonly edges: TrafficEdge[];
  readonly flags: Set<NodeFlag>;
  labels?: Readonly<Record<string, string>>;
  health?: NodeHealth;
  virtualServiceHosts?: readonly string[];
  workloadEntries?: readonly string[];
  gateway?: { readonly kind: 'ingress' | 'egress'; readonly hosts: string[] };
  serviceEntry?: {
    readonly hosts: readonly string[];
    readonly location: string;
    readonly namespace: string;
  };
}

/** Nodes by id. */
export type TrafficMap = Map<string, TrafficNode>;

/** True for a label value that says something. */
export function isKnown(value: string): boolean {
  return value !== '' && value !== 'unknown';
}

/** Adds to a number in a map. */
export function increase(
  map: Map<string, number>,
  key: string,
  by: number,
): void {
  map.set(key, (map.get(key) ?? 0) + by);
}

/** All edges of a map. */
export function edgesOf(map: TrafficMap): TrafficEdge[] {
  return [...map.values()].flatMap(node => node.edges);
}
