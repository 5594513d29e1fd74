import type { GraphOptions } from './GraphOptions';
import type { TrafficKind } from './TrafficKind';
import {
  type AskedNamespace,
  reporter,
  trafficSelectors,
} from './trafficSelectors';

/** Labels of both ends, in Kiali's order. */
const ENDS =
  'source_cluster,source_workload_namespace,source_workload,source_canonical_service,source_canonical_revision,destination_cluster,destination_service_namespace,destination_service,destination_service_name,destination_workload_namespace,destination_workload,destination_canonical_service,destination_canonical_revision';
const REQUEST_LABELS = `${ENDS},request_protocol,response_code,grpc_response_status,response_flags`;
const TCP_LABELS = `app,${ENDS},response_flags`;
const SECURITY_LABELS = ENDS.replace('destination_service,', '')
  .replace('source_canonical_revision', '$&,source_principal')
  .replace(
    'destination_canonical_revision',
    '$&,destination_principal,connection_security_policy',
  );

/** A query with what its rows mean. */
export interface TrafficQuery {
  readonly kind: TrafficKind;
  readonly metric: string;
  readonly query: string;
}

/** Queries for the traffic of a graph, in the order in which they are asked: the first report of a request counts. */
export function trafficQueries(
  options: GraphOptions,
  namespace: AskedNamespace,
  windowS: number,
): TrafficQuery[] {
  return trafficMetrics(options).flatMap(({ kind, metric }) =>
    trafficSelectors(options, namespace, kind).map(selector => ({
      kind,
      metric,
      query: rounded(
        `sum(rate(${metric}{${selector}} [${windowS}s])) by (${labelsOf(kind)})${positive(options)}`,
      ),
    })),
  );
}

/** The quantile or average of response times: seen by destinations first. */
export function responseTimeQueries(
  options: GraphOptions,
  { name: namespace, ambient }: AskedNamespace,
  windowS: number,
): string[] {
  const by = `${ENDS},request_protocol`;
  const metric = 'istio_request_duration_milliseconds';
  return [
    ...(ambient
      ? [
          `reporter="source",source_workload_namespace!="${namespace}",destination_service_namespace="${namespace}"`,
        ]
      : []),
    `${reporter(options, 'destination')},destination_service_namespace="${namespace}"`,
    `${reporter(options, 'source')},source_workload_namespace="${namespace}"`,
  ].map(selector => {
    const rate = (suffix: string, labels: string) =>
      `sum(rate(${metric}_${suffix}{${selector}}[${windowS}s])) by (${labels})`;
    if (options.responseTime === 'avg') {
      return rounded(`${rate('sum', by)} / ${rate('count', by)} > 0`);
    }
    return rounded(
      `histogram_quantile(0.${options.responseTime}, ${rate('bucket', `le,${by}`)}) > 0`,
    );
  });
}

/** Bytes per second of requests or responses. */
export function throughputQueries(
  options: GraphOptions,
  namespace: string,
  windowS: number,
): string[] {
  const request = options.throughputType === 'request';
  const metric = `istio_${options.throughputType}_bytes_sum`;
  const by = reporter(options, request ? 'source' : 'destination');
  return fromOthersAndOwn(by, namespace).map(selector =>
    rounded(`${rateBy(metric, selector, windowS, ENDS)} > 0`),
  );
}

/** Traffic by security policy and principals. */
export function securityQueries(
  options: GraphOptions,
  namespace: string,
  windowS: number,
): string[] {
  // Unlike for the traffic itself, Kiali does not swap sent and received bytes here.
  const metrics = trafficMetrics(options).map(({ kind, metric }) =>
    kind === 'bytes' ? swapBytes(metric) : metric,
  );
  const by = reporter(options, 'destination');
  const term = (metric: string, selector: string) =>
    `(${rateBy(metric, selector, windowS, SECURITY_LABELS)} > 0)`;
  const tunnels =
    options.ambientTraffic === 'total' || options.ambientTraffic === 'ztunnel';
  return fromOthersAndOwn(by, namespace).map((selector, index) => {
    const terms = metrics.map(metric => term(metric, selector));
    const bytes = metrics.find(metric => metric.startsWith('istio_tcp'));
    if (index === 1 && tunnels && bytes) {
      terms.push(
        term(
          bytes,
          `app="ztunnel",reporter="source",source_workload_namespace="${namespace}"`,
        ),
      );
    }
    return rounded(terms.join(' OR '));
  });
}

function fromOthersAndOwn(by: string, namespace: string): string[] {
  return [
    `${by},source_workload_namespace!="${namespace}",destination_service_namespace="${namespace}"`,
    `${by},source_workload_namespace="${namespace}"`,
  ];
}

function trafficMetrics(
  options: GraphOptions,
): { kind: TrafficKind; metric: string }[] {
  const { rateGrpc, rateHttp, rateTcp } = options;
  const all = [
    {
      kind: 'requests' as const,
      metric: 'istio_requests_total',
      wanted: rateHttp === 'requests' || rateGrpc === 'requests',
    },
    {
      kind: 'messages' as const,
      metric: 'istio_request_messages_total',
      wanted: rateGrpc === 'sent' || rateGrpc === 'total',
    },
    {
      kind: 'messages' as const,
      metric: 'istio_response_messages_total',
      wanted: rateGrpc === 'received' || rateGrpc === 'total',
    },
    // Istio names bytes from the server's point of view, Kiali from the client's.
    {
      kind: 'bytes' as const,
      metric: 'istio_tcp_received_bytes_total',
      wanted: rateTcp === 'sent' || rateTcp === 'total',
    },
    {
      kind: 'bytes' as const,
      metric: 'istio_tcp_sent_bytes_total',
      wanted: rateTcp === 'received' || rateTcp === 'total',
    },
  ];
  return all.filter(({ wanted }) => wanted);
}

function swapBytes(metric: string): string {
  return metric.includes('received')
    ? 'istio_tcp_sent_bytes_total'
    : 'istio_tcp_received_bytes_total';
}

function labelsOf(kind: TrafficKind): string {
  switch (kind) {
    case 'requests':
      return REQUEST_LABELS;
    case 'messages':
      return ENDS;
    case 'bytes':
      return TCP_LABELS;
    default:
      return kind satisfies never;
  }
}

function rateBy(
  metric: string,
  selector: string,
  windowS: number,
  labels: string,
): string {
  return `sum(rate(${metric}{${selector}}[${windowS}s])) by (${labels})`;
}

function positive({ includeIdleEdges }: GraphOptions): string {
  return includeIdleEdges ? ' ' : ' > 0';
}

function rounded(query: string): string {
  return `round(${query},0.001)`;
}
