import { aRoutingView, aSummaryView } from '@fairway/mesh-test-utils';
import { LazyMeshClient } from './LazyMeshClient';

function setup(body: unknown) {
  const fetch = jest.fn<Promise<Response>, Parameters<typeof window.fetch>>(
    async () =>
      new Response(JSON.stringify(body), {
        headers: { 'content-type': 'application/json' },
      }),
  );
  const client = new LazyMeshClient({
    discoveryApi: { getBaseUrl: async id => `http://backend/api/${id}` },
    fetchApi: { fetch },
  });
  return { client, fetch };
}

describe('LazyMeshClient', () => {
  it('asks the backend through the typed client', async () => {
    const view = JSON.parse(JSON.stringify(aRoutingView()));
    const { client, fetch } = setup(view);
    await expect(
      client.getRouting('component:default/checkout'),
    ).resolves.toEqual(view);
    expect(fetch.mock.calls[0][0]).toBe(
      'http://backend/api/mesh/entities/component/default/checkout/routing',
    );
  });

  it.each([
    ['getSummary', [], '/entities/component/default/a/summary'],
    ['getCanaries', [], '/entities/component/default/a/canaries'],
    [
      'getCanary',
      [{ cluster: 'c', namespace: 'n', name: 'x' }],
      '/entities/component/default/a/canaries/c/n/x',
    ],
    [
      'getTopology',
      [{ window: 300 }],
      '/entities/component/default/a/topology?window=300',
    ],
  ] as const)('passes %s on, with its signal', async (method, args, path) => {
    const { client, fetch } = setup({});
    const { signal } = new AbortController();
    const call = client[method] as (...given: unknown[]) => Promise<unknown>;
    await expect(
      call.call(client, 'component:default/a', ...args, { signal }),
    ).rejects.toThrow('in a shape that this version does not know');
    expect(fetch).toHaveBeenCalledWith(
      `http://backend/api/mesh${path}`,
      expect.objectContaining({ signal }),
    );
  });

  it('asks for the sources, and loads the client once for many questions', async () => {
    const { client, fetch } = setup(JSON.parse(JSON.stringify(aSummaryView())));
    await Promise.all([
      client.getSummary('component:default/a'),
      client.getSummary('component:default/b'),
    ]);
    await expect(client.getSources()).rejects.toThrow('/sources');
    expect(fetch).toHaveBeenCalledTimes(3);
  });
});
