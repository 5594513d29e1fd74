/** Which part of the mesh a graph shows. */
export type GraphTarget =
  | { kind: 'namespaces'; namespaces: readonly string[] }
  | { kind: 'workload'; namespace: string; workload: string }
  | { kind: 'app'; namespace: string; app: string; version?: string }
  | { kind: 'service'; namespace: string; service: string };

/** What a graph is drawn from: the same choices that Kiali's graph has. */
export interface GraphRequest {
  target: GraphTarget;
  graphType: 'app' | 'service' | 'versionedApp' | 'workload';
  /** Seconds that rates are taken over. */
  windowSeconds: number;
  /** Service nodes between source and workload; a service graph always has them. */
  injectServices: boolean;
  /** Edges that exist without traffic. */
  idleEdges: boolean;
  http: 'none' | 'requests';
  grpc: 'none' | 'received' | 'requests' | 'sent' | 'total';
  tcp: 'none' | 'received' | 'sent' | 'total';
  ambientTraffic: 'none' | 'total' | 'waypoint' | 'ztunnel';
  /** Namespaces of the ambient mesh. */
  ambientNamespaces: readonly string[];
  /** Share of mutual TLS is asked. */
  security: boolean;
  /** Percentile or mean of the response time; unset: not asked. */
  responseTime?: '50' | '95' | '99' | 'avg';
  /** Whose bytes are counted; unset: not asked. */
  throughput?: 'request' | 'response';
  /** Only series of this cluster, in a node graph. */
  cluster?: string;
}

/** The namespaces whose series make up a graph. */
export function namespacesOf({ target }: GraphRequest): readonly string[] {
  return target.kind === 'namespaces' ? target.namespaces : [target.namespace];
}
