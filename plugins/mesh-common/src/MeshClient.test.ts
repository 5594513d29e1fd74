import {
  canaryListViewSchema,
  MESH_SIGNAL_CHANNEL,
  meshPermissions,
  meshSignalSchema,
  MeshClient,
  MeshContractError,
  outcomeSchema,
  routeCallerSchema,
  routeRequestSchema,
  tableActionSchema,
  whatIfQuerySchema,
  type MeshRequestOptions,
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
    ['callers', '/callers', (c: MeshClient) => c.getRouteCallers(REF)],
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

  const caller = { kind: 'none' } as const;
  const request = {
    method: 'GET',
    scheme: 'http',
    host: 'checkout',
    path: '/',
    headers: [['cookie', 'a=b']],
    port: 80,
  } as const;
  const table = { cluster: 'eu', caller, host: 'checkout', port: 80 };
  const simulation = { cluster: 'eu', caller, requests: [request] };
  const whatIf = { cluster: 'eu', objects: [{ yaml: 'kind: x' }] };
  it.each([
    [
      '/route-table',
      table,
      (c: MeshClient, options?: MeshRequestOptions) =>
        c.getRouteTable(REF, table, options),
    ],
    [
      '/simulation',
      simulation,
      (c: MeshClient, options?: MeshRequestOptions) =>
        c.simulateRequests(REF, simulation, options),
    ],
    [
      '/what-if',
      whatIf,
      (c: MeshClient, options?: MeshRequestOptions) =>
        c.whatIf(REF, whatIf, options),
    ],
  ] as const)('sends the question of %s', async (path, question, ask) => {
    const { client, fetch, asked } = setUp(unscoped);
    const { signal } = new AbortController();
    expect(await ask(client, { signal })).toEqual(unscoped);
    expect(asked()).toBe(
      `http://backend/api/mesh/entities/component/default/checkout${path}`,
    );
    const sent = fetch.mock.calls[0][1];
    expect(sent).toMatchObject({
      method: 'POST',
      headers: {
        Accept: 'application/json',
        'Content-Type': 'application/json',
      },
      signal,
    });
    expect(JSON.parse(String(sent?.body))).toEqual(question);
  });

  it('asks for one object by its reference', async () => {
    const view = {
      entityRef: REF,
      freshness,
      ref: {
        cluster: 'eu',
        group: '',
        kind: 'Service',
        namespace: 'shop',
        name: 'a b',
      },
      reason: 'selects the pods',
      yaml: 'kind: Service',
    };
    const { client, asked } = setUp(view);
    expect(await client.getObject(REF, view.ref)).toEqual(view);
    expect(asked()).toMatch(
      /\/object\?cluster=eu&group=&kind=Service&namespace=shop&name=a\+b$/,
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

  it('knows what may become of a request', () => {
    const outcomes = [
      { outcome: 'no_route', status: 404 },
      { outcome: 'blackhole', level: 'tcp' },
      { outcome: 'multiple_filter_chains' },
      { outcome: 'hidden' },
    ];
    outcomes.forEach(outcome =>
      expect(outcomeSchema.parse(outcome)).toEqual(outcome),
    );
    expect(outcomeSchema.safeParse({ outcome: 'lost' }).success).toBe(false);
  });

  it('says nothing about rules of others, whatever comes with them', () => {
    const hidden = { kind: 'hidden', destinations: [{ host: 'secret' }] };
    expect(tableActionSchema.parse(hidden)).toEqual({ kind: 'hidden' });
  });

  it.each([
    ['a namespace', { kind: 'sidecar', namespace: 'shop', labels: {} }, true],
    ['no proxy', { kind: 'none' }, true],
    ['no labels', { kind: 'sidecar', namespace: 'shop' }, false],
    ['a long name', { kind: 'none', namespace: 'x'.repeat(64) }, false],
    [
      'a long label',
      { kind: 'gateway', namespace: 'a', labels: { a: 'x'.repeat(64) } },
      false,
    ],
  ])('takes as caller %s: %j, %s', (_, caller, valid) => {
    expect(routeCallerSchema.safeParse(caller).success).toBe(valid);
  });

  it('takes any request line, up to a length', () => {
    const request = {
      method: 'GET',
      scheme: 'http',
      host: 'checkout',
      headers: [],
      port: 80,
    };
    const isTaken = (path: string) =>
      routeRequestSchema.safeParse({ ...request, path }).success;
    expect(['', 'no path', '/\u0000', '/'.repeat(8_192)].every(isTaken)).toBe(
      true,
    );
    expect(isTaken('/'.repeat(8_193))).toBe(false);
  });

  it('takes twenty objects of a megabyte at most', () => {
    const isTaken = (objects: unknown[]) =>
      whatIfQuerySchema.safeParse({ cluster: 'eu', objects }).success;
    expect(isTaken(Array(20).fill({ yaml: 'x' }))).toBe(true);
    expect(isTaken(Array(21).fill({ yaml: 'x' }))).toBe(false);
    expect(isTaken([{ yaml: 'x'.repeat(1_000_001) }])).toBe(false);
  });
});
