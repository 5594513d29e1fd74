/**
 * Which part of the mesh a graph shows.
 *
 * @public
 */
export type GraphScope =
  | { kind: 'namespaces'; namespaces: readonly string[] }
  | { kind: 'workload'; namespace: string; workload: string }
  | { kind: 'app'; namespace: string; app: string; version?: string }
  | { kind: 'service'; namespace: string; service: string }
  | {
      kind: 'aggregate';
      namespace: string;
      /** Label by which requests are classified. */
      label: string;
      value: string;
      service?: string;
    };

/**
 * What a graph is drawn from: the same choices that Kiali's graph has.
 *
 * @public
 */
export interface GraphRequest {
  target: GraphScope;
  graphType: 'app' | 'service' | 'versionedApp' | 'workload';
  /** Seconds that rates are taken over. */
  windowSeconds: number;
  /** Seconds of those namespaces that are younger than the window. */
  shorterWindows?: Readonly<Record<string, number>>;
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
  /** Workloads that are waypoints. */
  waypoints: readonly { namespace: string; workload: string }[];
  /** Whether waypoints are nodes with edges of their own kind, left out, or nodes like others. */
  waypointNodes: 'hidden' | 'plain' | 'shown';
  /** Share of mutual TLS is asked. */
  security: boolean;
  /** Percentile or mean of the response time; unset: not asked. */
  responseTime?: '50' | '95' | '99' | 'avg';
  /** Whose bytes are counted; unset: not asked. */
  throughput?: 'request' | 'response';
  /** Label by whose values requests get nodes of their own; unset: not asked. */
  aggregate?: string;
  /** What nodes are put in boxes by; graphs of apps have boxes of apps anyway. */
  boxBy: readonly ('app' | 'cluster' | 'namespace')[];
  /** Only series of this cluster, in a node graph. */
  cluster?: string;
}

/** The namespaces whose series make up a graph. */
export function namespacesOf({ target }: GraphRequest): readonly string[] {
  return target.kind === 'namespaces' ? target.namespaces : [target.namespace];
}

/** Seconds that the rates of a namespace are taken over. */
export function windowOf(request: GraphRequest, namespace: string): number {
  return request.shorterWindows?.[namespace] ?? request.windowSeconds;
}

/** Whether a graph has service nodes between source and workload. */
export function injects(request: GraphRequest): boolean {
  return request.injectServices || request.graphType === 'service';
}

/** Whether requests are counted at all; what is told of requests alone is not asked otherwise. */
export function hasRequests({ http, grpc }: GraphRequest): boolean {
  return http === 'requests' || grpc === 'requests';
}
