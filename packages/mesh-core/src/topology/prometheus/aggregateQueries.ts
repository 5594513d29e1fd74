import {
  hasRequests,
  windowOf,
  type GraphRequest,
  type GraphScope,
} from './graphRequest';
import { quoteLabel, requestLabels } from './promql';
import { reporter } from './reporter';

/** Requests of one class. */
export function aggregateSelector(
  request: GraphRequest,
  {
    namespace,
    label,
    value,
    service,
  }: Extract<GraphScope, { kind: 'aggregate' }>,
): string {
  const of = service ? `,destination_service_name=${quoteLabel(service)}` : '';
  return `${reporter(request, 'destination')},destination_service_namespace=${quoteLabel(namespace)},${label}=${quoteLabel(value)}${of}`;
}

function selectors(
  request: GraphRequest,
  namespace: string,
  label: string,
): string[] {
  if (request.target.kind === 'aggregate') {
    return [aggregateSelector(request, request.target)];
  }
  const ns = quoteLabel(namespace);
  const into = reporter(request, 'destination');
  return [
    `${into},source_workload_namespace!=${ns},destination_service_namespace=${ns},${label}!="unknown"`,
    `${into},source_workload_namespace=${ns},${label}!="unknown"`,
  ];
}

/** @see https://github.com/kiali/kiali/blob/master/graph/telemetry/istio/appender/aggregate_node.go */
export function aggregateQueries(
  request: GraphRequest,
  namespace: string,
): string[] {
  const { aggregate, graphType } = request;
  return aggregate && graphType !== 'service' && hasRequests(request)
    ? selectors(request, namespace, aggregate).map(
        selector =>
          `round(sum(rate(istio_requests_total{${selector}}[${windowOf(request, namespace)}s])) by (${requestLabels},${aggregate}) > 0,0.001)`,
      )
    : [];
}
