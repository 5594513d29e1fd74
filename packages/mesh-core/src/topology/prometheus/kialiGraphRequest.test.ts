import { kialiGraphRequest } from './kialiGraphRequest';

function requestOf(path: string) {
  const read = kialiGraphRequest(path);
  return read.ok ? read.request : read.problem;
}

it('takes what Kiali takes where nothing is asked', () => {
  expect(requestOf('/api/namespaces/graph?namespaces=shop, pay')).toEqual({
    target: { kind: 'namespaces', namespaces: ['shop', 'pay'] },
    graphType: 'workload',
    windowSeconds: 600,
    injectServices: false,
    idleEdges: false,
    http: 'requests',
    grpc: 'requests',
    tcp: 'sent',
    ambientTraffic: 'total',
    ambientNamespaces: [],
    waypoints: [],
    waypointNodes: 'shown',
    security: true,
    responseTime: '95',
    throughput: 'response',
    aggregate: 'request_operation',
    boxBy: [],
  });
});

it('asks for nothing beyond traffic where appenders are named', () => {
  const request = requestOf(
    '/kiali/api/namespaces/graph?namespaces=a&appenders=&boxBy=cluster,app&duration=1h30m&injectServiceNodes=true',
  );
  expect(request).toMatchObject({
    security: false,
    waypointNodes: 'plain',
    boxBy: ['app', 'cluster'],
    windowSeconds: 5400,
    injectServices: true,
  });
  expect(request).not.toHaveProperty('responseTime');
  expect(request).not.toHaveProperty('throughput');
  expect(request).not.toHaveProperty('aggregate');
});

it.each([
  ['workloads/web', { kind: 'workload', namespace: 'a', workload: 'web' }],
  ['services/web', { kind: 'service', namespace: 'a', service: 'web' }],
  ['applications/web', { kind: 'app', namespace: 'a', app: 'web' }],
  [
    'applications/web/versions/v1',
    { kind: 'app', namespace: 'a', app: 'web', version: 'v1' },
  ],
  [
    'aggregates/request_operation/Get%2FAll',
    {
      kind: 'aggregate',
      namespace: 'a',
      label: 'request_operation',
      value: 'Get/All',
    },
  ],
  [
    'aggregates/request_operation/List/web',
    {
      kind: 'aggregate',
      namespace: 'a',
      label: 'request_operation',
      value: 'List',
      service: 'web',
    },
  ],
])('reads the node of %s', (node, target) => {
  expect(requestOf(`/api/namespaces/a/${node}/graph`)).toMatchObject({
    target,
  });
});

it('leaves waypoints out when told so', () => {
  expect(
    requestOf('/api/namespaces/graph?namespaces=a&waypoints=false'),
  ).toMatchObject({ waypointNodes: 'hidden' });
});

it.each([
  ['/api/status', 'it is not …/namespaces/…/graph'],
  ['/api/namespaces/graph', 'it names no namespace'],
  ['/api/namespaces/a/pods/b/graph', 'there is no graph of pods'],
  [
    '/api/namespaces/graph?namespaces=a&duration=soon',
    'duration cannot be "soon"',
  ],
  ['/api/namespaces/graph?namespaces=a&rateTcp=all', 'rateTcp cannot be "all"'],
  ['/api/namespaces/a/services/%E0%A4%A/graph', 'URI malformed'],
])('says what is wrong with %s', (path, reason) => {
  expect(requestOf(path)).toBe(`This is no path of a graph: ${reason}.`);
});
