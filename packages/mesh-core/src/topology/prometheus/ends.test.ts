import { labelsOf, shopRequest } from '../__testUtils__/seriesOf';
import { endsOf, readEnds } from './ends';
import type { GraphRequest } from './graphRequest';

function idsOf(
  more: Record<string, string | undefined>,
  graphType: GraphRequest['graphType'] = 'workload',
): unknown {
  const labels = Object.fromEntries(
    Object.entries({ ...labelsOf('web', 'cart'), ...more }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );
  const read = readEnds(labels);
  const ends = read && endsOf(read, { ...shopRequest, graphType });
  return ends && [ends.source.id, ends.service?.id, ends.target.id];
}

const unknownSource = {
  source_cluster: 'unknown',
  source_workload_namespace: 'unknown',
  source_workload: 'unknown',
  source_canonical_service: 'unknown',
  source_canonical_revision: 'unknown',
};
const unreached = {
  destination_workload_namespace: 'unknown',
  destination_workload: 'unknown',
  destination_canonical_service: 'unknown',
  destination_canonical_revision: 'unknown',
};

it.each([
  ['workload', 'wl_c_shop_web', 'wl_c_shop_cart'],
  ['service', 'wl_c_shop_web', 'wl_c_shop_cart'],
  ['app', 'app_c_shop_web', 'app_c_shop_cart'],
  ['versionedApp', 'vapp_c_shop_web', 'vapp_c_shop_cart'],
] as const)('names nodes of a graph of type %s', (graphType, from, to) => {
  expect(idsOf({}, graphType)).toEqual([from, 'svc_c_shop_cart', to]);
});

it('falls back to the workload where the app is unknown', () => {
  expect(idsOf({ destination_canonical_service: 'unknown' }, 'app')).toEqual([
    'app_c_shop_web',
    'svc_c_shop_cart',
    'wl_c_shop_cart',
  ]);
});

it('names versions of an app whose workload is unknown, but not the latest', () => {
  const app = { destination_workload: 'unknown' };
  expect(idsOf(app, 'versionedApp')).toContain('vapp_c_shop_cart_v1');
  expect(
    idsOf({ ...app, destination_canonical_revision: 'latest' }, 'versionedApp'),
  ).toContain('app_c_shop_cart');
});

it('knows sources that are unknown, and requests that reached no workload', () => {
  expect(idsOf({ ...unknownSource, ...unreached })).toEqual([
    'unknown_unknown_source',
    undefined,
    'svc_c_shop_cart',
  ]);
});

it('takes the cluster of the source where that of the target is not told', () => {
  for (const cluster of [undefined, 'unknown']) {
    expect(idsOf({ destination_cluster: cluster })).toContain('wl_c_shop_cart');
  }
});

it('knows the egress gateway by its host', () => {
  const host = 'istio-egressgateway.istio-system.svc.cluster.local';
  expect(
    idsOf({
      ...unreached,
      destination_service: host,
      destination_service_name: host,
    }),
  ).toEqual([
    'wl_c_shop_web',
    'svc_c_istio-system_istio-egressgateway',
    'wl_c_istio-system_istio-egressgateway',
  ]);
});

it('puts no service before what passes through', () => {
  expect(
    idsOf({ ...unreached, destination_service_name: 'PassthroughCluster' }),
  ).toEqual(['wl_c_shop_web', undefined, 'svc_c_shop_PassthroughCluster']);
});

it.each([
  ['lacks a label', { destination_service: undefined }],
  ['lacks another', { source_canonical_revision: undefined }],
  [
    'names a namespace but nobody in it',
    { source_workload: 'unknown', source_canonical_service: '' },
  ],
  ['comes from a cluster that is unknown', { source_cluster: 'unknown' }],
  [
    'goes to an address',
    {
      ...unreached,
      destination_service: '10.1.2.3:80',
      destination_service_name: '10.1.2.3:80',
    },
  ],
])('leaves out a series that %s', (_, more) => {
  expect(idsOf(more)).toBeUndefined();
});
