import { graphQueries, kialiGraphRequest } from '@fairway/mesh-core';
import { captureIo } from '../__testUtils__/captureIo';
import { runCli } from '../runCli';

const path =
  '/kiali/api/namespaces/shop/workloads/cart/graph?graphType=workload&appenders=&duration=300s';

function queriesOf(asked: string): string[] {
  const read = kialiGraphRequest(asked);
  if (!read.ok) {
    throw new Error(read.problem);
  }
  return graphQueries(read.request).map(({ promql }) => promql);
}

const metric = {
  source_cluster: 'c1',
  source_workload_namespace: 'shop',
  source_workload: 'web',
  source_canonical_service: 'web',
  source_canonical_revision: 'v1',
  destination_cluster: 'c1',
  destination_service_namespace: 'shop',
  destination_service: 'cart.shop.svc.cluster.local',
  destination_service_name: 'cart',
  destination_workload_namespace: 'shop',
  destination_workload: 'cart',
  destination_canonical_service: 'cart',
  destination_canonical_revision: 'v1',
  request_protocol: 'http',
  response_code: '200',
  grpc_response_status: '',
  response_flags: '-',
};

interface Answer {
  id: string;
  queries: string[];
  elements: { nodes: unknown[]; edges: unknown[] };
}

async function batch(
  ...lines: unknown[]
): Promise<{ code: number; answers: Answer[]; err: string }> {
  const stdin = lines
    .map(line => (typeof line === 'string' ? line : JSON.stringify(line)))
    .join('\n');
  const io = captureIo({ stdin });
  const code = await runCli(['topology', 'graph', '--batch', '-'], io);
  const answers = io
    .out()
    .split('\n')
    .filter(text => text !== '')
    .map(text => JSON.parse(text) as Answer);
  return { code, answers, err: io.err() };
}

function graphCase(id: string, asked: string, queries: string[]): object {
  const [first, ...others] = queries;
  return {
    id,
    request: { method: 'GET', path: asked },
    vectors: [
      { query: first, result: [{ metric, value: [1, '2.5'] }] },
      ...others.map(query => ({ query, result: [] })),
    ],
  };
}

it('draws the graph of what Prometheus answered', async () => {
  const queries = queriesOf(path);
  const { code, answers, err } = await batch(graphCase('a', path, queries));
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const [{ id, elements, queries: needed }] = answers;
  expect({ id, needed }).toEqual({ id: 'a', needed: queries });
  expect(elements.edges).toMatchObject([
    {
      data: {
        source: 'wl_c1_shop_web',
        target: 'wl_c1_shop_cart',
        traffic: {
          protocol: 'http',
          rates: { http: '2.50', httpPercentReq: '100.0' },
          responses: {
            200: {
              flags: { '-': '100.0' },
              hosts: { 'cart.shop.svc.cluster.local': '100.0' },
            },
          },
        },
      },
    },
  ]);
});

it('takes the window that a young namespace was asked for', async () => {
  const shorter = queriesOf(path).map(query => query.replace('300s', '42s'));
  const { answers } = await batch(graphCase('a', path, shorter));
  expect(answers[0].queries).toEqual(shorter);
  expect(answers[0].elements.edges).toHaveLength(1);
});

it('sees by its queries that a namespace is ambient', async () => {
  const all = '/api/namespaces/graph?namespaces=shop&appenders=&rateTcp=none';
  const read = kialiGraphRequest(all);
  const request = read.ok ? read.request : undefined;
  const queries = graphQueries({
    ...request!,
    ambientNamespaces: ['shop'],
  }).map(({ promql }) => promql);
  const { answers } = await batch(graphCase('a', all, queries));
  expect(queries).toHaveLength(4);
  expect(answers[0].queries).toEqual(queries);
});

it('says which line is no case, and answers the others', async () => {
  const { code, answers, err } = await batch(
    '{',
    { id: 'x', request: { path: '/api/status' }, vectors: [] },
    { id: 'x', request: {}, vectors: [] },
    graphCase('z', path, queriesOf(path)),
  );
  expect(code).toBe(1);
  expect(answers.map(({ id }) => id)).toEqual(['z']);
  expect(err.split('\n').slice(1, 3)).toEqual([
    'line 2: no case: This is no path of a graph: it is not …/namespaces/…/graph.',
    expect.stringContaining('line 3: no case: request.path'),
  ]);
});
