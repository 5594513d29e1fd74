import { answering, labelsOf, shopRequest } from '../__testUtils__/seriesOf';
import { foldGraph } from './foldGraph';
import type { GraphRequest } from './graphRequest';
import { graphQueries } from './queries';

const request: GraphRequest = {
  ...shopRequest,
  security: true,
  responseTime: 'avg',
  throughput: 'response',
};
const traffic = [
  'istio_requests_total{reporter=~"waypoint|destination",destination_workload_namespace="shop"}',
];
const principals = (from: string, csp = 'mutual_tls') =>
  labelsOf(from, 'cart', {
    source_principal: `spiffe://${from}`,
    destination_principal: 'spiffe://cart',
    connection_security_policy: csp,
  });

function edgeOf(
  parts: readonly string[],
  result: Parameters<typeof answering>[2],
  source = 'svc_c_shop_cart',
) {
  const { elements } = foldGraph(request, [
    ...answering(request, traffic, [
      { labels: labelsOf('web', 'cart'), value: 9 },
      { labels: labelsOf('app', 'cart'), value: 1 },
    ]),
    ...answering(request, parts, result),
  ]);
  return elements.edges.find(({ data }) => data.source === source)?.data;
}

const times = [
  { labels: labelsOf('web', 'cart'), value: 10 },
  { labels: labelsOf('app', 'cart'), value: 110 },
];
const into = 'waypoint|destination",destination_service_namespace="shop"';

it('weighs response times by the traffic of each source', () => {
  expect(edgeOf(['milliseconds_sum', into], times)?.responseTime).toBe('20');
});

it('takes a plain mean where no traffic was counted', () => {
  const other = times.map(({ labels, value }) => ({
    labels: { ...labels, destination_service: 'other' },
    value,
  }));
  expect(edgeOf(['milliseconds_sum', into], other)?.responseTime).toBe('60');
});

it('prefers what the first query tells of response times', () => {
  const { elements } = foldGraph(request, [
    ...answering(request, traffic, [
      { labels: labelsOf('web', 'cart'), value: 9 },
    ]),
    ...answering(request, ['milliseconds_sum', into], times.slice(0, 1)),
    ...answering(
      request,
      ['milliseconds_sum', 'waypoint|source'],
      [{ labels: labelsOf('web', 'cart'), value: 500 }],
    ),
  ]);
  expect(elements.edges.map(({ data }) => data.responseTime)).toContain('10');
  expect(JSON.stringify(elements)).not.toContain('"500"');
});

it('sums what series say of mutual TLS, and names who sends most', () => {
  const secured = [
    'connection_security_policy',
    'source_workload_namespace="shop"}',
  ];
  const edge = edgeOf(secured, [
    { labels: principals('app'), value: 1 },
    { labels: principals('web'), value: 2 },
    { labels: principals('web', 'none'), value: 1 },
  ]);
  expect(edge).toMatchObject({
    isMTLS: '75',
    sourcePrincipal: 'spiffe://web',
    destPrincipal: 'spiffe://cart',
  });
});

it('sums bytes behind a service, and tells none before it', () => {
  const bytes = ['istio_response_bytes_sum', 'namespace="shop"}'];
  const sums = times.map(({ labels }) => ({ labels, value: 100 }));
  const outside = bytes.concat(
    'reporter=~"waypoint|destination",source_workload_namespace="shop"',
  );
  expect(edgeOf(outside, sums)?.throughput).toBe('200');
  expect(edgeOf(outside, sums, 'wl_c_shop_web')).not.toHaveProperty(
    'throughput',
  );
});

it('asks nothing about requests where none are counted', () => {
  const queries = graphQueries({
    ...request,
    aggregate: 'request_operation',
    http: 'none',
    grpc: 'sent',
  });
  const purposes = new Set(queries.map(({ purpose }) => purpose));
  expect([...purposes]).toEqual(['traffic', 'security']);
});
