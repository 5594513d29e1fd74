import {
  createObjectStore,
  createKubernetesServer,
  KubernetesServer,
} from '../kubernetes';

const objects = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
  {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'first', namespace: 'shop' },
    data: { colour: 'green' },
  },
];

describe('the usual client of Node', () => {
  let server: KubernetesServer;
  afterEach(() => server.close());

  it('lists, watches and writes', async () => {
    const store = createObjectStore({ objects });
    server = createKubernetesServer({ store, token: 'secret' });
    const url = await server.listen(0);
    const { CoreV1Api, KubeConfig, Watch } =
      await import('@kubernetes/client-node');
    const config = new KubeConfig();
    config.loadFromClusterAndUser(
      { name: 'sandbox', server: url, skipTLSVerify: true },
      { name: 'me', token: 'secret' },
    );
    const core = config.makeApiClient(CoreV1Api);

    const list = await core.listNamespacedConfigMap({ namespace: 'shop' });
    expect(list.items.map(item => item.data)).toEqual([{ colour: 'green' }]);

    const seen: string[] = [];
    const stop = await new Promise<AbortController>((resolve, reject) => {
      const watching = new Watch(config).watch(
        '/api/v1/namespaces/shop/configmaps',
        { resourceVersion: list.metadata?.resourceVersion },
        (type, object) => {
          seen.push(`${type} ${object.metadata.name}`);
          watching.then(resolve, reject);
        },
        () => {},
      );
      core
        .createNamespacedConfigMap({
          namespace: 'shop',
          body: {
            metadata: { name: 'second' },
            apiVersion: 'v1',
            kind: 'ConfigMap',
          },
        })
        .catch(reject);
    });
    stop.abort();
    expect(seen).toEqual(['ADDED second']);
    await core.deleteNamespacedConfigMap({ namespace: 'shop', name: 'second' });
    await expect(
      core.readNamespacedConfigMap({ namespace: 'shop', name: 'second' }),
    ).rejects.toMatchObject({ code: 404 });
  });
});
