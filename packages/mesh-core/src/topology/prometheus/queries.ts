import { aggregateSelector } from './aggregateQueries';
import { appenderQueries } from './appenderQueries';
import {
  namespacesOf,
  windowOf,
  type GraphRequest,
  type GraphScope,
} from './graphRequest';
import { known } from './known';
import type { GraphQuery, TrafficMetric } from './graphQuery';
import { endLabels, escapeRegex, quoteLabel, requestLabels } from './promql';
import { reporter, withoutZtunnel } from './reporter';

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
  const ztunnel = isTcp(metric) ? withoutZtunnel(request) : '';
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

/** Of the bytes of a waypoint the proxies at the other end tell. */
function tcpReporters(
  request: GraphRequest,
  target: GraphScope,
): { into: string; out: string } {
  const isWaypoint =
    target.kind === 'workload' &&
    request.waypointNodes !== 'plain' &&
    request.waypoints.some(
      ({ namespace, workload }) =>
        namespace === target.namespace && workload === target.workload,
    );
  return isWaypoint
    ? {
        into: reporter(request, 'source'),
        out: reporter(request, 'destination'),
      }
    : { into: 'reporter="destination"', out: 'reporter="source"' };
}

function aggregateSelectors(
  request: GraphRequest,
  target: Extract<GraphScope, { kind: 'aggregate' }>,
  metric: TrafficMetric,
): string[] {
  return metric === 'istio_requests_total'
    ? [aggregateSelector(request, target)]
    : [];
}

function serviceSelectors(
  namespace: string,
  service: string,
  ends: { into: string; from: string; requests: boolean },
): string[] {
  const host = quoteLabel(
    `^${escapeRegex(service)}\\.${escapeRegex(namespace)}\\..*$`,
  );
  const reached = `${ends.into},destination_service_namespace=${quoteLabel(namespace)},destination_service=~${host}`;
  return ends.requests
    ? [
        `${ends.from},destination_workload="unknown",destination_service=~${host}`,
        reached,
      ]
    : [reached];
}

function nodeSelectors(request: GraphRequest, metric: TrafficMetric): string[] {
  const { target, cluster } = request;
  if (target.kind === 'namespaces') {
    return [];
  }
  if (target.kind === 'aggregate') {
    return aggregateSelectors(request, target, metric);
  }
  const tcp = isTcp(metric);
  const clusterOf = (end: string): string =>
    cluster ? `,${end}_cluster=${quoteLabel(cluster)}` : '';
  const ztunnel = tcp ? withoutZtunnel(request) : '';
  const sides = tcp ? tcpReporters(request, target) : undefined;
  const from = ztunnel + (sides?.out ?? reporter(request, 'source'));
  const ambient =
    metric === 'istio_requests_total' &&
    target.kind !== 'service' &&
    request.ambientNamespaces.includes(target.namespace);
  const receiver = ambient ? 'source|destination' : 'destination';
  const into = `${ztunnel}${sides?.into ?? reporter(request, receiver)}${clusterOf('destination')}`;
  const ns = quoteLabel(target.namespace);
  if (target.kind === 'service') {
    return serviceSelectors(target.namespace, target.service, {
      into,
      from: `${from}${clusterOf('destination')}`,
      requests: metric === 'istio_requests_total',
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
    known(target.version) && request.graphType === 'versionedApp'
      ? `,${end}_canonical_revision=${quoteLabel(target.version)}`
      : '';
  return [
    `${into},destination_service_namespace=${ns},destination_canonical_service=${app}${version('destination')}`,
    `${out},source_canonical_service=${app}${version('source')}`,
  ];
}

/** A class of requests is shown only where there are some. */
const idle = ({ idleEdges, target }: GraphRequest): string =>
  idleEdges && target.kind !== 'aggregate' ? '' : ' > 0';

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
      promql: `round(sum(rate(${metric}{${selector}} [${windowOf(request, namespace)}s])) by (${groupBy(metric)})${idle(request)},0.001)`,
    })),
  );
}

/**
 * The instant queries whose vectors make up a graph, in the order in which they are folded: what reports first counts.
 *
 * @see https://github.com/kiali/kiali/blob/master/graph/telemetry/istio/istio.go
 * @public
 */
export function graphQueries(request: GraphRequest): GraphQuery[] {
  return namespacesOf(request).flatMap(namespace => [
    ...trafficQueries(request, namespace),
    ...appenderQueries(request, namespace),
  ]);
}
