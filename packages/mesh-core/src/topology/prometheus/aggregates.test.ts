import { answering, labelsOf, shopRequest } from '../__testUtils__/seriesOf';
import { foldGraph } from './foldGraph';
import type { GraphRequest } from './graphRequest';

const classified = labelsOf('web', 'cart', { request_operation: 'List' });

function fold(more: Partial<GraphRequest>) {
  const request = { ...shopRequest, aggregate: 'request_operation', ...more };
  return foldGraph(request, [
    ...answering(
      request,
      [
        'istio_requests_total{reporter=~"waypoint|source",source_workload_namespace="shop"} ',
      ],
      [{ labels: labelsOf('web', 'cart'), value: 5 }],
    ),
    ...answering(
      request,
      ['source_workload_namespace="shop",request_operation!="unknown"'],
      [
        { labels: classified, value: 3 },
        { labels: labelsOf('web', 'cart'), value: 2 },
      ],
    ),
  ]);
}

it('puts a class of requests between a workload and its service', () => {
  const { elements } = fold({});
  expect(
    elements.nodes.find(({ data }) => data.nodeType === 'aggregate')?.data,
  ).toMatchObject({
    aggregate: 'request_operation=List',
    service: 'cart',
    app: 'cart',
    traffic: [{ rates: { httpIn: '3.00', httpOut: '3.00' } }],
  });
  expect(
    elements.edges.map(({ data }) => `${data.source} ${data.target}`),
  ).toEqual([
    'agg_c_shop_request_operation_List_cart svc_c_shop_cart',
    'svc_c_shop_cart wl_c_shop_cart',
    'wl_c_shop_web agg_c_shop_request_operation_List_cart',
  ]);
});

it('leaves the traffic of the ends as it was counted', () => {
  const web = fold({}).elements.nodes.find(
    ({ data }) => data.workload === 'web',
  );
  expect(web?.data.traffic).toEqual([
    { protocol: 'http', rates: { httpOut: '5.00' } },
  ]);
});

it('puts it between workloads where no services are shown', () => {
  const { elements } = fold({ injectServices: false });
  expect(elements.edges.map(({ data }) => data.target)).toEqual([
    'wl_c_shop_cart',
    'agg_c_shop_request_operation_List',
  ]);
});

it('has no classes in a graph of services', () => {
  const { elements, queries } = fold({ graphType: 'service' });
  expect(JSON.stringify(elements)).not.toContain('agg_');
  expect(queries.join()).not.toContain('request_operation');
});

it('adds no class of requests whose ends were not seen', () => {
  const request = { ...shopRequest, aggregate: 'request_operation' };
  const { elements } = foldGraph(
    request,
    answering(
      request,
      ['request_operation!="unknown"'],
      [{ labels: classified, value: 3 }],
    ),
  );
  expect(elements.nodes).toEqual([]);
});
