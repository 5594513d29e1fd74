import {
  raw,
  snapshotOf,
  type RawObject,
} from '../../snapshot/__testUtils__/objects';
import type { RouteCaller } from './CompileOptions';
import { compile } from './compile';

const web: RouteCaller = {
  kind: 'sidecar',
  namespace: 'shop',
  labels: { app: 'web' },
};

const waypoint: RouteCaller = {
  kind: 'waypoint',
  namespace: 'shop',
  name: 'way',
};

const codes = (objects: RawObject[], caller: RouteCaller = web) =>
  compile(snapshotOf(...objects), caller).caveats.map(({ code }) => code);

const filter = (id: string, spec: object) => raw('EnvoyFilter', id, { spec });
const plugin = (id: string, spec: object) => raw('WasmPlugin', id, { spec });

describe('caveats', () => {
  it.each<[string, RawObject, boolean]>([
    ['of its namespace', filter('shop/a', {}), true],
    ['of the root namespace', filter('istio-system/a', {}), true],
    ['of another namespace', filter('other/a', {}), false],
    [
      'that selects the pod',
      filter('shop/a', { workloadSelector: { labels: { app: 'web' } } }),
      true,
    ],
    [
      'that selects other pods',
      filter('shop/a', { workloadSelector: { labels: { app: 'cart' } } }),
      false,
    ],
    [
      'for a gateway',
      filter('shop/a', { targetRefs: [{ kind: 'Gateway', name: 'way' }] }),
      false,
    ],
  ])('names an EnvoyFilter %s: %#', (_, object, expected) => {
    expect(codes([object])).toEqual(expected ? ['envoy-filter'] : []);
  });

  it('names a WasmPlugin with what it may change', () => {
    const { caveats } = compile(
      snapshotOf(
        plugin('shop/auth', { selector: { matchLabels: { app: 'web' } } }),
      ),
      web,
    );
    expect(caveats).toMatchObject([
      {
        code: 'wasm-plugin',
        message:
          'WasmPlugin shop/auth acts on this proxy and may change the result.',
        ref: { kind: 'WasmPlugin', namespace: 'shop', name: 'auth' },
      },
    ]);
  });

  it('takes for a waypoint what is attached to it, not what selects labels', () => {
    expect(
      codes(
        [
          filter('shop/a', { targetRefs: [{ kind: 'Gateway', name: 'way' }] }),
          filter('shop/b', { workloadSelector: { labels: { app: 'web' } } }),
        ],
        waypoint,
      ),
    ).toEqual(['envoy-filter']);
  });

  it('says that a client outside the mesh is not ruled by it', () => {
    expect(codes([filter('shop/a', {})], { kind: 'none' })).toEqual([
      'outside-mesh',
    ]);
  });

  it('says that pods in ambient mode have no sidecar', () => {
    const namespace = raw('Namespace', 'shop', {
      metadata: { labels: { 'istio.io/dataplane-mode': 'ambient' } },
    });
    expect(codes([namespace])).toEqual(['no-waypoint']);
  });

  it('says that the mesh spans networks', () => {
    const gateway = raw('IstioGateway', 'istio-system/east-west', {
      spec: {
        servers: [
          {
            hosts: ['*.local'],
            port: { number: 15443, name: 'tls', protocol: 'TLS' },
            tls: { mode: 'AUTO_PASSTHROUGH' },
          },
        ],
      },
    });
    expect(codes([gateway])).toEqual(['multi-network']);
  });
});
