import {
  canaryListViewSchema,
  MESH_SIGNAL_CHANNEL,
  meshPermissions,
  meshSignalSchema,
  MeshClient,
  MeshContractError,
} from '.';

const REF = 'component:default/checkout';
const freshness = { observedAt: '2026-11-25T10:00:00Z', sources: [] };
const unscoped = {
  status: 'not-configured',
  entityRef: REF,
  reason: 'No annotation says which workloads belong to checkout.',
  suggestion: { 'backstage.io/kubernetes-id': 'checkout' },
  lookedFor: [],
  freshness,
};

function setUp(body: unknown, status = 200) {
  const fetch = jest.fn(
    async (..._request: Parameters<typeof globalThis.fetch>) =>
      Response.json(body, { status }),
  );
  const client = new MeshClient({
    discoveryApi: { getBaseUrl: async id => `http://backend/api/${id}` },
    fetchApi: { fetch },
  });
  return { client, fetch, asked: () => String(fetch.mock.calls[0][0]) };
}

describe('MeshClient', () => {
  const canary = { cluster: 'eu/1', namespace: 'shop', name: 'checkout' };
  it.each([
    ['summary', '/summary', (c: MeshClient) => c.getSummary(REF)],
    ['routing', '/routing', (c: MeshClient) => c.getRouting(REF)],
    ['canaries', '/canaries', (c: MeshClient) => c.getCanaries(REF)],
    ['topology', '/topology', (c: MeshClient) => c.getTopology(REF)],
    [
      'topology of a window',
      '/topology?window=600',
      (c: MeshClient) => c.getTopology(REF, { window: 600 }),
    ],
  ] as const)('asks for the %s of an entity', async (_, path, ask) => {
    const { client, asked } = setUp(unscoped);
    expect(await ask(client)).toEqual(unscoped);
    expect(asked()).toBe(
      `http://backend/api/mesh/entities/component/default/checkout${path}`,
    );
  });

  it('escapes the names in a path', async () => {
    const { client, asked } = setUp({});
    await expect(client.getCanary(REF, canary)).rejects.toThrow();
    expect(asked()).toBe(
      'http://backend/api/mesh/entities/component/default/checkout/canaries/eu%2F1/shop/checkout',
    );
  });

  it('leaves out of the query what is not given', async () => {
    const { client, asked } = setUp(unscoped);
    await client.getTopology(REF, { window: undefined });
    expect(asked()).toMatch(/\/topology$/);
  });

  it('asks for the sources', async () => {
    const { client, asked } = setUp(freshness);
    expect(await client.getSources()).toEqual(freshness);
    expect(asked()).toBe('http://backend/api/mesh/sources');
  });

  it('passes the signal on', async () => {
    const { client, fetch } = setUp(unscoped);
    const { signal } = new AbortController();
    await client.getRouting(REF, { signal });
    expect(fetch.mock.calls[0][1]).toMatchObject({ signal });
  });

  it('rejects with the error of the backend', async () => {
    const { client } = setUp(
      {
        error: { name: 'NotAllowedError', message: 'no' },
        request: { method: 'GET', url: '/' },
        response: { statusCode: 403 },
      },
      403,
    );
    await expect(client.getRouting(REF)).rejects.toMatchObject({
      name: 'ResponseError',
      cause: { name: 'NotAllowedError', message: 'no' },
    });
  });

  it('rejects an answer of another shape, and says where it differs', async () => {
    const { client } = setUp({ ...unscoped, lookedFor: 'nothing' });
    const error = await client.getRouting(REF).catch(reason => reason);
    expect(error).toBeInstanceOf(MeshContractError);
    expect(error.message).toContain('/routing');
    expect(error.message).toContain('lookedFor');
  });

  it('does not mind fields that it does not know', async () => {
    const { client } = setUp({ ...unscoped, newer: true });
    expect(await client.getRouting(REF)).toEqual(unscoped);
  });
});

describe('the contract', () => {
  it('tells views apart by their status', () => {
    expect(canaryListViewSchema.safeParse(unscoped).success).toBe(true);
    expect(
      canaryListViewSchema.safeParse({ ...unscoped, status: 'ok' }).success,
    ).toBe(false);
  });

  it('has signals that carry a hint only', () => {
    expect(MESH_SIGNAL_CHANNEL).toBe('mesh:entity');
    const signal = { entityRef: REF, revision: 7 };
    expect(meshSignalSchema.parse({ ...signal, secret: 'x' })).toEqual(signal);
  });

  it('has permissions on catalog entities, but for the fleet', () => {
    const resources = meshPermissions.map(permission => [
      permission.name,
      'resourceType' in permission ? permission.resourceType : undefined,
      permission.attributes.action,
    ]);
    expect(resources).toEqual([
      ['mesh.routing.read', 'catalog-entity', 'read'],
      ['mesh.canary.read', 'catalog-entity', 'read'],
      ['mesh.topology.read', 'catalog-entity', 'read'],
      ['mesh.canary.gate', 'catalog-entity', 'update'],
      ['mesh.change.create', 'catalog-entity', 'create'],
      ['mesh.fleet.read', undefined, 'read'],
    ]);
  });
});
