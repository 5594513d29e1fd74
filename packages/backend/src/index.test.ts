import { get } from 'node:http';
import { createGunzip } from 'node:zlib';
import { BackendClient } from './__testUtils__/BackendClient';
import {
  startBackend,
  type RunningBackend,
} from './__testUtils__/startBackend';
import {
  startFakeKubernetes,
  type FakeKubernetes,
} from './__testUtils__/startFakeKubernetes';

const SERVICE_TOKEN = 'token-of-a-service-in-this-test';
const WATCH_SECONDS = 3;
const LIST =
  '/api/kubernetes/proxy/apis/networking.istio.io/v1/namespaces/shop/virtualservices';
const CLUSTER = { 'Backstage-Kubernetes-Cluster': 'sandbox' };

jest.setTimeout(90_000);

/** Milliseconds until the first event of a watch can be read. */
function firstEventMs(url: string, acceptEncoding: string): Promise<number> {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    get(
      `${url}${LIST}?watch=true&timeoutSeconds=${WATCH_SECONDS}`,
      {
        headers: {
          ...CLUSTER,
          authorization: `Bearer ${SERVICE_TOKEN}`,
          'accept-encoding': acceptEncoding,
        },
      },
      response => {
        const isCompressed = response.headers['content-encoding'] === 'gzip';
        const events = isCompressed ? response.pipe(createGunzip()) : response;
        events.once('error', reject).once('data', () => {
          resolve(performance.now() - start);
          response.destroy();
        });
      },
    ).once('error', reject);
  });
}

describe('the backend', () => {
  let kubernetes: FakeKubernetes;
  let backend: RunningBackend;
  let client: BackendClient;

  beforeAll(async () => {
    kubernetes = await startFakeKubernetes();
    backend = await startBackend({
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
      kubernetes: {
        clusterLocatorMethods: [
          {
            type: 'config',
            clusters: [
              {
                name: 'sandbox',
                url: kubernetes.url,
                authProvider: 'serviceAccount',
                serviceAccountToken: 'token-of-the-cluster',
              },
            ],
          },
        ],
      },
    });
    client = new BackendClient(backend.url);
  });

  afterAll(async () => {
    await backend?.stop();
    await kubernetes?.stop();
  });

  it('shows the demo catalog to a demo user, and to nobody else', async () => {
    const path = '/api/catalog/entities/by-name/component/default/checkout';
    const token = await client.signIn('casey');

    const response = await client.get(path, token);

    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      metadata: {
        annotations: {
          'backstage.io/kubernetes-id': 'checkout',
          'backstage.io/kubernetes-namespace': 'shop',
          'backstage.io/kubernetes-cluster': 'sandbox',
        },
      },
    });
    expect((await client.get(path)).status).toBe(401);
  });

  it('knows every entity of the demo catalog', async () => {
    const token = await client.signIn('tariq');

    const response = await client.get(
      '/api/catalog/entities?filter=kind=component&fields=metadata.name',
      token,
    );

    const entities: { metadata: { name: string } }[] = await response.json();
    expect(entities.map(({ metadata }) => metadata.name).sort()).toEqual([
      'accounts',
      'cart',
      'catalogue',
      'checkout',
      'fraud',
      'handbook',
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
    ]);
  });

  it.each(['casey', 'tariq'])(
    'lets %s not use the kubernetes proxy',
    async name => {
      const token = await client.signIn(name);

      expect((await client.get(LIST, token, CLUSTER)).status).toBe(403);
    },
  );

  it('lists objects of the cluster for a service, with the token of the cluster', async () => {
    expect((await client.get(LIST, undefined, CLUSTER)).status).toBe(401);

    kubernetes.authorizations.length = 0;
    const response = await client.get(LIST, SERVICE_TOKEN, CLUSTER);

    expect(await response.json()).toMatchObject({
      items: [{ metadata: { name: 'checkout' } }],
    });
    // The mesh plugin lists too, at any time, and with the same token.
    expect([...new Set(kubernetes.authorizations)]).toEqual([
      'Bearer token-of-the-cluster',
    ]);
  });

  it('delivers a watch event within a second when asked for no compression', async () => {
    expect(await firstEventMs(backend.url, 'identity')).toBeLessThan(1000);
  });

  // The trap: should this ever fail, Backstage has stopped to buffer, and the header may go.
  it('keeps a compressed watch event back until the watch ends', async () => {
    expect(await firstEventMs(backend.url, 'gzip')).toBeGreaterThan(
      (WATCH_SECONDS - 0.5) * 1000,
    );
  });
});

it('refuses to start on an address that others can reach', async () => {
  await expect(
    startBackend({ backend: { baseUrl: 'http://backstage.example.com' } }),
  ).rejects.toThrow('it runs on a loopback address only');
});
