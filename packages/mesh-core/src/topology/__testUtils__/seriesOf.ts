import { graphQueries } from '../prometheus/queries';
import type { GraphRequest } from '../prometheus/graphRequest';
import type { PromVector } from '../prometheus/vectors';

/** A request for a graph of the namespace `shop`, without anything beyond traffic. */
export const shopRequest: GraphRequest = {
  target: { kind: 'namespaces', namespaces: ['shop'] },
  graphType: 'workload',
  windowSeconds: 60,
  injectServices: true,
  idleEdges: false,
  http: 'requests',
  grpc: 'requests',
  tcp: 'sent',
  ambientTraffic: 'total',
  ambientNamespaces: [],
  waypoints: [],
  waypointNodes: 'plain',
  security: false,
  boxBy: [],
};

/** Labels of traffic from one workload of `shop` to another. */
export function labelsOf(
  from: string,
  to: string,
  more: Record<string, string> = {},
): Record<string, string> {
  return {
    source_cluster: 'c',
    source_workload_namespace: 'shop',
    source_workload: from,
    source_canonical_service: from,
    source_canonical_revision: 'v1',
    destination_cluster: 'c',
    destination_service_namespace: 'shop',
    destination_service: `${to}.shop.svc.cluster.local`,
    destination_service_name: to,
    destination_workload_namespace: 'shop',
    destination_workload: to,
    destination_canonical_service: to,
    destination_canonical_revision: 'v1',
    request_protocol: 'http',
    response_code: '200',
    response_flags: '-',
    ...more,
  };
}

/** Vectors that answer those queries of a request which hold all of some texts. */
export function answering(
  request: GraphRequest,
  parts: readonly string[],
  result: readonly { labels: Record<string, string>; value: number }[],
): PromVector[] {
  return graphQueries(request)
    .filter(({ promql }) => parts.every(part => promql.includes(part)))
    .map(({ promql }) => ({
      query: promql,
      result: result.map(({ labels, value }) => ({
        metric: labels,
        value: [0, String(value)] as const,
      })),
    }));
}
