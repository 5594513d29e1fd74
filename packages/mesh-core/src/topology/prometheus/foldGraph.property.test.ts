import fc from 'fast-check';
import type { GraphRequest } from './graphRequest';
import { foldGraph } from './foldGraph';
import { graphQueries } from './queries';
import type { PromVector } from './vectors';

const base: GraphRequest = {
  target: { kind: 'workload', namespace: 'shop', workload: 'cart' },
  graphType: 'workload',
  windowSeconds: 60,
  injectServices: true,
  idleEdges: false,
  http: 'requests',
  grpc: 'requests',
  tcp: 'sent',
  ambientTraffic: 'total',
  ambientNamespaces: [],
  waypoints: [],
  waypointNodes: 'plain',
  boxBy: [],
  security: true,
  responseTime: '95',
  throughput: 'response',
};

const ends = ['source', 'destination'].flatMap(end =>
  ['workload_namespace', 'workload', 'canonical_service'].map(
    name => `${end}_${name}`,
  ),
);
const word = fc.constantFrom('', 'unknown', 'shop', 'cart', '__proto__');
const others = fc.record(
  {
    source_canonical_revision: word,
    destination_canonical_revision: word,
    destination_service_namespace: word,
    destination_service_name: word,
    destination_service: word,
    source_cluster: word,
    destination_cluster: word,
    request_protocol: fc.constantFrom('http', 'grpc', 'odd'),
    response_code: fc.constantFrom('200', '0', '503', '__proto__'),
    response_flags: fc.constantFrom('-', 'UO'),
    grpc_response_status: fc.constantFrom('0', '14', ''),
    connection_security_policy: fc.constantFrom('mutual_tls', 'none'),
  },
  { requiredKeys: [] },
);
const labels = fc
  .tuple(fc.record(Object.fromEntries(ends.map(name => [name, word]))), others)
  .map(([named, other]): Record<string, string> => ({ ...named, ...other }));
const value = fc.oneof(
  fc.constantFrom('NaN', '+Inf', '-Inf', '', '0', '-1'),
  fc.float({ min: 0, max: 100, noNaN: true }).map(String),
);
const result = fc.array(
  fc.record({ metric: labels, value: fc.tuple(fc.constant(0), value) }),
  { maxLength: 8 },
);
const request = fc.constantFrom<GraphRequest['graphType']>(
  'app',
  'service',
  'versionedApp',
  'workload',
);
const cases = request.chain(graphType => {
  const asked: GraphRequest = { ...base, graphType };
  const queries = graphQueries(asked);
  return fc.tuple(...queries.map(() => result)).map(results => ({
    asked,
    vectors: queries.map(({ promql }, index): PromVector => ({
      query: promql,
      result: results[index] as PromVector['result'],
    })),
  }));
});

it('folds any vector, and never depends on the order of series', () => {
  fc.assert(
    fc.property(cases, ({ asked, vectors }) => {
      const reversed = [...vectors]
        .reverse()
        .map(vector => ({ ...vector, result: [...vector.result].reverse() }));
      expect(foldGraph(asked, reversed)).toEqual(foldGraph(asked, vectors));
    }),
  );
});

it('takes nothing from series of another namespace that a node graph did not meet', () => {
  fc.assert(
    fc.property(cases, ({ asked, vectors }) => {
      const foreign = (metric: PromVector['result'][number]['metric']) => ({
        ...metric,
        source_workload_namespace: 'other',
        source_workload: 'stranger',
        destination_workload_namespace: 'other',
        destination_workload: 'stranger',
        destination_service_namespace: 'other',
        destination_service_name: 'stranger',
      });
      const appended = graphQueries(asked).map(query => {
        const vector = vectors.find(one => one.query === query.promql);
        const own = vector?.result ?? [];
        const more = own.map(one => ({ ...one, metric: foreign(one.metric) }));
        return {
          query: query.promql,
          result: query.purpose === 'traffic' ? own : [...own, ...more],
        };
      });
      expect(foldGraph(asked, appended)).toEqual(foldGraph(asked, vectors));
    }),
  );
});

it('keeps label values inside their quotes', () => {
  const [query] = graphQueries({
    ...base,
    target: { kind: 'workload', namespace: 'shop', workload: 'a"} or b\\' },
  });
  expect(query.promql).toContain('destination_workload="a\\"} or b\\\\"');
});
