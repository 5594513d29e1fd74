import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  canaryListViewSchema,
  routingViewSchema,
  sourcesViewSchema,
  summaryViewSchema,
  topologyViewSchema,
} from '@fairway/backstage-plugin-mesh-common';
import {
  startSandbox,
  type KubernetesObject,
  type Sandbox,
} from '@fairway/mesh-sandbox';
import { BackendClient } from '../__testUtils__/BackendClient';
import {
  countRequests,
  type CountingProxy,
} from '../__testUtils__/countRequests';
import {
  startBackend,
  type RunningBackend,
} from '../__testUtils__/startBackend';

const SHOP = resolve(__dirname, '../../../../examples/scenarios/shop');
const CLUSTER_TOKEN = 'token-of-the-cluster-in-this-test';
const KIALI_TOKEN = 'token-of-kiali-in-this-test';
const SERVICE_TOKEN = 'token-of-a-service-in-this-test';
const RESTRICTED_TOKEN = 'token-that-may-read-releases-in-this-test';
const VIEWS = ['summary', 'routing', 'canaries', 'topology'] as const;

jest.setTimeout(120_000);

const schemaOf = {
  summary: summaryViewSchema,
  routing: routingViewSchema,
  canaries: canaryListViewSchema,
  topology: topologyViewSchema,
};

/** Everything as in production: `createBackend()` with compression, permissions, signals, the kubernetes plugin, Kiali. */
describe('the mesh plugin in the real backend', () => {
  let sandbox: Sandbox;
  let kiali: CountingProxy;
  let backend: RunningBackend;
  let client: BackendClient;
  const tokens: Record<string, string> = {};

  const get = (path: string, user: string) =>
    client.get(`/api/mesh${path}`, tokens[user]);
  const view = (component: string, name: string, user: string) =>
    get(`/entities/component/default/${component}/${name}`, user);
  const bodyOf = async (...asked: Parameters<typeof view>) => {
    const response = await view(...asked);
    expect(response.status).toBe(200);
    return response.json();
  };

  async function untilLive(): Promise<void> {
    const end = Date.now() + 30_000;
    for (;;) {
      const { sources } = sourcesViewSchema.parse(
        await (await get('/sources', 'tariq')).json(),
      );
      const read = sources.filter(({ type }) => type === 'kubernetes');
      const done = read.every(({ state }) =>
        ['live', 'not-installed'].includes(state),
      );
      // The watches are open, not just the lists done.
      if (done && sandbox.kubernetes.openWatches() > 25) {
        return;
      }
      if (Date.now() > end) {
        throw new Error(`Not read: ${JSON.stringify(sources)}`);
      }
      await sleep(100);
    }
  }

  beforeAll(async () => {
    sandbox = await startSandbox({
      scenario: SHOP,
      token: CLUSTER_TOKEN,
      kialiAuth: {
        strategy: 'token',
        userOf: token => (token === KIALI_TOKEN ? 'fairway' : undefined),
      },
      timer: false,
      bookmarkIntervalMs: 1_000,
    });
    kiali = await countRequests(sandbox.kialiUrl);
    const access = (token: string, permission?: string) => ({
      type: 'static',
      options: { token, subject: 'a-test' },
      ...(permission && {
        accessRestrictions: [{ plugin: 'mesh', permission: [permission] }],
      }),
    });
    backend = await startBackend({
      backend: {
        auth: {
          externalAccess: [
            access(SERVICE_TOKEN),
            access(RESTRICTED_TOKEN, 'mesh.canary.read'),
          ],
        },
      },
      mesh: {
        kiali: { url: `${kiali.url}/kiali`, auth: { token: KIALI_TOKEN } },
      },
      kubernetes: {
        clusterLocatorMethods: [
          {
            type: 'config',
            clusters: [
              {
                name: 'sandbox',
                url: sandbox.kubernetesUrl,
                authProvider: 'serviceAccount',
                serviceAccountToken: CLUSTER_TOKEN,
              },
            ],
          },
        ],
      },
    });
    client = new BackendClient(backend.url);
    for (const name of ['casey', 'priya', 'tariq']) {
      tokens[name] = await client.signIn(name);
    }
    await untilLive();
  });

  afterAll(async () => {
    await backend?.stop();
    await kiali?.stop();
    await sandbox?.stop();
  });

  it.each(VIEWS)('answers %s in the shape of the contract', async name => {
    const answer = schemaOf[name].parse(
      await bodyOf('checkout', name, 'casey'),
    );
    expect(answer).toMatchObject({
      status: 'ok',
      binding: { state: 'confirmed' },
    });
    const states = answer.freshness.sources.map(({ state }) => state);
    expect(new Set(states)).toEqual(
      new Set(
        name === 'routing' || name === 'summary'
          ? ['live', 'not-installed']
          : ['live'],
      ),
    );
  });

  it('shows a change of the cluster within a second', async () => {
    const kind = 'deployments.apps';
    const address = { kind, namespace: 'shop', name: 'checkout' };
    const deployment = structuredClone(
      sandbox.store.get(address),
    ) as unknown as {
      spec: { template: { spec: { containers: { image: string }[] } } };
    };
    const image = 'shop/checkout:9.9.9';
    deployment.spec.template.spec.containers[0].image = image;
    const changed = performance.now();
    sandbox.store.update(deployment as unknown as KubernetesObject);
    let body = '';
    while (!body.includes(image) && performance.now() - changed < 5_000) {
      body = JSON.stringify(await bodyOf('checkout', 'canaries', 'casey'));
    }
    expect(body).toContain(image);
    expect(performance.now() - changed).toBeLessThan(1_000);
  });

  it('asks the API server nothing for a view, and Kiali once for a workload', async () => {
    await sleep(5_500);
    const toCluster = () =>
      sandbox.kubernetes.requests.filter(({ url }) => !url.includes('watch='))
        .length;
    const graphs = () =>
      kiali.requests.filter(path => path.includes('/graph')).length;
    const [cluster, before] = [toCluster(), graphs()];
    for (const user of ['casey', 'tariq', 'casey']) {
      for (const name of VIEWS) {
        await bodyOf('checkout', name, user);
      }
    }
    expect(toCluster()).toBe(cluster);
    // checkout and checkout-primary.
    expect(graphs() - before).toBeLessThanOrEqual(2);
  });

  it('shows nothing of an entity that is for its owners only', async () => {
    for (const name of ['routing', 'canaries', 'topology']) {
      expect((await view('fraud', name, 'casey')).status).toBe(403);
      expect((await view('fraud', name, 'priya')).status).toBe(200);
    }
    const summary = await bodyOf('fraud', 'summary', 'casey');
    expect(summary).toMatchObject({
      withheld: ['routing', 'canary', 'topology'],
    });
    expect(summary).not.toHaveProperty('traffic');
  });

  it('shows a neighbour that one may not read without its name', async () => {
    const asPriya = await bodyOf('payments', 'topology', 'priya');
    expect(JSON.stringify(asPriya.graph)).toContain('fraud');
    const asCasey = await bodyOf('payments', 'topology', 'casey');
    expect(JSON.stringify(asCasey)).not.toContain('fraud');
    const kinds = asCasey.graph.nodes.map(({ kind }: { kind: string }) => kind);
    expect(kinds).toContain('hidden');
    expect(asCasey.graph.nodes).toHaveLength(asPriya.graph.nodes.length);
  });

  it('does not know an entity that is not there', async () => {
    for (const name of VIEWS) {
      expect((await view('nobody', name, 'casey')).status).toBe(404);
    }
  });

  it('lets a service read what an access restriction names', async () => {
    tokens.service = SERVICE_TOKEN;
    tokens.restricted = RESTRICTED_TOKEN;
    expect((await view('checkout', 'canaries', 'service')).status).toBe(403);
    expect((await view('checkout', 'canaries', 'restricted')).status).toBe(200);
    expect((await view('checkout', 'routing', 'restricted')).status).toBe(403);
  });

  it('goes on when the sessions of Kiali have expired', async () => {
    await sleep(5_500);
    sandbox.kialiFaults.expireSessions();
    const { freshness } = await bodyOf('cart', 'topology', 'casey');
    expect(
      freshness.sources.find(({ id }: { id: string }) => id === 'kiali'),
    ).toMatchObject({ state: 'live' });
  });

  it('shows the last graph, marked as stale, while Kiali is down', async () => {
    const before = await bodyOf('cart', 'topology', 'casey');
    sandbox.kialiFaults.set({ down: true });
    await sleep(5_500);
    const after = topologyViewSchema.parse(
      await bodyOf('cart', 'topology', 'casey'),
    );
    sandbox.kialiFaults.clear();
    expect(after).toMatchObject({ status: 'ok', graph: before.graph });
    expect(
      after.freshness.sources.find(({ id }) => id === 'kiali'),
    ).toMatchObject({
      state: 'stale',
      reason: expect.stringMatching(/^Kiali .* The last graph is shown\.$/),
    });
  });

  it('compresses answers, as the real backend does', async () => {
    const response = await client.get(
      '/api/mesh/entities/component/default/checkout/routing',
      tokens.casey,
      { 'accept-encoding': 'gzip' },
    );
    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect(response.headers.get('cache-control')).toContain('private');
  });

  it('writes no token, and writes down who was denied', async () => {
    const output = backend.output();
    for (const token of [
      CLUSTER_TOKEN,
      KIALI_TOKEN,
      SERVICE_TOKEN,
      RESTRICTED_TOKEN,
      ...Object.values(tokens),
    ]) {
      expect(output.includes(token)).toBe(false);
    }
    expect(output).not.toMatch(/Bearer |kiali-token/);
    expect(output).toMatch(/view-read/);
  });
});
