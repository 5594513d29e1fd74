import type { GraphQuery } from './graphQuery';
import { aggregateQueries } from './aggregateQueries';
import { hasRequests, windowOf, type GraphRequest } from './graphRequest';
import { endLabels, quoteLabel, securityLabels } from './promql';
import { reporter, withoutZtunnel } from './reporter';

function securityMetrics({ http, grpc, tcp }: GraphRequest): string[] {
  const wanted: [boolean, string][] = [
    [http === 'requests' || grpc === 'requests', 'istio_requests_total'],
    [['sent', 'total'].includes(grpc), 'istio_request_messages_total'],
    [['received', 'total'].includes(grpc), 'istio_response_messages_total'],
    [['sent', 'total'].includes(tcp), 'istio_tcp_sent_bytes_total'],
    [['received', 'total'].includes(tcp), 'istio_tcp_received_bytes_total'],
  ];
  return wanted.flatMap(([use, metric]) => (use ? [metric] : []));
}

/** @see https://github.com/kiali/kiali/blob/master/graph/telemetry/istio/appender/security_policy.go */
function securityQueries(request: GraphRequest, namespace: string): string[] {
  const ns = quoteLabel(namespace);
  const into = reporter(request, 'destination');
  const term = (metric: string, selector: string): string =>
    `(sum(rate(${metric}{${selector}}[${windowOf(request, namespace)}s])) by (${securityLabels}) > 0)`;
  const all = (selector: string): string[] =>
    securityMetrics(request).map(metric =>
      term(
        metric,
        metric.includes('_tcp_')
          ? withoutZtunnel(request) + selector
          : selector,
      ),
    );
  const withZtunnel = ['total', 'ztunnel'].includes(request.ambientTraffic);
  const ztunnel = securityMetrics(request)
    .filter(metric => withZtunnel && metric.includes('_tcp_'))
    .map(metric =>
      term(
        metric,
        `app="ztunnel",reporter="source",source_workload_namespace=${ns}`,
      ),
    );
  return [
    all(
      `${into},source_workload_namespace!=${ns},destination_service_namespace=${ns}`,
    ),
    [...all(`${into},source_workload_namespace=${ns}`), ...ztunnel],
  ].flatMap(terms =>
    terms.length ? [`round(${terms.join(' OR ')},0.001)`] : [],
  );
}

/** @see https://github.com/kiali/kiali/blob/master/graph/telemetry/istio/appender/response_time.go */
function responseTimeQueries(
  request: GraphRequest,
  namespace: string,
): string[] {
  const { responseTime } = request;
  if (!responseTime || !hasRequests(request)) {
    return [];
  }
  const ns = quoteLabel(namespace);
  const by = `${endLabels},request_protocol`;
  const sum = (part: string, selector: string, labels: string): string =>
    `sum(rate(istio_request_duration_milliseconds_${part}{${selector}}[${windowOf(request, namespace)}s])) by (${labels})`;
  const ambient = request.ambientNamespaces.includes(namespace)
    ? [
        `reporter="source",source_workload_namespace!=${ns},destination_service_namespace=${ns}`,
      ]
    : [];
  return [
    ...ambient,
    `${reporter(request, 'destination')},destination_service_namespace=${ns}`,
    `${reporter(request, 'source')},source_workload_namespace=${ns}`,
  ].map(selector => {
    const value =
      responseTime === 'avg'
        ? `${sum('sum', selector, by)} / ${sum('count', selector, by)}`
        : `histogram_quantile(0.${responseTime}, ${sum('bucket', selector, `le,${by}`)})`;
    return `round(${value} > 0,0.001)`;
  });
}

/** @see https://github.com/kiali/kiali/blob/master/graph/telemetry/istio/appender/throughput.go */
function throughputQueries(request: GraphRequest, namespace: string): string[] {
  const { throughput } = request;
  if (!throughput || request.http !== 'requests') {
    return [];
  }
  const ns = quoteLabel(namespace);
  const side = throughput === 'request' ? 'source' : 'destination';
  return [
    `source_workload_namespace!=${ns},destination_service_namespace=${ns}`,
    `source_workload_namespace=${ns}`,
  ].map(
    selector =>
      `round(sum(rate(istio_${throughput}_bytes_sum{${reporter(request, side)},${selector}}[${windowOf(request, namespace)}s])) by (${endLabels}) > 0,0.001)`,
  );
}

/** Queries of what is added to edges: they cover the whole namespace, in node graphs too. */
export function appenderQueries(
  request: GraphRequest,
  namespace: string,
): GraphQuery[] {
  const of = (
    purpose: Exclude<GraphQuery['purpose'], 'traffic'>,
    queries: readonly string[],
  ): GraphQuery[] => queries.map(promql => ({ purpose, namespace, promql }));
  return [
    ...of('responseTime', responseTimeQueries(request, namespace)),
    ...of(
      'security',
      request.security ? securityQueries(request, namespace) : [],
    ),
    ...of('throughput', throughputQueries(request, namespace)),
    ...of('aggregate', aggregateQueries(request, namespace)),
  ];
}
