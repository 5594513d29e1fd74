import { answering, labelsOf, shopRequest } from '../__testUtils__/seriesOf';
import { fromKiali } from '../fromKiali';
import { foldGraph } from './foldGraph';
import type { GraphRequest } from './graphRequest';
import { graphQueries } from './queries';

const ambient: GraphRequest = {
  ...shopRequest,
  graphType: 'versionedApp',
  waypoints: [{ namespace: 'shop', workload: 'waypoint' }],
  waypointNodes: 'shown',
  ambientNamespaces: ['shop'],
  security: true,
};
const ztunnel = { app: 'ztunnel', response_flags: '-' };

function fold(waypointNodes: GraphRequest['waypointNodes']) {
  const request = { ...ambient, waypointNodes };
  const { elements } = foldGraph(
    request,
    answering(
      request,
      ['istio_tcp_received', 'destination_workload_namespace="shop"'],
      [
        { labels: labelsOf('web', 'waypoint', ztunnel), value: 10 },
        { labels: labelsOf('waypoint', 'web', ztunnel), value: 4 },
        { labels: labelsOf('waypoint', 'cart', ztunnel), value: 6 },
      ],
    ),
  );
  return elements;
}

it('shows a waypoint as a workload without a service, with the way back in one edge', () => {
  const { nodes, edges } = fold('shown');
  const waypoint = nodes.find(({ data }) => data.isWaypoint)?.data;
  expect(waypoint).toMatchObject({
    id: 'wl_c_shop_waypoint',
    nodeType: 'workload',
  });
  expect(nodes.some(({ data }) => data.nodeType === 'service')).toBe(false);
  expect(edges.map(({ data }) => data)).toMatchObject([
    {
      source: 'vapp_c_shop_web',
      target: 'wl_c_shop_waypoint',
      traffic: { rates: { tcp: '10.00' } },
      waypoint: {
        direction: 'to',
        fromEdge: { traffic: { rates: { tcp: '4.00' } } },
      },
    },
    {
      source: 'wl_c_shop_waypoint',
      target: 'vapp_c_shop_cart',
      waypoint: { direction: 'from' },
    },
  ]);
});

it('is read back with the way there and the way back as edges', () => {
  const read = fromKiali({ elements: fold('shown') });
  const edges = read.ok ? read.graph.edges : [];
  expect(
    edges.map(({ source, target, traffic }) => [
      source,
      target,
      traffic.ratePerSecond,
    ]),
  ).toEqual([
    ['vapp_c_shop_web', 'wl_c_shop_waypoint', 10],
    ['wl_c_shop_waypoint', 'vapp_c_shop_web', 4],
    ['wl_c_shop_waypoint', 'vapp_c_shop_cart', 6],
  ]);
});

it('takes traffic at waypoints as mutual TLS', () => {
  expect(fold('shown').edges.map(({ data }) => data.isMTLS)).toEqual([
    '100',
    '100',
  ]);
});

it('leaves out waypoints, and nodes that had no other traffic', () => {
  expect(fold('hidden')).toEqual({ nodes: [], edges: [] });
});

it('knows waypoints only where ztunnel tells of them', () => {
  const { elements } = foldGraph(
    ambient,
    answering(
      ambient,
      ['istio_requests_total', 'destination_workload_namespace="shop"'],
      [{ labels: labelsOf('web', 'waypoint'), value: 1 }],
    ),
  );
  expect(elements.nodes.some(({ data }) => data.isWaypoint)).toBe(false);
});

it('asks the other end for the bytes of a waypoint', () => {
  const queries = graphQueries({
    ...ambient,
    target: { kind: 'workload', namespace: 'shop', workload: 'waypoint' },
    http: 'none',
    grpc: 'none',
    security: false,
  });
  expect(queries.map(({ promql }) => promql)).toEqual([
    expect.stringContaining('reporter=~"waypoint|source",destination_workload'),
    expect.stringContaining('reporter=~"waypoint|destination",source_workload'),
  ]);
});

it.each([
  ['total', 0],
  ['ztunnel', 0],
  ['waypoint', 3],
  ['none', 3],
] as const)('counts ztunnel with ambient traffic %s', (traffic, without) => {
  const queries = graphQueries({ ...shopRequest, ambientTraffic: traffic });
  expect(
    queries.filter(({ promql }) => promql.includes('app!="ztunnel"')),
  ).toHaveLength(without);
});
