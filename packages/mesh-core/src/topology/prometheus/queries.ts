import { appenderQueries } from './appenderQueries';
import { namespacesOf, type GraphRequest } from './graphRequest';
import type { GraphQuery, TrafficMetric } from './graphQuery';
import { endLabels, escapeRegex, quoteLabel } from './promql';
import { reporter } from './reporter';

const requestLabels = `${endLabels},request_protocol,response_code,grpc_response_status,response_flags`;

function metricsOf({ http, grpc, tcp }: GraphRequest): TrafficMetric[] {
  const sent = (rate: string): boolean => rate === 'sent' || rate === 'total';
  const received = (rate: string): boolean =>
    rate === 'received' || rate === 'total';
  const wanted: [boolean, TrafficMetric][] = [
    [http === 'requests' || grpc === 'requests', 'istio_requests_total'],
    [sent(grpc), 'istio_request_messages_total'],
    [received(grpc), 'istio_response_messages_total'],
    // Istio counts bytes from the proxy's side: what it received is what the client sent.
    [sent(tcp), 'istio_tcp_received_bytes_total'],
    [received(tcp), 'istio_tcp_sent_bytes_total'],
  ];
  return wanted.flatMap(([use, metric]) => (use ? [metric] : []));
}

const isTcp = (metric: TrafficMetric): boolean => metric.includes('_tcp_');

function groupBy(metric: TrafficMetric): string {
  if (metric === 'istio_requests_total') {
    return requestLabels;
  }
  return isTcp(metric) ? `app,${endLabels},response_flags` : endLabels;
}

function namespaceSelectors(
  request: GraphRequest,
  namespace: string,
  metric: TrafficMetric,
): string[] {
  const ns = quoteLabel(namespace);
  const host = quoteLabel(`^.+\\.${escapeRegex(namespace)}\\..+$`);
  const from = reporter(request, 'source');
  const ambient =
    !isTcp(metric) && request.ambientNamespaces.includes(namespace);
  const ztunnel =
    isTcp(metric) && ['none', 'waypoint'].includes(request.ambientTraffic)
      ? 'app!="ztunnel",'
      : '';
  return [
    `${from},source_workload_namespace!=${ns},destination_workload_namespace="unknown",destination_workload="unknown",destination_service=~${host}`,
    ...(ambient
      ? [
          `reporter="source",source_workload_namespace!=${ns},destination_workload_namespace=${ns}`,
        ]
      : []),
    `${reporter(request, 'destination')},destination_workload_namespace=${ns}`,
    `${from},source_workload_namespace=${ns}`,
  ].map(selector => `${ztunnel}${selector}`);
}

function serviceSelectors(
  namespace: string,
  service: string,
  ends: { into: string; from: string; tcp: boolean },
): string[] {
  const host = quoteLabel(
    `^${escapeRegex(service)}\\.${escapeRegex(namespace)}\\..*$`,
  );
  const reached = `${ends.into},destination_service_namespace=${quoteLabel(namespace)},destination_service=~${host}`;
  return ends.tcp
    ? [reached]
    : [
        `${ends.from},destination_workload="unknown",destination_service=~${host}`,
        reached,
      ];
}

function nodeSelectors(request: GraphRequest, metric: TrafficMetric): string[] {
  const { target, cluster } = request;
  if (target.kind === 'namespaces') {
    return [];
  }
  const tcp = isTcp(metric);
  const clusterOf = (end: string): string =>
    cluster ? `,${end}_cluster=${quoteLabel(cluster)}` : '';
  const from = `${tcp ? 'reporter="source"' : reporter(request, 'source')}`;
  const ambient = request.ambientNamespaces.includes(target.namespace);
  const receiver =
    ambient && target.kind !== 'service' ? 'source|destination' : 'destination';
  const into = `${tcp ? 'reporter="destination"' : reporter(request, receiver)}${clusterOf('destination')}`;
  const ns = quoteLabel(target.namespace);
  if (target.kind === 'service') {
    return serviceSelectors(target.namespace, target.service, {
      into,
      from: `${from}${clusterOf('destination')}`,
      tcp,
    });
  }
  const out = `${from}${clusterOf('source')},source_workload_namespace=${ns}`;
  if (target.kind === 'workload') {
    const name = quoteLabel(target.workload);
    return [
      `${into},destination_workload_namespace=${ns},destination_workload=${name}`,
      `${out},source_workload=${name}`,
    ];
  }
  const app = quoteLabel(target.app);
  const version = (end: string): string =>
    target.version && request.graphType === 'versionedApp'
      ? `,${end}_canonical_revision=${quoteLabel(target.version)}`
      : '';
  return [
    `${into},destination_service_namespace=${ns},destination_canonical_service=${app}${version('destination')}`,
    `${out},source_canonical_service=${app}${version('source')}`,
  ];
}

function trafficQueries(
  request: GraphRequest,
  namespace: string,
): GraphQuery[] {
  return metricsOf(request).flatMap(metric =>
    (request.target.kind === 'namespaces'
      ? namespaceSelectors(request, namespace, metric)
      : nodeSelectors(request, metric)
    ).map(selector => ({
      purpose: 'traffic' as const,
      namespace,
      metric,
      promql: `round(sum(rate(${metric}{${selector}} [${request.windowSeconds}s])) by (${groupBy(metric)})${request.idleEdges ? '' : ' > 0'},0.001)`,
    })),
  );
}

/**
 * The instant queries whose vectors make up a graph, in the order in which they are folded: what reports first counts.
 *
 * @see https://github.com/kiali/kiali/blob/master/graph/telemetry/istio/istio.go
 */
export function graphQueries(request: GraphRequest): GraphQuery[] {
  return namespacesOf(request).flatMap(namespace => [
    ...trafficQueries(request, namespace),
    ...appenderQueries(request, namespace),
  ]);
}
