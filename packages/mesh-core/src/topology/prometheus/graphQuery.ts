/**
 * Counters that traffic is read from.
 *
 * @public
 */
export type TrafficMetric =
  | 'istio_request_messages_total'
  | 'istio_requests_total'
  | 'istio_response_messages_total'
  | 'istio_tcp_received_bytes_total'
  | 'istio_tcp_sent_bytes_total';

/**
 * One instant query and what its vector says.
 *
 * @public
 */
export type GraphQuery = { namespace: string; promql: string } & (
  | { purpose: 'traffic'; metric: TrafficMetric }
  | { purpose: 'aggregate' | 'responseTime' | 'security' | 'throughput' }
);
