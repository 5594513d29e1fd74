/** Graph types of Kiali. */
export const GRAPH_TYPES = [
  'app',
  'service',
  'versionedApp',
  'workload',
] as const;

/** Appenders that Kiali 2.31 knows; all but `aggregateNode` and `ambient` have an effect here. */
export const APPENDERS = [
  'aggregateNode',
  'ambient',
  'deadNode',
  'health',
  'idleNode',
  'istio',
  'labeler',
  'meshCheck',
  'responseTime',
  'securityPolicy',
  'serviceEntry',
  'throughput',
  'workloadEntry',
] as const;

/** Type of a graph. */
export type GraphType = (typeof GRAPH_TYPES)[number];
/** Name of an appender. */
export type Appender = (typeof APPENDERS)[number];
/** What a box can group. */
export type BoxBy = 'app' | 'cluster' | 'namespace';

/** The object a node graph is about. */
export type GraphTarget =
  | { readonly kind: 'workload'; readonly name: string }
  | { readonly kind: 'service'; readonly name: string }
  | {
      readonly kind: 'app';
      readonly name: string;
      readonly version: string | undefined;
    };

/** Validated parameters of a graph request. */
export interface GraphOptions {
  readonly namespaces: readonly string[];
  /** Undefined: the graph of the namespaces. */
  readonly target: GraphTarget | undefined;
  readonly graphType: GraphType;
  readonly appenders: ReadonlySet<Appender>;
  readonly boxBy: ReadonlySet<BoxBy>;
  readonly injectServiceNodes: boolean;
  readonly includeIdleEdges: boolean;
  readonly rateGrpc: 'none' | 'received' | 'requests' | 'sent' | 'total';
  readonly rateHttp: 'none' | 'requests';
  readonly rateTcp: 'none' | 'received' | 'sent' | 'total';
  readonly ambientTraffic: 'none' | 'total' | 'waypoint' | 'ztunnel';
  readonly responseTime: 'avg' | '50' | '95' | '99';
  readonly throughputType: 'request' | 'response';
  /** Restricts a node graph to one cluster. */
  readonly clusterName: string | undefined;
  /** As asked; the answer repeats it. */
  readonly durationS: number;
  /** Unix seconds. */
  readonly queryTimeS: number;
}
