import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { createSeriesStore, type Labels } from '../prometheus';
import {
  createKialiHandler,
  type KialiHandler,
  type KialiOptions,
} from './createKialiHandler';
import type { KialiGraph } from './graph/KialiGraph';
import type { KialiNamespace, KialiWorld } from './KialiWorld';

const NOW_MS = Date.UTC(2026, 10, 25, 12, 0, 0);
const DAY_MS = 86_400_000;

const namespaces: KialiNamespace[] = [
  {
    name: 'shop',
    labels: { 'istio-injection': 'enabled' },
    createdAtMs: NOW_MS - DAY_MS,
  },
  { name: 'istio-system', labels: {} },
];

const world: KialiWorld = {
  namespaces: () => namespaces,
  workloads: namespace =>
    namespace === 'shop'
      ? [
          {
            name: 'cart',
            kind: 'Deployment',
            labels: { app: 'cart', version: 'v1' },
            desiredReplicas: 2,
            availableReplicas: 2,
            hasSidecar: true,
          },
        ]
      : [],
  services: namespace =>
    namespace === 'shop' ? [{ name: 'cart', labels: { app: 'cart' } }] : [],
  istioObjects: kind =>
    kind === 'DestinationRule'
      ? [
          {
            namespace: 'shop',
            name: 'cart',
            spec: {
              host: 'cart.shop.svc.cluster.local',
              trafficPolicy: { outlierDetection: {} },
            },
          },
        ]
      : [],
};

function request(
  reporter: string,
  code: string,
  callerNamespace = 'shop',
): Labels {
  return {
    reporter,
    source_cluster: 'east',
    source_workload_namespace: callerNamespace,
    source_workload: 'web',
    source_canonical_service: 'web',
    source_canonical_revision: 'v1',
    source_principal: 'spiffe://cluster.local/ns/shop/sa/web',
    destination_cluster: 'east',
    destination_service_namespace: 'shop',
    destination_service: 'cart.shop.svc.cluster.local',
    destination_service_name: 'cart',
    destination_workload_namespace: 'shop',
    destination_workload: 'cart',
    destination_canonical_service: 'cart',
    destination_canonical_revision: 'v1',
    destination_principal: 'spiffe://cluster.local/ns/shop/sa/cart',
    request_protocol: 'http',
    response_code: code,
    response_flags: '-',
    connection_security_policy:
      reporter === 'source' ? 'unknown' : 'mutual_tls',
  };
}

/** Ten requests per second, one of them a 503, seen by both proxies, taking 50 ms. */
function createStore() {
  const store = createSeriesStore();
  for (let n = 0; n <= 60; n += 1) {
    const timestampMs = NOW_MS - (60 - n) * 5000;
    const add = (metric: string, labels: Labels, value: number) =>
      store.append([{ metric, labels, value, timestampMs }]);
    for (const reporter of ['source', 'destination']) {
      add('istio_requests_total', request(reporter, '200'), n * 45);
      add('istio_requests_total', request(reporter, '503'), n * 5);
      for (const [le, share] of [
        ['40', 0],
        ['60', 1],
        ['+Inf', 1],
      ] as const) {
        const labels = { ...request(reporter, '200'), le };
        const metric = 'istio_request_duration_milliseconds_bucket';
        add(metric, labels, n * 50 * share);
      }
    }
  }
  return store;
}

interface Kiali {
  readonly handler: KialiHandler;
  readonly url: string;
  readonly now: { ms: number };
  get(path: string, cookie?: string): Promise<Response>;
  login(token: string): Promise<Response>;
}

const servers: Server[] = [];

async function startKiali(options: Partial<KialiOptions> = {}): Promise<Kiali> {
  const now = { ms: NOW_MS };
  const handler = createKialiHandler({
    store: createStore(),
    world,
    clock: () => now.ms,
    cluster: 'east',
    ...options,
  });
  const server = createServer((req, res) => {
    handler(req, res).catch(() => res.destroy());
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const url = `http://127.0.0.1:${port}/kiali`;
  return {
    handler,
    url,
    now,
    get: (path, cookie) =>
      fetch(`${url}${path}`, { headers: cookie ? { cookie } : {} }),
    login: token =>
      fetch(`${url}/api/authenticate`, {
        method: 'POST',
        body: new URLSearchParams({ token }),
      }),
  };
}

function cookiesOf(response: Response): string[] {
  return response.headers.getSetCookie().map(cookie => cookie.split(';')[0]);
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

describe('graphs', () => {
  const UI =
    'graphType=workload&injectServiceNodes=true&appenders=deadNode,serviceEntry,meshCheck,workloadEntry,health,istio,securityPolicy,responseTime,throughput&duration=60s';

  it('computes a workload graph from its own series, each request counted once', async () => {
    const kiali = await startKiali();
    const response = await kiali.get(
      `/api/namespaces/shop/workloads/cart/graph?${UI}`,
    );
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json');
    const graph = (await response.json()) as KialiGraph;
    expect(graph).toMatchObject({
      timestamp: NOW_MS / 1000,
      duration: 60,
      graphType: 'workload',
    });
    const hash = (text: string) =>
      createHash('sha256').update(text).digest('hex');
    const [service, web, cart] = [
      'svc_east_shop_cart',
      'wl_east_shop_web',
      'wl_east_shop_cart',
    ].map(hash);
    const nodes = new Map(
      graph.elements.nodes.map(({ data }) => [data.id, data]),
    );
    expect([...nodes.keys()].sort()).toEqual([service, web, cart].sort());
    expect(nodes.get(cart)).toEqual({
      id: cart,
      nodeType: 'workload',
      cluster: 'east',
      namespace: 'shop',
      workload: 'cart',
      app: 'cart',
      version: 'v1',
      destServices: [{ cluster: 'east', namespace: 'shop', name: 'cart' }],
      traffic: [
        { protocol: 'http', rates: { httpIn: '10.00', httpIn5xx: '1.00' } },
      ],
      healthData: {
        requests: {
          inbound: { http: { '200': 9, '503': 1 } },
          outbound: {},
          healthAnnotations: {},
        },
        status: { status: 'Failure', errorRatio: 10, totalRequestRate: 10 },
        workloadStatus: {
          name: 'cart',
          desiredReplicas: 2,
          currentReplicas: 2,
          availableReplicas: 2,
          syncedProxies: 2,
        },
      },
      hasCB: true,
    });
    expect(nodes.get(service)).toMatchObject({ isInjected: true, app: 'cart' });
    expect(nodes.get(web)).toMatchObject({ isRoot: true });
    const edges = graph.elements.edges.map(({ data }) => data);
    expect(edges).toHaveLength(2);
    expect(edges.find(edge => edge.source === service)).toEqual({
      id: hash(`${service}.${cart}.http`),
      source: service,
      target: cart,
      sourcePrincipal: 'spiffe://cluster.local/ns/shop/sa/web',
      destPrincipal: 'spiffe://cluster.local/ns/shop/sa/cart',
      healthStatus: 'Failure',
      isMTLS: '100',
      responseTime: '59',
      traffic: {
        protocol: 'http',
        rates: {
          http: '10.00',
          http5xx: '1.00',
          httpPercentErr: '10.0',
          httpPercentReq: '100.0',
        },
        responses: {
          '200': {
            flags: { '-': '90.0' },
            hosts: { 'cart.shop.svc.cluster.local': '90.0' },
          },
          '503': {
            flags: { '-': '10.0' },
            hosts: { 'cart.shop.svc.cluster.local': '10.0' },
          },
        },
      },
    });
  });

  it.each([
    '/api/namespaces/graph?namespaces=shop',
    '/api/namespaces/shop/services/cart/graph?graphType=workload',
    '/api/namespaces/shop/applications/cart/graph?graphType=versionedApp',
    '/api/namespaces/shop/applications/cart/versions/v1/graph?graphType=app',
  ])('%s has the workload’s callers', async path => {
    const kiali = await startKiali();
    const response = await kiali.get(`${path}&duration=60s`);
    const { elements } = (await response.json()) as KialiGraph;
    const callers = elements.nodes.filter(({ data }) => data.isRoot);
    expect(callers.map(({ data }) => data.app)).toEqual(['web']);
    expect(elements.edges).toHaveLength(1);
  });

  it.each([
    ['/api/namespaces/graph?namespaces=shop', 'ambient', 1],
    ['/api/namespaces/shop/workloads/cart/graph?', 'ambient', 1],
    [
      '/api/namespaces/shop/applications/cart/graph?graphType=app',
      'ambient',
      1,
    ],
    ['/api/namespaces/graph?namespaces=shop', 'none', 0],
    ['/api/namespaces/shop/workloads/cart/graph?', 'none', 0],
  ])(
    '%s knows callers with a sidecar in a namespace of mode %s by their own reports alone: %d',
    async (path, mode, edges) => {
      const store = createSeriesStore();
      for (let n = 0; n <= 60; n += 1) {
        const timestampMs = NOW_MS - (60 - n) * 5000;
        const labels = request('source', '200', 'front');
        const metric = 'istio_requests_total';
        store.append([{ metric, labels, value: n * 5, timestampMs }]);
        const bucket = 'istio_request_duration_milliseconds_bucket';
        for (const le of ['60', '+Inf']) {
          const value = n * 5;
          const timed = { ...labels, le };
          store.append([{ metric: bucket, labels: timed, value, timestampMs }]);
        }
      }
      const kiali = await startKiali({
        store,
        world: {
          ...world,
          namespaces: (): KialiNamespace[] => [
            { name: 'shop', labels: { 'istio.io/dataplane-mode': mode } },
            { name: 'front', labels: {} },
          ],
        },
      });
      const response = await kiali.get(
        `${path}&appenders=responseTime&duration=60s`,
      );
      const { elements } = (await response.json()) as KialiGraph;
      expect(elements.edges.map(({ data }) => data)).toEqual(
        Array.from({ length: edges }, () =>
          expect.objectContaining({
            responseTime: '57',
            traffic: expect.objectContaining({
              rates: { http: '1.00', httpPercentReq: '100.0' },
            }),
          }),
        ),
      );
    },
  );

  it('is empty for a node that does not exist', async () => {
    const kiali = await startKiali();
    const response = await kiali.get('/api/namespaces/shop/workloads/x/graph');
    expect(await response.json()).toMatchObject({
      elements: { nodes: [], edges: [] },
    });
  });

  it('looks at the time that is asked for', async () => {
    const kiali = await startKiali();
    const queryTime = NOW_MS / 1000 - 3600;
    const response = await kiali.get(
      `/api/namespaces/graph?namespaces=shop&appenders=&queryTime=${queryTime}`,
    );
    expect(await response.json()).toMatchObject({
      timestamp: queryTime,
      elements: { nodes: [], edges: [] },
    });
  });

  const q = `queryTime=${NOW_MS / 1000}`;
  it.each([
    [
      '/api/namespaces/graph?',
      400,
      'At least one namespace must be specified via the namespaces query parameter.',
    ],
    [
      '/api/namespaces/graph?namespaces=nope',
      403,
      'Requested namespace [nope] is not accessible.',
    ],
    [
      '/api/namespaces/graph?namespaces=shop,nope',
      403,
      'Requested namespace [nope] is not accessible.',
    ],
    [
      '/api/namespaces/nope/workloads/x/graph?',
      403,
      'Requested namespace [nope] is not accessible.',
    ],
    [
      `/api/namespaces/graph?namespaces=shop&appenders=banana&${q}`,
      400,
      'Invalid appender [banana]',
    ],
    [
      '/api/namespaces/graph?namespaces=shop&boxBy=banana',
      400,
      'Invalid boxBy [banana]',
    ],
    [
      '/api/namespaces/graph?namespaces=shop&duration=banana',
      400,
      'Invalid duration [banana]',
    ],
    [
      '/api/namespaces/graph?namespaces=shop&graphType=banana',
      400,
      'Invalid graphType [banana]',
    ],
    [
      '/api/namespaces/graph?namespaces=shop&injectServiceNodes=banana',
      400,
      'Invalid injectServiceNodes [banana]',
    ],
    [
      '/api/namespaces/graph?namespaces=shop&queryTime=banana',
      400,
      'Invalid queryTime [banana]',
    ],
    [
      '/api/namespaces/graph?namespaces=shop&rateGrpc=banana',
      400,
      'Invalid gRPC Rate [banana]',
    ],
    [
      '/api/namespaces/graph?namespaces=shop&refreshInterval=5',
      400,
      'Refresh interval must be at least 10000ms (10 seconds), or 0 to disable caching',
    ],
    [
      '/api/namespaces/graph?namespaces=shop&responseTime=42',
      400,
      'Invalid responseTime, must be one of: avg | 50 | 95 | 99: [42]',
    ],
    [
      '/api/namespaces/shop/applications/cart/graph?graphType=workload',
      400,
      'Invalid graphType [workload]. This node detail graph supports only graphType app or versionedApp.',
    ],
    [
      '/api/namespaces/graph?namespaces=shop&queryTime=1763528296',
      400,
      'Namespace [shop] did not exist at requested queryTime [2025-11-19 04:58:16 +0000 UTC]',
    ],
  ])('%s is answered %d', async (path, status, error) => {
    const kiali = await startKiali();
    const response = await kiali.get(path);
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ error });
  });
});

describe('metrics', () => {
  it.each([
    ['workloads/cart', 'inbound', '10'],
    ['apps/cart', 'inbound', '10'],
    ['services/cart', 'inbound', '10'],
    ['workloads/web', 'outbound', '10'],
  ])('of %s, %s, are those of its series', async (path, direction, rate) => {
    const kiali = await startKiali();
    const response = await kiali.get(
      `/api/namespaces/shop/${path}/metrics?direction=${direction}&reporter=${direction === 'inbound' ? 'destination' : 'source'}&duration=60&step=60&filters[]=request_count&filters[]=request_error_count&filters[]=tcp_sent`,
    );
    expect(response.status).toBe(200);
    const points = [60, 0].map(ago => [NOW_MS / 1000 - ago, rate]);
    const errors = points.map(([timeS]) => [timeS, '1']);
    expect(await response.json()).toEqual({
      request_count: [
        { name: 'request_count', labels: {}, datapoints: points },
      ],
      request_error_count: [
        { name: 'request_error_count', labels: {}, datapoints: errors },
      ],
      tcp_sent: null,
    });
  });

  it('keep names apart from the query', async () => {
    const kiali = await startKiali();
    const name = encodeURIComponent('cart"} or vector(1) #');
    const response = await kiali.get(
      `/api/namespaces/shop/workloads/${name}/metrics?filters[]=request_count`,
    );
    expect(await response.json()).toEqual({ request_count: null });
  });

  it.each([
    ['shop/workloads/cart/metrics?duration=banana', 400],
    ['nope/workloads/cart/metrics', 403],
    ['shop/pods/cart/metrics', 404],
  ])('%s is answered %d', async (path, status) => {
    const kiali = await startKiali();
    const response = await kiali.get(`/api/namespaces/${path}`);
    expect(response.status).toBe(status);
  });
});

describe('information', () => {
  it('tells version, configuration and namespaces', async () => {
    const kiali = await startKiali();
    const json = async (path: string) => (await kiali.get(path)).json();
    expect(await json('/api/status')).toMatchObject({
      status: { 'Kiali state': 'running', 'Kiali version': 'v2.31.0' },
      istioEnvironment: { istioAPIEnabled: true },
    });
    expect(await json('/api/config')).toMatchObject({
      authStrategy: 'anonymous',
      clusters: { east: { accessible: true, isKialiHome: true } },
    });
    expect(await json('/api/namespaces')).toEqual([
      {
        name: 'shop',
        cluster: 'east',
        isAmbient: false,
        isControlPlane: false,
        labels: { 'istio-injection': 'enabled' },
        annotations: {},
        revision: 'default',
      },
      expect.objectContaining({ name: 'istio-system', isControlPlane: true }),
    ]);
    expect(await json('/api/namespaces/shop/info')).toMatchObject({
      name: 'shop',
    });
    expect((await kiali.get('/api/namespaces/nope/info')).status).toBe(404);
    expect((await kiali.get('/healthz')).status).toBe(200);
  });

  it.each([
    ['GET', '/api/banana'],
    ['POST', '/api/namespaces'],
    ['GET', '/../api/status'],
  ])('answers 404 in plain text to %s %s', async (method, path) => {
    const kiali = await startKiali();
    const response = await fetch(`${kiali.url}${path}`, { method });
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toMatch('text/plain');
    expect(await response.text()).toBe('404 page not found\n');
  });
});

describe('token sessions', () => {
  const accounts = new Map([['good', 'backstage:reader']]);
  const auth = {
    strategy: 'token' as const,
    userOf: (token: string) => accounts.get(token.slice(0, 4)),
    sessionMs: 60_000,
  };

  it('exchanges a token for a cookie and honours only the cookie', async () => {
    const kiali = await startKiali({ auth });
    const login = await kiali.login('good');
    expect(login.status).toBe(200);
    expect(await login.json()).toEqual({
      expiresOn: '2026-11-25T12:01:00.000Z',
      username: 'backstage:reader',
    });
    expect(login.headers.getSetCookie()).toEqual([
      expect.stringMatching(
        /^kiali-token-east=[^;]+; Path=\/kiali; Expires=Wed, 25 Nov 2026 12:01:00 GMT; HttpOnly; SameSite=Strict$/,
      ),
    ]);
    const [cookie] = cookiesOf(login);
    expect((await kiali.get('/api/status', cookie)).status).toBe(200);
    const info = await kiali.get('/api/auth/info', cookie);
    expect(await info.json()).toEqual({
      sessionInfo: {
        clusterInfo: { east: { name: 'east' } },
        expiresOn: 'Wed, 25 Nov 2026 12:01:00 +0000',
        username: 'backstage:reader',
      },
      strategy: 'token',
    });
    const bearer = await fetch(`${kiali.url}/api/status`, {
      headers: { authorization: 'Bearer good' },
    });
    expect(bearer.status).toBe(401);
    expect(await bearer.text()).toBe('Unauthorized\n');
  });

  it('splits long cookies and needs all the parts', async () => {
    const kiali = await startKiali({ auth });
    const cookies = cookiesOf(await kiali.login(`good${'x'.repeat(5700)}`));
    expect(cookies.map(cookie => cookie.split('=')[0])).toEqual([
      'kiali-token-east',
      'kiali-token-east-1',
      'kiali-token-east-2',
      'kiali-token-chunks-east',
    ]);
    const all = await kiali.get('/api/status', cookies.join('; '));
    expect(all.status).toBe(200);
    expect((await kiali.get('/api/status', cookies[0])).status).toBe(500);
  });

  it('refuses what Kiali refuses', async () => {
    const kiali = await startKiali({ auth });
    const bad = await kiali.login('bad');
    expect(bad.status).toBe(401);
    expect(await bad.json()).toEqual({
      error: 'token is not valid or is expired',
    });
    const json = await fetch(`${kiali.url}/api/authenticate`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"token":"good"}',
    });
    expect(json.status).toBe(500);
    expect((await kiali.get('/api/namespaces')).status).toBe(401);
    const forged = await kiali.get('/api/namespaces', 'kiali-token-east=AAAA');
    expect(forged.status).toBe(500);
  });

  it.each<[string, (kiali: Kiali) => void]>([
    ['its time is over', kiali => (kiali.now.ms += 60_000)],
    ['it is expired by hand', kiali => kiali.handler.faults.expireSessions()],
  ])('fails with 500 and deletes the cookie when %s', async (_name, expire) => {
    const kiali = await startKiali({ auth });
    const [cookie] = cookiesOf(await kiali.login('good'));
    expire(kiali);
    const response = await kiali.get('/api/status', cookie);
    expect(response.status).toBe(500);
    expect(await response.text()).toBe('Internal Server Error\n');
    expect(response.headers.getSetCookie()).toEqual([
      'kiali-token-east=; Path=/kiali; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; HttpOnly; SameSite=Strict',
    ]);
    const info = await kiali.get('/api/auth/info', cookie);
    expect(info.status).toBe(200);
    expect(await info.json()).toEqual({ sessionInfo: {}, strategy: 'token' });
    const [fresh] = cookiesOf(await kiali.login('good'));
    expect((await kiali.get('/api/status', fresh)).status).toBe(200);
  });

  it('answers 401 when the account is gone', async () => {
    const deleted = new Map(accounts);
    const kiali = await startKiali({
      auth: { ...auth, userOf: token => deleted.get(token) },
    });
    const [cookie] = cookiesOf(await kiali.login('good'));
    deleted.clear();
    expect((await kiali.get('/api/status', cookie)).status).toBe(401);
  });

  it('only deletes the cookie at logout', async () => {
    const kiali = await startKiali({ auth });
    const [cookie] = cookiesOf(await kiali.login('good'));
    const logout = await kiali.get('/api/logout', cookie);
    expect(logout.status).toBe(204);
    expect(logout.headers.getSetCookie()[0]).toMatch('Max-Age=0');
    expect((await kiali.get('/api/status', cookie)).status).toBe(200);
  });
});

describe('faults', () => {
  it('goes down, fails, slows down and recovers', async () => {
    const kiali = await startKiali();
    const { faults } = kiali.handler;
    faults.set({ down: true });
    await expect(kiali.get('/api/status')).rejects.toThrow('fetch failed');
    faults.clear();
    faults.set({ serverError: 503 });
    expect((await kiali.get('/api/status')).status).toBe(503);
    faults.clear();
    faults.set({ delayMs: 60 });
    const before = performance.now();
    expect((await kiali.get('/api/status')).status).toBe(200);
    expect(performance.now() - before).toBeGreaterThan(50);
    faults.clear();
    expect(faults.state).toEqual({});
  });
});
