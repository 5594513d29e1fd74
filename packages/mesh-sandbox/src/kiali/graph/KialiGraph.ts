import type { NodeHealth } from '../health/NodeHealth';
import type { EdgeTraffic, FormattedRates } from './formatRates';
import type { BoxBy, GraphType } from './GraphOptions';
import type { DestinationService, NodeType, Protocol } from './TrafficMap';

/** `data` of a node; marks that do not hold are left out. */
export interface KialiNodeData {
  readonly id: string;
  readonly parent?: string;
  readonly nodeType: NodeType | 'box';
  readonly cluster: string;
  readonly namespace: string;
  readonly workload?: string;
  readonly app?: string;
  readonly version?: string;
  readonly service?: string;
  readonly destServices?: readonly DestinationService[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly traffic?: readonly {
    readonly protocol: Protocol;
    readonly rates: FormattedRates;
  }[];
  /** Null without the health appender. */
  readonly healthData: NodeHealth | null;
  readonly isBox?: BoxBy;
  readonly [mark: string]: unknown;
}

/** `data` of an edge. */
export interface KialiEdgeData {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly destPrincipal?: string;
  readonly healthStatus?: string;
  readonly isMTLS?: string;
  readonly responseTime?: string;
  readonly sourcePrincipal?: string;
  readonly throughput?: string;
  readonly traffic: EdgeTraffic;
}

/**
 * Answer of the graph endpoints.
 *
 * @see https://github.com/kiali/kiali/blob/master/graph/config/common/common.go
 */
export interface KialiGraph {
  /** Unix seconds. */
  readonly timestamp: number;
  /** Seconds, as asked. */
  readonly duration: number;
  readonly graphType: GraphType;
  readonly elements: {
    readonly nodes: readonly { readonly data: KialiNodeData }[];
    readonly edges: readonly { readonly data: KialiEdgeData }[];
  };
}
