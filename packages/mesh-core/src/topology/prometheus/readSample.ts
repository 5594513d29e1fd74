import type { Labels } from './ends';
import type { GraphRequest } from './graphRequest';
import type { TrafficMetric } from './graphQuery';
import type { Protocol, Sample } from './trafficMap';

/** The protocol of a series; none where it does not count. */
export function protocolOf(
  labels: Labels,
  metric: TrafficMetric,
  { http, grpc }: GraphRequest,
): Protocol | undefined {
  if (metric !== 'istio_requests_total') {
    return metric.includes('_tcp_') ? 'tcp' : 'grpc';
  }
  const protocol = labels.request_protocol;
  return (protocol === 'http' && http === 'requests') ||
    (protocol === 'grpc' && grpc === 'requests')
    ? protocol
    : undefined;
}

/** @see https://github.com/kiali/kiali/blob/master/graph/telemetry/istio/util/util.go */
function codeOf(labels: Labels, protocol: Protocol): string {
  const { response_code: http, grpc_response_status: status } = labels;
  if (http === '0') {
    return '-';
  }
  return protocol === 'grpc' && status !== undefined && !/^[45]/.test(http)
    ? status
    : http;
}

function hasResponse(labels: Labels, metric: TrafficMetric): boolean {
  if (metric === 'istio_requests_total') {
    return (
      labels.response_code !== undefined && labels.response_flags !== undefined
    );
  }
  return !metric.includes('_tcp_') || labels.response_flags !== undefined;
}

const identifying = ['source', 'destination'].flatMap(end => [
  `${end}_cluster`,
  `${end}_workload_namespace`,
  `${end}_workload`,
  `${end}_canonical_service`,
  `${end}_canonical_revision`,
]);

/** What tells traffic apart from other traffic, whoever reports it. */
export function flowOf(labels: Labels): string {
  let flow = `${labels.destination_service_namespace}\n${labels.destination_service_name}\n${labels.destination_service}`;
  for (const name of identifying) {
    flow += `\n${labels[name]}`;
  }
  return flow;
}

/** What a series counts; none where it does not say all that is needed. */
export function readSample(
  labels: Labels,
  value: number,
  { metric, request }: { metric: TrafficMetric; request: GraphRequest },
): Sample | undefined {
  const protocol = protocolOf(labels, metric, request);
  if (!protocol || !hasResponse(labels, metric)) {
    return undefined;
  }
  const requests = metric === 'istio_requests_total';
  const code = requests ? codeOf(labels, protocol) : '';
  const flags =
    requests || protocol === 'tcp' ? (labels.response_flags ?? '') : '';
  return {
    protocol,
    code,
    flags,
    host: labels.destination_service,
    value,
    identity: `${metric}\n${code}\n${flags}\n${flowOf(labels)}`,
  };
}
