import type { SourceState } from '@fairway/backstage-plugin-mesh-common';
import { canaryListViewSchema } from '@fairway/backstage-plugin-mesh-common';
import {
  eventually,
  setImage,
  startMesh,
  type RunningMesh,
} from './__testUtils__/startMesh';

const CHECKOUT = '/entities/component/default/checkout';
const running: RunningMesh[] = [];

async function start(
  options?: Parameters<typeof startMesh>[0],
): Promise<RunningMesh> {
  const mesh = await startMesh(options);
  running.push(mesh);
  return mesh;
}
afterEach(async () => {
  await Promise.all(running.splice(0).map(mesh => mesh.stop()));
});

/** States of the sources of a kind, as the page of the entity shows them. */
async function statesOf(
  mesh: RunningMesh,
  kind: string,
): Promise<SourceState[]> {
  const { body } = await mesh.get('/sources');
  return body.sources.filter((source: SourceState) => source.kind === kind);
}

const settles = (
  mesh: RunningMesh,
  kind: string,
  state: SourceState['state'],
) =>
  eventually(async () => {
    const states = await statesOf(mesh, kind);
    expect(states.map(source => source.state)).toEqual([state]);
    return states[0];
  }, 20_000);

async function weightsOf(mesh: RunningMesh): Promise<unknown> {
  const { body, status } = await mesh.get(`${CHECKOUT}/canaries`);
  expect(status).toBe(200);
  const view = canaryListViewSchema.parse(body);
  return view.status === 'ok' ? view.canaries[0]?.weights.state : view.status;
}

/** Through the real kubernetes plugin, on a sandbox that fails. */
describe('a cluster that fails', () => {
  it('from the beginning: the page says that nothing could be read', async () => {
    const mesh = await start({ sandbox: { faults: { down: true } } });
    const source = await settles(mesh, 'Deployment', 'unavailable');
    expect(source.reason).toMatch(/^Cluster sandbox cannot be reached/);
    expect(source.retryAt).toBeDefined();
    const { body } = await mesh.get(`${CHECKOUT}/canaries`);
    expect(canaryListViewSchema.parse(body)).toMatchObject({
      status: 'no-workloads',
      reason: 'No workload was found, but not all of them could be read.',
    });
    mesh.sandbox.faults.clear();
    await settles(mesh, 'Deployment', 'live');
    await eventually(async () => expect(await weightsOf(mesh)).toBe('known'));
  }, 60_000);

  it('later: what was read stays, marked as stale, until it is back', async () => {
    const mesh = await start();
    for (const kind of ['VirtualService', 'Canary', 'Deployment', 'Service']) {
      await settles(mesh, kind, 'live');
    }
    mesh.sandbox.faults.set({ down: true });
    const source = await settles(mesh, 'VirtualService', 'stale');
    expect(source.observedAt).toBeDefined();
    expect(source.reason).toContain('cannot be reached');
    expect(await weightsOf(mesh)).toBe('known');
    mesh.sandbox.faults.clear();
    await settles(mesh, 'VirtualService', 'live');
  }, 60_000);

  it('by 401: the page says what to check', async () => {
    const mesh = await start({ sandbox: { faults: { unauthorized: true } } });
    const source = await settles(mesh, 'Deployment', 'unavailable');
    expect(source.reason).toContain('rejects the credentials (401)');
  }, 60_000);

  it('by 403 at cluster scope: it is read namespace by namespace', async () => {
    const mesh = await start({
      sandbox: {
        faults: { forbidClusterScope: ['*'], forbidNamespaces: ['payments'] },
      },
      kubernetes: { namespaces: ['shop', 'payments', 'istio-system'] },
    });
    await eventually(async () => {
      const states = await statesOf(mesh, 'Deployment');
      expect(states.map(({ namespace, state }) => [namespace, state])).toEqual([
        ['shop', 'live'],
        ['payments', 'forbidden'],
        ['istio-system', 'live'],
      ]);
    });
    await eventually(async () => expect(await weightsOf(mesh)).toBe('known'));
    const { body } = await mesh.get(`${CHECKOUT}/canaries`);
    expect(JSON.stringify(body)).not.toContain('payments"');
    expect((await statesOf(mesh, 'Namespace'))[0].state).toBe('forbidden');
  }, 60_000);

  it('by 410: it is listed again', async () => {
    const mesh = await start();
    await settles(mesh, 'Canary', 'live');
    const lists = () =>
      mesh.sandbox.kubernetes.requests.filter(
        ({ url }) => url.includes('/canaries?') && !url.includes('watch'),
      ).length;
    const before = lists();
    mesh.sandbox.faults.compact({ expireWatches: true });
    await eventually(async () => expect(lists()).toBe(before + 1));
    await settles(mesh, 'Canary', 'live');
  }, 60_000);

  it('by 429: it is asked again when it wants', async () => {
    const mesh = await start({
      sandbox: {
        faults: { tooManyRequests: { retryAfterSeconds: 1, times: 40 } },
      },
    });
    const source = await eventually(async () => {
      const [state] = await statesOf(mesh, 'Canary');
      expect(state?.reason).toContain('asks to slow down (429)');
      return state;
    });
    expect(source.state).toBe('unavailable');
    await settles(mesh, 'Canary', 'live');
  }, 60_000);

  it('by slowness: the page is there at once and says that it is loading', async () => {
    const mesh = await start({ sandbox: { faults: { delayMs: 800 } } });
    const started = Date.now();
    const { body, status } = await mesh.get(`${CHECKOUT}/canaries`);
    expect(status).toBe(200);
    expect(Date.now() - started).toBeLessThan(700);
    expect(canaryListViewSchema.parse(body).status).toBe('no-workloads');
    await eventually(async () => {
      const [source] = await statesOf(mesh, 'Deployment');
      expect(source.state).toBe('loading');
    });
    await settles(mesh, 'Deployment', 'live');
  }, 60_000);

  it('by too much slowness: it is given up', async () => {
    const mesh = await start({
      sandbox: { faults: { delayMs: 30_000 } },
      kubernetes: { requestTimeout: '1s' },
    });
    const source = await settles(mesh, 'VirtualService', 'unavailable');
    expect(source.reason).toBe('Cluster sandbox did not answer in time.');
  }, 60_000);

  it('by a connection that is cut in the middle of a watch: nothing is lost', async () => {
    const mesh = await start();
    await settles(mesh, 'Canary', 'live');
    const lists = () =>
      mesh.sandbox.kubernetes.requests.filter(({ url }) =>
        url.includes('limit=500'),
      ).length;
    await eventually(async () =>
      expect(mesh.sandbox.kubernetes.openWatches()).toBeGreaterThan(25),
    );
    const before = lists();
    expect(mesh.sandbox.faults.cutWatches()).toBeGreaterThan(25);
    // The proxy does not tell that the connection is gone; what happens meanwhile must not be lost.
    const image = 'shop/checkout:9.9.9';
    setImage(mesh.sandbox, 'shop', 'checkout', image);
    await eventually(async () => {
      const { body } = await mesh.get(`${CHECKOUT}/canaries`);
      expect(JSON.stringify(body)).toContain(image);
    });
    expect(lists()).toBe(before);
    expect((await statesOf(mesh, 'Deployment'))[0].state).toBe('live');
  }, 60_000);

  it('by kinds that are not installed: the rest is read', async () => {
    const mesh = await start({
      sandbox: {
        faults: {
          uninstalled: [
            'canaries.flagger.app',
            'virtualservices.networking.istio.io',
          ],
        },
      },
    });
    await settles(mesh, 'Canary', 'not-installed');
    await settles(mesh, 'VirtualService', 'not-installed');
    await settles(mesh, 'Deployment', 'live');
    const { body } = await mesh.get(`${CHECKOUT}/canaries`);
    expect(canaryListViewSchema.parse(body)).toMatchObject({
      status: 'ok',
      canaries: [],
    });
  }, 60_000);
});

it('a list of 5,000 objects is read page by page', async () => {
  const mesh = await start({
    sandbox: {
      scenario: undefined,
      objects: Array.from({ length: 5_000 }, (_, index) => ({
        apiVersion: 'networking.istio.io/v1',
        kind: 'VirtualService',
        metadata: { name: `service-${index}`, namespace: 'shop' },
        spec: { hosts: [`service-${index}`] },
      })),
    },
  });
  await settles(mesh, 'VirtualService', 'live');
  const pages = mesh.sandbox.kubernetes.requests.filter(({ url }) =>
    url.includes('/virtualservices?limit=500'),
  );
  expect(pages).toHaveLength(10);
}, 60_000);
