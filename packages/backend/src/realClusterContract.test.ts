import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type {
  CanaryListView,
  RoutingView,
  TopologyView,
} from '@fairway/backstage-plugin-mesh-common';
import { startSandbox, type Sandbox } from '@fairway/mesh-sandbox';
import {
  findApiServerAssets,
  type KubernetesClient,
} from '@fairway/mesh-sandbox/contract';
import { BackendClient } from './__testUtils__/BackendClient';
import { comparable } from './__testUtils__/comparable';
import { MeshBackend } from './__testUtils__/MeshBackend';
import { kubernetesConfig, RealCluster } from './__testUtils__/RealCluster';
import { routeLines } from './__testUtils__/routeLines';

const SHOP = resolve(__dirname, '../../../examples/scenarios/shop');
const FIXTURE = resolve(__dirname, '__fixtures__/realCluster-1.35.json');
const SERVICE_TOKEN = 'token-of-a-service-in-this-test';
const NAMESPACES = ['shop', 'istio-system'];
/** Services in the first of them. */
const OF_SHOP = [
  'cart',
  'catalogue',
  'checkout',
  'pricing',
  'recommendations',
  'reviews',
  'search',
  'stock',
];
const SERVICES = [
  'accounts',
  'cart',
  'catalogue',
  'checkout',
  'fraud',
  'legacy-ledger',
  'loyalty',
  'notifications',
  'offers',
  'partner-api',
  'payments',
  'pricing',
  'recommendations',
  'reviews',
  'search',
  'stock',
  'web',
];

interface Recording {
  /** Of the kube-apiserver. */
  version: string;
  /** Day, as in `2026-11-25`. */
  recordedAt: string;
  /** Lines of {@link routeLines} by service. */
  routes: Record<string, string[]>;
}

/** Set to record anew what the app shows on the kube-apiserver of KUBEBUILDER_ASSETS. */
const isRecording = process.env.FAIRWAY_RECORD_CONTRACT === '1';
const recording: Recording = JSON.parse(readFileSync(FIXTURE, 'utf8'));
const hasServer = findApiServerAssets() !== undefined;

jest.setTimeout(180_000);

type Scoped<View extends { status: string }> = Extract<View, { status: 'ok' }>;

/** The rules of the routes as they are written, without what is known of the pods behind them. */
const rulesOf = ({ clusters }: Scoped<RoutingView>): unknown[] =>
  clusters.flatMap(({ routes }) =>
    JSON.parse(
      JSON.stringify(comparable(routes), (key, value) =>
        key === 'target' || key === 'version' ? undefined : value,
      ),
    ),
  );

async function readRoutes(backend: MeshBackend): Promise<Recording['routes']> {
  const entries = SERVICES.map(async service => {
    const view = await backend.view<RoutingView>(service, 'routing');
    return [service, routeLines(view)] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

let sandbox: Sandbox;
let onSandbox: MeshBackend;

beforeAll(async () => {
  sandbox = await startSandbox({ scenario: SHOP, timer: false });
  onSandbox = await MeshBackend.start(
    {
      kubernetes: kubernetesConfig(sandbox.kubernetesUrl, 'sandbox-demo'),
      mesh: { kiali: { url: sandbox.kialiUrl } },
    },
    'tariq',
  );
});

afterAll(async () => {
  await onSandbox?.stop();
  await sandbox?.stop();
});

it('shows the routes on the sandbox that were recorded on a real API server', async () => {
  expect(Object.values(recording.routes).flat().length).toBeGreaterThan(15);
  expect(await readRoutes(onSandbox)).toEqual(recording.routes);
});

const lane = hasServer ? describe : describe.skip;
const reason = hasServer
  ? ''
  : ' (left out: KUBEBUILDER_ASSETS names no folder with kube-apiserver and etcd)';

lane(`the app on a real API server${reason}`, () => {
  let cluster: RealCluster;
  let token: string;
  let onCluster: MeshBackend;
  let onNamespaces: MeshBackend;

  beforeAll(async () => {
    cluster = await RealCluster.start(sandbox);
    token = await cluster.addClusterReader('everything');
    const tokenOfSome = await cluster.addNamespaceReader('some', NAMESPACES);
    const kiali = { url: sandbox.kialiUrl };
    [onCluster, onNamespaces] = await Promise.all([
      MeshBackend.start(
        {
          backend: {
            auth: {
              externalAccess: [
                {
                  type: 'static',
                  options: { token: SERVICE_TOKEN, subject: 'a-test' },
                },
              ],
            },
          },
          kubernetes: cluster.kubernetesConfig(token),
          mesh: { kiali },
        },
        'tariq',
      ),
      MeshBackend.start(
        {
          kubernetes: cluster.kubernetesConfig(tokenOfSome),
          mesh: { kiali, kubernetes: { namespaces: NAMESPACES } },
        },
        'tariq',
      ),
    ]);
  });

  afterAll(async () => {
    await Promise.all([onCluster?.stop(), onNamespaces?.stop()]);
    await cluster?.stop();
  });

  it('shows the routes that were recorded', async () => {
    const { version } = cluster;
    const routes = await readRoutes(onCluster);
    if (isRecording) {
      const recordedAt = new Date().toISOString().slice(0, 10);
      const text = JSON.stringify({ version, recordedAt, routes }, null, 2);
      writeFileSync(FIXTURE, `${text}\n`);
      return;
    }
    expect(version.split('.').slice(0, 2)).toEqual(
      recording.version.split('.').slice(0, 2),
    );
    expect(routes).toEqual(recording.routes);
  });

  it.each(SERVICES)(
    'answers about the routes of %s as on the sandbox',
    async service => {
      const [real, expected] = await Promise.all(
        [onCluster, onSandbox].map(backend =>
          backend.view<RoutingView>(service, 'routing'),
        ),
      );
      expect(expected).toMatchObject({
        status: 'ok',
        binding: { state: 'confirmed' },
      });
      expect(comparable(real)).toEqual(comparable(expected));
    },
  );

  it.each(SERVICES)(
    'answers about the releases of %s as on the sandbox',
    async service => {
      const [real, expected] = await Promise.all(
        [onCluster, onSandbox].map(backend =>
          backend.view<CanaryListView>(service, 'canaries'),
        ),
      );
      expect(expected.status).toBe('ok');
      expect(comparable(real)).toEqual(comparable(expected));
    },
  );

  it.each(['catalogue', 'checkout', 'payments', 'search', 'web'])(
    'tells the release of %s with its events as on the sandbox',
    async service => {
      const list = await onSandbox.view<Scoped<CanaryListView>>(
        service,
        'canaries',
      );
      const { cluster: name, namespace, name: canary } = list.canaries[0].ref;
      const view = `canaries/${name}/${namespace}/${canary}`;
      const [real, expected] = await Promise.all(
        [onCluster, onSandbox].map(backend =>
          backend.view<{ canary: { events: unknown[] } }>(service, view),
        ),
      );
      expect(expected.canary.events.length).toBeGreaterThan(0);
      expect(comparable(real)).toEqual(comparable(expected));
    },
  );

  it('knows whose the workloads in the graph of checkout are, as on the sandbox', async () => {
    const [real, expected] = await Promise.all(
      [onCluster, onSandbox].map(async backend => {
        const { graph } = await backend.view<Scoped<TopologyView>>(
          'checkout',
          'topology',
        );
        return graph?.nodes.map(
          ({ namespace, name, entityRef, outsideMesh, focus }) =>
            `${namespace}/${name} ${entityRef} ${outsideMesh} ${focus}`,
        );
      }),
    );
    expect(expected?.length).toBeGreaterThan(5);
    expect(expected?.join()).toContain('component:default/cart');
    expect(real?.sort()).toEqual(expected?.sort());
  });

  it('reads every kind that the API server has, with the rights of docs/rbac', async () => {
    const sources = (await onCluster.sources()).filter(
      ({ type }) => type === 'kubernetes',
    );
    const unread = sources.filter(({ state }) => state !== 'live');

    expect(sources.length).toBeGreaterThan(30);
    // Their definitions are left out on purpose.
    expect(unread.map(({ id, state }) => `${id} ${state}`)).toEqual([
      'kubernetes:sandbox/reports.openreports.io not-installed',
      'kubernetes:sandbox/clusterreports.openreports.io not-installed',
    ]);
  });

  describe('a change in the cluster', () => {
    const path =
      '/apis/networking.istio.io/v1/namespaces/platform/virtualservices/accounts';

    const accountsIn = async (backend: MeshBackend): Promise<string[]> =>
      routeLines(await backend.view<RoutingView>('accounts', 'routing'));

    async function msUntil(isThere: () => Promise<boolean>): Promise<number> {
      const start = performance.now();
      while (!(await isThere()) && performance.now() - start < 10_000) {
        await sleep(20);
      }
      return performance.now() - start;
    }

    it('shows within two seconds: another weight', async () => {
      const { body } = await cluster.admin.request({ path });
      const changed = structuredClone(body) as {
        spec: { http: { route: { weight?: number }[] }[] };
      };
      const [stable, next] = changed.spec.http[0].route;
      stable.weight = 75;
      next.weight = 25;
      expect((await accountsIn(onCluster)).join()).toContain('90 %');

      const answer = await cluster.admin.request({
        method: 'PUT',
        path,
        body: changed,
      });
      const ms = await msUntil(async () =>
        (await accountsIn(onCluster)).join().includes('25 %'),
      );

      expect(answer.status).toBe(200);
      expect(ms).toBeLessThan(2_000);
      expect((await accountsIn(onCluster))[0]).toBe(
        'VirtualService platform/accounts spec.http[0]: accounts v1 75 % (ready), accounts v2 25 % (ready)',
      );
    });

    it('shows within two seconds: a route that is gone', async () => {
      const answer = await cluster.admin.request({ method: 'DELETE', path });
      const ms = await msUntil(
        async () =>
          !(await accountsIn(onCluster)).some(line =>
            line.startsWith('VirtualService platform/accounts '),
          ),
      );

      expect(answer.status).toBe(200);
      expect(ms).toBeLessThan(2_000);
    });
  });

  describe('the account of docs/rbac', () => {
    const ofShop = '/api/v1/namespaces/shop';
    const virtualServices =
      '/apis/networking.istio.io/v1/namespaces/shop/virtualservices';

    beforeAll(async () => {
      const answer = await cluster.admin.request({
        method: 'POST',
        path: `${ofShop}/secrets`,
        body: { metadata: { name: 'card-key' }, stringData: { key: 'hidden' } },
      });
      if (answer.status !== 201) {
        throw new Error(`The Secret was not made: ${answer.status}`);
      }
    });

    it.each([
      ['GET', '/api/v1/secrets'],
      ['GET', '/api/v1/secrets?watch=true'],
      ['GET', `${ofShop}/secrets`],
      ['GET', `${ofShop}/secrets/card-key`],
      ['GET', '/api/v1/configmaps'],
      ['GET', `${ofShop}/configmaps`],
      ['GET', `${ofShop}/serviceaccounts`],
      ['GET', `${ofShop}/pods/any/log`],
      ['POST', `${ofShop}/pods/any/exec?command=sh`],
      ['POST', `${ofShop}/serviceaccounts/cart/token`],
      ['POST', virtualServices],
      ['DELETE', `${virtualServices}/cart`],
      ['DELETE', virtualServices],
      ['GET', '/apis/rbac.authorization.k8s.io/v1/clusterroles'],
    ])('is refused %s %s', async (method, path) => {
      const client: KubernetesClient = cluster.clientOf(token);
      const answer = await client.request({
        method,
        path,
        ...(method === 'POST' && { body: {} }),
      });

      expect(answer.status).toBe(403);
      expect(JSON.stringify(answer.body)).toContain(
        'system:serviceaccount:backstage:everything-reader',
      );
    });

    it('reads of the ConfigMaps the one that says how the mesh is set', async () => {
      const path = '/api/v1/namespaces/istio-system/configmaps/istio';
      const answer = await cluster.clientOf(token).request({ path });

      expect(answer.status).toBe(200);
    });

    it('is refused Secrets behind the proxy of the backend too', async () => {
      const client = new BackendClient(onCluster.url);
      const ask = (path: string) =>
        client.get(`/api/kubernetes/proxy${path}`, SERVICE_TOKEN, {
          'Backstage-Kubernetes-Cluster': 'sandbox',
        });

      expect((await ask(virtualServices)).status).toBe(200);
      const refused = await ask(`${ofShop}/secrets/card-key`);
      expect(refused.status).toBe(403);
      expect(await refused.text()).toContain('everything-reader');
    });
  });

  describe('with the Role of single namespaces', () => {
    const routingOf = (service: string, backend = onNamespaces) =>
      backend.view<RoutingView>(service, 'routing');

    it.each(OF_SHOP)(
      'shows the routes of %s, which lies in one of them',
      async service => {
        const [some, expected] = (await Promise.all([
          routingOf(service),
          routingOf(service, onSandbox),
        ])) as Scoped<RoutingView>[];

        expect(some.binding.state).toBe('confirmed');
        expect(rulesOf(expected).length).toBeGreaterThan(0);
        expect(rulesOf(some)).toEqual(rulesOf(expected));
      },
    );

    it.each(OF_SHOP)(
      'concludes nothing about %s from what it may not read',
      async service => {
        const [some, expected] = (await Promise.all([
          routingOf(service),
          routingOf(service, onSandbox),
        ])) as Scoped<RoutingView>[];
        const codesOf = ({ clusters }: Scoped<RoutingView>) =>
          clusters[0].findings.map(({ code }) => code);

        expect(['strict', 'unknown']).toContain(some.clusters[0].mtls.state);
        expect(codesOf(expected)).toEqual(
          expect.arrayContaining(codesOf(some)),
        );
      },
    );

    it.each(['payments', 'web', 'accounts'])(
      'shows nothing of %s, which lies in none of them',
      async service => {
        const view = await routingOf(service);

        expect(view).toMatchObject({ status: 'no-workloads' });
        expect(view).not.toHaveProperty('clusters');
      },
    );

    it('says which kinds it may not read, and reads the others namespace by namespace', async () => {
      const sources = (await onNamespaces.sources()).filter(
        ({ type }) => type === 'kubernetes',
      );
      const forbidden = sources.filter(({ state }) => state === 'forbidden');
      const live = sources.filter(({ state }) => state === 'live');

      expect(forbidden.map(({ kind }) => kind)).toEqual([
        'GatewayClass',
        'Namespace',
        'ClusterPolicyReport',
        'OpenClusterReport',
      ]);
      expect(
        forbidden.every(({ reason: text }) => text?.includes('docs/rbac')),
      ).toBe(true);
      expect([...new Set(live.map(({ namespace }) => namespace))]).toEqual(
        NAMESPACES,
      );
    });
  });
});
