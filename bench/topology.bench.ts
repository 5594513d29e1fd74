import {
  foldGraph,
  graphQueries,
  kialiGraphRequest,
  type GraphRequest,
  type PromVector,
} from '@fairway/mesh-core';
import { median, type Bench } from './BenchRow';

const SERIES = 20_000;
const RUNS = 7;
const TARGET_MS = 400;
const path =
  '/api/namespaces/graph?namespaces=shop&graphType=workload&injectServiceNodes=true&appenders=responseTime,securityPolicy,throughput';

function request(): GraphRequest {
  const read = kialiGraphRequest(path);
  if (!read.ok) {
    throw new Error(read.problem);
  }
  return read.request;
}

/** Series of a mesh of 500 workloads with 2,000 edges between them, each with several codes. */
function labelsOf(index: number): Record<string, string> {
  const call = index % 2000;
  const from = `workload-${call % 500}`;
  const to = `workload-${(call * 7 + Math.floor(call / 500) * 13 + 1) % 500}`;
  return {
    source_cluster: 'Kubernetes',
    source_workload_namespace: 'shop',
    source_workload: from,
    source_canonical_service: from,
    source_canonical_revision: 'v1',
    source_principal: `cluster.local/ns/shop/sa/${from}`,
    destination_cluster: 'Kubernetes',
    destination_service_namespace: 'shop',
    destination_service: `${to}.shop.svc.cluster.local`,
    destination_service_name: to,
    destination_workload_namespace: 'shop',
    destination_workload: to,
    destination_canonical_service: to,
    destination_canonical_revision: 'v1',
    destination_principal: `cluster.local/ns/shop/sa/${to}`,
    connection_security_policy: 'mutual_tls',
    request_protocol: 'http',
    response_code: ['200', '404', '503'][Math.floor(index / 2000) % 3],
    grpc_response_status: '',
    response_flags: '-',
  };
}

function vectorsOf(asked: GraphRequest): PromVector[] {
  const queries = graphQueries(asked);
  const each = Math.ceil(SERIES / queries.length);
  return queries.map(({ promql }, at) => ({
    query: promql,
    result: Array.from({ length: each }, (_, index) => ({
      metric: labelsOf(at * each + index),
      value: [0, '1.25'] as const,
    })),
  }));
}

/** How long it takes to fold the answers of Prometheus into a graph. */
export const bench: Bench = {
  name: 'topology',
  async run() {
    const asked = request();
    const vectors = vectorsOf(asked);
    const times = Array.from({ length: RUNS }, () => {
      const start = performance.now();
      foldGraph(asked, vectors);
      return performance.now() - start;
    });
    const measured = median(times);
    return [
      {
        what: `fold of ${SERIES.toLocaleString('en')} series`,
        measured: `${measured.toFixed(0)} ms`,
        target: `<= ${TARGET_MS} ms`,
        reached: measured <= TARGET_MS,
      },
    ];
  },
};
