import { createBackendModule } from '@backstage/backend-plugin-api';
import { startTestBackend } from '@backstage/backend-test-utils';
import {
  canaryListViewSchema,
  routingViewSchema,
  sourcesViewSchema,
  topologyViewSchema,
  type SourceState,
} from '@fairway/backstage-plugin-mesh-common';
import {
  meshTopologyExtensionPoint,
  type TopologySource,
} from '@fairway/backstage-plugin-mesh-node';
import meshPlugin from '.';
import {
  eventually,
  startMesh,
  type RunningMesh,
} from './__testUtils__/startMesh';

const CHECKOUT = '/entities/component/default/checkout';

/** Kinds that the demo world does not have. */
const missing = ['OpenClusterReport', 'OpenReport'];

describe('the mesh plugin on the kubernetes plugin', () => {
  let mesh: RunningMesh;
  const kindsBy = async (wanted: SourceState['state']): Promise<unknown[]> => {
    const { body } = await mesh.get('/sources');
    return sourcesViewSchema
      .parse(body)
      .sources.filter(({ state }) => state === wanted)
      .map(({ kind }) => kind)
      .sort();
  };

  beforeAll(async () => {
    mesh = await startMesh();
  }, 60_000);
  afterAll(() => mesh.stop());

  it('reads every kind that the cluster has', async () => {
    await eventually(async () => {
      expect(await kindsBy('not-installed')).toEqual(missing);
      expect(await kindsBy('loading')).toEqual([]);
      expect((await kindsBy('live')).length).toBeGreaterThan(25);
    });
    for (const state of ['stale', 'unavailable', 'forbidden'] as const) {
      expect(await kindsBy(state)).toEqual([]);
    }
  });

  it('answers with the routes and releases of the demo world', async () => {
    const canaries = await mesh.get(`${CHECKOUT}/canaries`);
    expect(canaryListViewSchema.parse(canaries.body)).toMatchObject({
      status: 'ok',
      binding: { state: 'confirmed' },
      canaries: [{ ref: { name: 'checkout', namespace: 'shop' } }],
    });
    const routing = await mesh.get(`${CHECKOUT}/routing`);
    const view = routingViewSchema.parse(routing.body);
    expect(view).toMatchObject({ clusters: [{ cluster: 'sandbox' }] });
  });

  it('asks the API server nothing for a view', async () => {
    const seen = mesh.sandbox.kubernetes.requests.length;
    for (const view of ['summary', 'routing', 'canaries', 'topology']) {
      expect((await mesh.get(`${CHECKOUT}/${view}`)).status).toBe(200);
    }
    expect(mesh.sandbox.kubernetes.requests).toHaveLength(seen);
  });

  it('says that there is no source of the graph', async () => {
    const { body } = await mesh.get(`${CHECKOUT}/topology`);
    expect(topologyViewSchema.parse(body)).toMatchObject({
      source: { type: 'none' },
    });
  });
});

it('does not start with two sources of the graph', async () => {
  const bringing = (moduleId: string) =>
    createBackendModule({
      pluginId: 'mesh',
      moduleId,
      register(env) {
        env.registerInit({
          deps: { topology: meshTopologyExtensionPoint },
          async init({ topology }) {
            topology.setTopologySource({} as TopologySource);
          },
        });
      },
    });
  await expect(
    startTestBackend({
      features: [meshPlugin, bringing('one'), bringing('two')],
    }),
  ).rejects.toThrow('There are two sources of the traffic graph.');
});
