import type { MetricsOptions } from './MetricsOptions';

/** A query with what its series are called in the answer. */
export interface MetricQuery {
  readonly name: string;
  /** A quantile, or `avg`. */
  readonly stat?: string;
  readonly query: string;
}

/** Metrics that are counters, by the names that Kiali gives them. */
const COUNTERS: readonly (readonly [name: string, metric: string])[] = [
  // Kiali counts messages and bytes from the client's point of view, Istio from the server's.
  ['grpc_received', 'istio_response_messages_total'],
  ['grpc_sent', 'istio_request_messages_total'],
  ['request_count', 'istio_requests_total'],
  ['request_throughput', 'istio_request_bytes_sum'],
  ['response_throughput', 'istio_response_bytes_sum'],
  ['tcp_closed', 'istio_tcp_connections_closed_total'],
  ['tcp_opened', 'istio_tcp_connections_opened_total'],
  ['tcp_received', 'istio_tcp_sent_bytes_total'],
  ['tcp_sent', 'istio_tcp_received_bytes_total'],
];
const HISTOGRAMS: readonly (readonly [name: string, metric: string])[] = [
  ['request_duration_millis', 'istio_request_duration_milliseconds'],
  ['request_size', 'istio_request_bytes'],
  ['response_size', 'istio_response_bytes'],
];
const HTTP_ERRORS = 'response_code=~"^0$|^[4-5]\\\\d\\\\d$"';
const GRPC_ERRORS =
  'grpc_response_status=~"^[1-9]$|^1[0-6]$",response_code!~"^0$|^[4-5]\\\\d\\\\d$"';

function ofTarget({ target, direction }: MetricsOptions): string {
  const { kind, name, namespace } = target;
  const side = direction === 'inbound' ? 'destination' : 'source';
  switch (kind) {
    case 'service':
      return `destination_service_name=${quoted(name)},destination_service_namespace=${quoted(namespace)}`;
    case 'app':
      return `${side}_workload_namespace=${quoted(namespace)},${side}_canonical_service=${quoted(name)}`;
    case 'workload':
      return `${side}_workload_namespace=${quoted(namespace)},${side}_workload=${quoted(name)}`;
    default:
      return kind satisfies never;
  }
}

function quoted(value: string): string {
  return JSON.stringify(value);
}

function ofReporters(reporters: MetricsOptions['reporters']): string[] {
  if (!reporters) {
    return [];
  }
  return [
    reporters.length === 1
      ? `reporter=${quoted(reporters[0])}`
      : `reporter=~${quoted(reporters.join('|'))}`,
  ];
}

function selectorOf(options: MetricsOptions, cluster: string): string {
  const { direction, reporters, requestProtocol, target } = options;
  const arrives = direction === 'inbound' || target.kind === 'service';
  return [
    ...ofReporters(reporters),
    ofTarget(options),
    `${arrives ? 'destination' : 'source'}_cluster=${quoted(cluster)}`,
    ...(requestProtocol ? [`request_protocol=${quoted(requestProtocol)}`] : []),
  ].join(',');
}

/**
 * The queries for metrics, in the order in which their series are answered.
 *
 * @see https://github.com/kiali/kiali/blob/master/business/metrics.go
 */
export function metricQueries(
  options: MetricsOptions,
  cluster: string,
): MetricQuery[] {
  const { average, byLabels, filters, quantiles } = options;
  const selector = selectorOf(options, cluster);
  const by = (...labels: string[]) => {
    const all = [...labels, ...byLabels];
    return all.length > 0 ? ` by (${all.join(',')})` : '';
  };
  const rate = (metric: string, more = '') =>
    `${options.rateFunction}(${metric}{${selector}${more}}[${options.rateInterval}])`;
  const total = (metric: string, more?: string) =>
    `sum(${rate(metric, more)})${by()}`;
  const wanted = ([name]: readonly [string, string]) =>
    filters.length === 0 || filters.includes(name);
  const counters = COUNTERS.filter(wanted).map(([name, metric]) => ({
    name,
    query: total(metric),
  }));
  const requests = 'istio_requests_total';
  const errors = {
    name: 'request_error_count',
    query: `(${total(requests, `,${HTTP_ERRORS}`)} OR ${total(requests, `,${GRPC_ERRORS}`)})`,
  };
  const histograms = HISTOGRAMS.filter(wanted).flatMap(([name, metric]) => [
    ...quantiles.map(stat => ({
      name,
      stat,
      query: `histogram_quantile(${stat}, sum(${rate(`${metric}_bucket`)})${by('le')})`,
    })),
    ...(average
      ? [
          {
            name,
            stat: 'avg',
            query: `${total(`${metric}_sum`)} / ${total(`${metric}_count`)}`,
          },
        ]
      : []),
  ]);
  return [
    ...counters,
    ...(wanted([errors.name, requests]) ? [errors] : []),
    ...histograms,
  ];
}
