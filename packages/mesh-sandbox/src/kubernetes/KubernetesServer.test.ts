import { KubernetesClient } from '../contract/KubernetesClient';
import { createObjectStore } from './createObjectStore';
import { KubernetesObject } from './KubernetesObject';
import {
  createKubernetesServer,
  KubernetesServer,
  KubernetesServerOptions,
} from './KubernetesServer';
import { ObjectStore } from './ObjectStore';

const namespace: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'shop' },
};
const path = '/api/v1/namespaces/shop/configmaps';
const everywhere = '/api/v1/configmaps';

function configMap(name: string): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: 'shop' },
  };
}

interface ListBody {
  metadata: {
    resourceVersion: string;
    continue?: string;
    remainingItemCount?: number;
  };
  items: KubernetesObject[];
}

describe('createKubernetesServer', () => {
  let store: ObjectStore;
  let server: KubernetesServer;
  let url: string;
  let client: KubernetesClient;

  async function start(
    options: Partial<KubernetesServerOptions> = {},
    objects: KubernetesObject[] = [],
  ) {
    store = createObjectStore({ objects: [namespace, ...objects] });
    server = createKubernetesServer({
      store,
      bookmarkIntervalMs: 20,
      ...options,
    });
    url = await server.listen(0);
    client = new KubernetesClient({ url, token: options.token });
  }

  const statusOf = async (request: string): Promise<number> =>
    (await client.request({ path: request })).status;
  const openWatch = async (): Promise<void> => {
    while (server.openWatches() === 0) {
      await new Promise(resolve => setTimeout(resolve, 5));
    }
  };

  afterEach(() => server.close());

  it('delivers 5,000 objects in pages that show one moment', async () => {
    const names = Array.from(
      { length: 5000 },
      (_, index) => `map-${String(index).padStart(4, '0')}`,
    );
    await start({}, names.map(configMap));
    const seen: string[] = [];
    let token: string | undefined = '';
    while (token !== undefined) {
      const more: string = token
        ? `&continue=${encodeURIComponent(token)}`
        : '';
      const { body } = await client.request({
        path: `${everywhere}?limit=500${more}`,
      });
      const list = body as ListBody;
      expect(list.items.length).toBe(500);
      expect(list.metadata.remainingItemCount ?? 0).toBe(
        5000 - seen.length - 500,
      );
      seen.push(...list.items.map(item => item.metadata.name as string));
      token = list.metadata.continue;
      // later pages neither miss what is deleted nor show what is added in between
      store.delete({ kind: 'configmaps', namespace: 'shop', name: seen[0] });
      store.create(configMap(seen[0]));
      store.apply(configMap(`map-9${seen.length}`));
    }
    expect(seen).toEqual(names);
  });

  it('answers 410 for a list that goes on after a compaction', async () => {
    await start({}, ['a', 'b', 'c'].map(configMap));
    const { body } = await client.request({ path: `${path}?limit=2` });
    const token = (body as ListBody).metadata.continue as string;
    server.faults.compact();
    const answer = await client.request({
      path: `${path}?limit=2&continue=${encodeURIComponent(token)}`,
    });
    expect(answer).toMatchObject({
      status: 410,
      body: { reason: 'Expired', code: 410 },
    });
  });

  it('ends a watch of a compacted revision with an ERROR event', async () => {
    await start({}, [configMap('a')]);
    const old = store.revision();
    server.faults.compact();
    const events = await client.watch(
      `${path}?watch=true&resourceVersion=${old}`,
      { count: 5 },
    );
    expect(events).toMatchObject([
      {
        type: 'ERROR',
        object: { kind: 'Status', code: 410, reason: 'Expired' },
      },
    ]);
  });

  it('can tell open watches that their revision is gone', async () => {
    await start();
    const watching = client.watch(
      `${path}?watch=true&resourceVersion=${store.revision()}`,
      { count: 5 },
    );
    await openWatch();
    server.faults.compact({ expireWatches: true });
    expect(await watching).toMatchObject([
      { type: 'ERROR', object: { code: 410 } },
    ]);
  });

  it('sends bookmarks to who asks for them', async () => {
    await start();
    const { body } = await client.request({ path });
    const { resourceVersion } = (body as ListBody).metadata;
    store.create({ ...configMap('elsewhere'), kind: 'ServiceAccount' });
    const events = await client.watch(
      `${path}?watch=true&allowWatchBookmarks=true&resourceVersion=${resourceVersion}`,
      { count: 1, bookmarks: true },
    );
    expect(events).toMatchObject([
      {
        type: 'BOOKMARK',
        object: {
          kind: 'ConfigMap',
          metadata: { resourceVersion: String(store.revision()) },
        },
      },
    ]);
  });

  it('cuts watches in the middle of the stream', async () => {
    await start({}, [configMap('a')]);
    const response = await fetch(`${url}${path}?watch=true`);
    const reader = response.body!.getReader();
    await reader.read();
    expect(server.openWatches()).toBe(1);
    expect(server.faults.cutWatches()).toBe(1);
    await expect(reader.read()).rejects.toThrow();
    expect(server.openWatches()).toBe(0);
  });

  it('forgets a watch whose client has gone', async () => {
    await start({}, [configMap('a')]);
    await client.watch(`${path}?watch=true`, { count: 1 });
    while (server.openWatches() > 0) {
      await new Promise(resolve => setTimeout(resolve, 5));
    }
    expect(server.openWatches()).toBe(0);
  });

  it('asks for the token, except at its probes', async () => {
    await start({ token: 'right' });
    expect((await client.request({ path })).status).toBe(200);
    expect((await client.request({ path, token: 'wrong' })).status).toBe(401);
    expect(
      (await client.request({ path: '/readyz', token: 'wrong' })).status,
    ).toBe(200);
  });

  describe('faults', () => {
    beforeEach(() => start({}, [configMap('a')]));

    it('unauthorized', async () => {
      server.faults.set({ unauthorized: true });
      expect(await statusOf(path)).toBe(401);
      server.faults.clear();
      expect(await statusOf(path)).toBe(200);
    });

    it('a kind forbidden at the cluster scope, allowed in a namespace', async () => {
      server.faults.set({ forbidClusterScope: ['configmaps'] });
      const refused = await client.request({ path: everywhere });
      expect(refused).toMatchObject({
        status: 403,
        body: {
          reason: 'Forbidden',
          message:
            'configmaps is forbidden: User "sandbox" cannot list resource "configmaps" in API group "" at the cluster scope',
        },
      });
      expect(await statusOf(`${everywhere}?watch=true`)).toBe(403);
      expect(await statusOf(path)).toBe(200);
      expect(await statusOf('/api/v1/pods')).toBe(200);
    });

    it('a namespace forbidden', async () => {
      server.faults.set({ forbidNamespaces: ['shop'] });
      expect(await statusOf(path)).toBe(403);
      expect(await statusOf(everywhere)).toBe(200);
    });

    it('too many requests, twice', async () => {
      server.faults.set({
        tooManyRequests: { retryAfterSeconds: 3, times: 2 },
      });
      const response = await fetch(`${url}${path}`);
      expect([response.status, response.headers.get('retry-after')]).toEqual([
        429,
        '3',
      ]);
      expect(await statusOf(path)).toBe(429);
      expect(await statusOf(path)).toBe(200);
    });

    it('errors of the server', async () => {
      server.faults.set({ serverError: { code: 503 } });
      expect(await statusOf(path)).toBe(503);
      expect(await statusOf(path)).toBe(503);
    });

    it('slow answers', async () => {
      server.faults.set({ delayMs: 80 });
      const before = Date.now();
      expect(await statusOf(path)).toBe(200);
      expect(Date.now() - before).toBeGreaterThanOrEqual(75);
    });

    it('no answer at all', async () => {
      server.faults.set({ down: true });
      await expect(client.request({ path })).rejects.toThrow();
      server.faults.clear();
      expect(await statusOf(path)).toBe(200);
    });

    it('a kind that is not installed', async () => {
      server.faults.set({
        uninstalled: [
          'canaries.flagger.app',
          'metrictemplates.flagger.app',
          'alertproviders.flagger.app',
        ],
      });
      expect(await statusOf('/apis/flagger.app/v1beta1/canaries')).toBe(404);
      expect(await statusOf('/apis/flagger.app/v1beta1')).toBe(404);
      const { body } = await client.request({ path: '/apis' });
      expect(JSON.stringify(body)).not.toContain('flagger.app');
    });
  });

  it('lets faults be switched over HTTP when it is asked to', async () => {
    await start({ faultsEndpoint: true });
    const control = '/sandbox/faults';
    await client.request({
      method: 'PUT',
      path: control,
      body: { unauthorized: true },
    });
    expect(await statusOf(path)).toBe(401);
    expect((await client.request({ path: control })).body).toEqual({
      unauthorized: true,
    });
    await client.request({ method: 'DELETE', path: control });
    expect(await statusOf(path)).toBe(200);
    expect(server.requests.map(({ verb }) => verb)).toEqual(['list', 'list']);
  });

  it('has no such control otherwise', async () => {
    await start();
    expect(await statusOf('/sandbox/faults')).toBe(404);
  });

  it('listens on loopback only', async () => {
    await start();
    expect(new URL(url).hostname).toBe('127.0.0.1');
  });

  describe('logs of containers', () => {
    const pod = (name: string, ...containers: string[]): KubernetesObject => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace: 'shop' },
      spec: {
        containers: containers.map(container => ({ name: container })),
        initContainers: [{ name: 'istio-init' }],
      },
    });
    const at = (second: number) => Date.UTC(2026, 10, 26, 12, 0, second);
    const asked: unknown[] = [];

    beforeEach(async () => {
      asked.length = 0;
      await start(
        {
          clock: () => at(30),
          logs: (of, container, sinceMs) => {
            asked.push([of.metadata.name, container, sinceMs]);
            return [1, 2, 3].map(second => ({
              timeMs: at(second),
              text: `${container} ü ${second}`,
            }));
          },
        },
        [pod('one', 'app'), pod('two', 'app', 'istio-proxy')],
      );
    });

    const log = async (name: string, query = '') => {
      const response = await fetch(
        `${url}/api/v1/namespaces/shop/pods/${name}/log?${query}`,
      );
      const type = response.headers.get('content-type') ?? '';
      return {
        status: response.status,
        body: type.startsWith('text/plain')
          ? await response.text()
          : ((await response.json()) as { message: string }).message,
      };
    };

    it.each([
      ['one', '', 'app ü 1\napp ü 2\napp ü 3\n'],
      ['one', 'tailLines=2', 'app ü 2\napp ü 3\n'],
      ['one', 'tailLines=0', ''],
      ['one', 'limitBytes=11', 'app ü 1\nap'],
      [
        'two',
        'container=istio-proxy&tailLines=1&timestamps=true',
        '2026-11-26T12:00:03.000Z istio-proxy ü 3\n',
      ],
    ])('of %s with %s', async (name, query, text) => {
      expect(await log(name, query)).toEqual({ status: 200, body: text });
    });

    it('are asked for since a time', async () => {
      await log('one', 'sinceSeconds=10');
      await log('one', 'sinceTime=2026-11-26T12:00:05Z');
      await log('one', 'container=istio-init');
      expect(asked).toEqual([
        ['one', 'app', at(20)],
        ['one', 'app', at(5)],
        ['one', 'istio-init', undefined],
      ]);
    });

    it.each([
      ['three', '', 404, 'pods "three" not found'],
      [
        'two',
        '',
        400,
        'a container name must be specified for pod two, choose one of: [app istio-proxy] or one of the init containers: [istio-init]',
      ],
      ['one', 'container=x', 400, 'container x is not valid for pod one'],
      [
        'one',
        'previous=true',
        400,
        'previous terminated container "app" in pod "one" not found',
      ],
      ['one', 'tailLines=-1', 400, 'tailLines: Invalid value: "-1"'],
      ['one', 'sinceTime=noon', 400, 'sinceTime: Invalid value: "noon"'],
      [
        'one',
        'sinceSeconds=1&sinceTime=2026-11-26T12:00:05Z',
        422,
        'at most one of `sinceTime` or `sinceSeconds` may be specified',
      ],
    ])(
      'of %s with %s are refused with %d',
      async (name, query, status, body) => {
        expect(await log(name, query)).toEqual({ status, body });
      },
    );
  });
});
