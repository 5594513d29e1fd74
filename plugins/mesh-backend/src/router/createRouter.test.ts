import {
  mockCredentials,
  mockErrorHandler,
  mockServices,
} from '@backstage/backend-test-utils';
import {
  InputError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  canaryListViewSchema,
  canaryViewSchema,
  objectViewSchema,
  routeCallersViewSchema,
  routeTableViewSchema,
  routingViewSchema,
  simulationViewSchema,
  sourcesViewSchema,
  summaryViewSchema,
  topologyViewSchema,
  whatIfViewSchema,
} from '@fairway/backstage-plugin-mesh-common';
import type { MeshService } from '@fairway/backstage-plugin-mesh-node';
import {
  aCanaryListView,
  aCanaryView,
  anObjectView,
  aRouteCallersView,
  aRouteRequest,
  aRouteTableView,
  aRoutingView,
  aSimulationView,
  aSource,
  aSummaryView,
  aTopologyView,
  aWhatIfView,
  VIEW_TIME,
} from '@fairway/mesh-test-utils';
import express from 'express';
import request from 'supertest';
import { createRouter } from './createRouter';

const ENTITY = '/entities/component/default/checkout';
const REF = 'component:default/checkout';

function setUp() {
  const service: jest.Mocked<MeshService> = {
    getSummary: jest.fn().mockResolvedValue(aSummaryView()),
    getRouting: jest.fn().mockResolvedValue(aRoutingView()),
    getCanaries: jest.fn().mockResolvedValue(aCanaryListView()),
    getCanary: jest.fn().mockResolvedValue(aCanaryView()),
    getTopology: jest.fn().mockResolvedValue(aTopologyView()),
    getRouteCallers: jest.fn().mockResolvedValue(aRouteCallersView()),
    getRouteTable: jest.fn().mockResolvedValue(aRouteTableView()),
    simulateRequests: jest.fn().mockResolvedValue(aSimulationView()),
    whatIf: jest.fn().mockResolvedValue(aWhatIfView()),
    getObject: jest.fn().mockResolvedValue(anObjectView()),
    getSources: jest
      .fn()
      .mockResolvedValue({ observedAt: VIEW_TIME, sources: [aSource()] }),
  };
  const auditor = mockServices.auditor.mock();
  const fail = jest.fn();
  auditor.createEvent.mockResolvedValue({ success: jest.fn(), fail });
  const app = express()
    .use(
      createRouter({
        service,
        httpAuth: mockServices.httpAuth({
          defaultCredentials: mockCredentials.none(),
        }),
        auditor,
      }),
    )
    .use(mockErrorHandler());
  const get = (path: string) =>
    request(app)
      .get(path)
      .set('Authorization', mockCredentials.user.header('user:default/casey'));
  const post = (path: string) =>
    request(app)
      .post(`${ENTITY}/${path}`)
      .set('Authorization', mockCredentials.user.header('user:default/casey'));
  return { service, auditor, fail, app, get, post };
}

describe('the router', () => {
  const endpoints = [
    ['summary', `${ENTITY}/summary`, summaryViewSchema],
    ['routing', `${ENTITY}/routing`, routingViewSchema],
    ['canaries', `${ENTITY}/canaries`, canaryListViewSchema],
    ['canary', `${ENTITY}/canaries/sandbox/shop/checkout`, canaryViewSchema],
    ['topology', `${ENTITY}/topology`, topologyViewSchema],
    ['callers', `${ENTITY}/callers`, routeCallersViewSchema],
    ['sources', '/sources', sourcesViewSchema],
  ] as const;

  it.each(endpoints)(
    'answers %s in the shape of the contract, for the caller alone',
    async (_, path, schema) => {
      const { get } = setUp();
      const response = await get(path);
      expect(response.status).toBe(200);
      expect(response.headers['cache-control']).toBe('private, no-cache');
      expect(schema.parse(response.body)).toEqual(response.body);
    },
  );

  it.each(endpoints)('wants credentials for %s', async (_, path) => {
    const { app } = setUp();
    expect((await request(app).get(path)).status).toBe(401);
  });

  it.each(endpoints)('takes no unknown query for %s', async (_, path) => {
    const { get } = setUp();
    const response = await get(`${path}?admin=true`);
    expect(response.status).toBe(400);
    expect(response.body.error).toMatchObject({
      name: 'InputError',
      message: expect.stringContaining('The query of the request is wrong.'),
    });
  });

  it('passes the credentials and the canonical reference on', async () => {
    const { get, service } = setUp();
    await get('/entities/Component/default/Checkout/routing');
    const [ref, options] = service.getRouting.mock.calls[0];
    expect(ref).toBe(REF);
    expect(options.credentials).toEqual(
      mockCredentials.user('user:default/casey'),
    );
    expect(options.signal?.aborted).toBe(false);
  });

  it('names the Canary that was asked for', async () => {
    const { get, service } = setUp();
    await get(`${ENTITY}/canaries/eu%2F1/shop/checkout`);
    expect(service.getCanary).toHaveBeenCalledWith(
      REF,
      { cluster: 'eu/1', namespace: 'shop', name: 'checkout' },
      expect.anything(),
    );
  });

  it('fills in the query of the topology', async () => {
    const { get, service } = setUp();
    await get(`${ENTITY}/topology`);
    await get(`${ENTITY}/topology?window=600&graphType=service`);
    expect(service.getTopology.mock.calls.map(([, query]) => query)).toEqual([
      { window: 300, graphType: 'workload' },
      { window: 600, graphType: 'service' },
    ]);
  });

  it.each([
    ['window=1', 'window'],
    ['window=soon', 'window'],
    ['window=90000', 'window'],
    ['graphType=everything', 'graphType'],
    ['window=300&window=600', 'window'],
  ])('refuses %s', async (query, parameter) => {
    const { get, service } = setUp();
    const response = await get(`${ENTITY}/topology?${query}`);
    expect(response.status).toBe(400);
    expect(response.body.error.message).toContain(parameter);
    expect(service.getTopology).not.toHaveBeenCalled();
  });

  it('refuses a name that is too long', async () => {
    const { get } = setUp();
    const path = `/entities/component/default/${'x'.repeat(64)}/routing`;
    const response = await get(path);
    expect(response.status).toBe(400);
    expect(response.body.error.message).toContain('name');
  });

  it.each([
    [new NotFoundError('no such entity'), 404],
    [new InputError('no'), 400],
    [new ServiceUnavailableError('later'), 503],
  ])('leaves errors to the framework: %s', async (error, status) => {
    const { get, service, auditor } = setUp();
    service.getRouting.mockRejectedValue(error);
    expect((await get(`${ENTITY}/routing`)).status).toBe(status);
    expect(auditor.createEvent).not.toHaveBeenCalled();
  });

  it('writes an audit event when a read is denied', async () => {
    const { get, service, auditor, fail } = setUp();
    const error = new NotAllowedError('no');
    service.getRouting.mockRejectedValue(error);
    expect((await get(`${ENTITY}/routing`)).status).toBe(403);
    expect(auditor.createEvent).toHaveBeenCalledWith({
      eventId: 'view-read',
      request: expect.anything(),
      severityLevel: 'medium',
      meta: { view: 'routing', entityRef: REF },
    });
    expect(fail).toHaveBeenCalledWith({ error });
  });

  it('gives up when the caller does', async () => {
    const { app, service } = setUp();
    let signal: AbortSignal | undefined;
    const aborted = new Promise<void>(resolve => {
      service.getTopology.mockImplementation((_ref, _query, options) => {
        signal = options.signal;
        signal?.addEventListener('abort', () => resolve());
        return new Promise(() => {});
      });
    });
    const server = app.listen(0, '127.0.0.1');
    try {
      await new Promise(resolve => server.once('listening', resolve));
      const { port } = server.address() as { port: number };
      const controller = new AbortController();
      const sent = fetch(`http://127.0.0.1:${port}${ENTITY}/topology`, {
        headers: { Authorization: mockCredentials.user.header() },
        signal: controller.signal,
      }).catch(() => undefined);
      while (!signal) {
        await new Promise(resolve => setTimeout(resolve, 5));
      }
      controller.abort();
      await aborted;
      await sent;
      expect(signal.aborted).toBe(true);
    } finally {
      server.close();
    }
  });
});

describe('questions with a body', () => {
  const caller = { kind: 'sidecar', namespace: 'storefront', labels: {} };
  const table = { cluster: 'sandbox', caller, host: 'checkout', port: 80 };
  const simulation = {
    cluster: 'sandbox',
    caller,
    requests: [aRouteRequest()],
  };
  const whatIf = { cluster: 'sandbox', objects: [{ yaml: 'kind: x' }] };
  const questions = [
    ['route-table', table, 'getRouteTable', routeTableViewSchema],
    ['simulation', simulation, 'simulateRequests', simulationViewSchema],
    ['what-if', whatIf, 'whatIf', whatIfViewSchema],
  ] as const;

  it.each(questions)(
    '%s is answered in the shape of the contract, for the caller alone',
    async (path, body, method, schema) => {
      const { post, service } = setUp();
      const response = await post(path).send(body);
      expect(response.status).toBe(200);
      expect(response.headers['cache-control']).toBe('private, no-cache');
      expect(schema.parse(response.body)).toEqual(response.body);
      expect(service[method]).toHaveBeenCalledWith(
        REF,
        body,
        expect.objectContaining({
          credentials: mockCredentials.user('user:default/casey'),
        }),
      );
    },
  );

  it.each(questions)('%s wants credentials', async (path, body) => {
    const { app } = setUp();
    const response = await request(app).post(`${ENTITY}/${path}`).send(body);
    expect(response.status).toBe(401);
  });

  it.each(questions)('%s takes no query', async (path, body) => {
    const { post } = setUp();
    const response = await post(`${path}?admin=true`).send(body);
    expect(response.status).toBe(400);
    expect(response.body.error.message).toContain('query');
  });

  it.each(questions)(
    '%s takes no field that it does not know',
    async (path, body) => {
      const { post } = setUp();
      const response = await post(path).send({ ...body, admin: true });
      expect(response.status).toBe(400);
      expect(response.body.error.message).toContain('admin');
    },
  );

  it.each([
    ['no port', 'route-table', { ...table, port: undefined }, 'port'],
    ['port 0', 'route-table', { ...table, port: 0 }, 'port'],
    ['port 65536', 'route-table', { ...table, port: 65_536 }, 'port'],
    ['half a port', 'route-table', { ...table, port: 80.5 }, 'port'],
    ['no host', 'route-table', { ...table, host: '' }, 'host'],
    ['a long host', 'route-table', { ...table, host: 'x'.repeat(301) }, 'host'],
    [
      'an unknown caller',
      'route-table',
      { ...table, caller: { kind: 'root' } },
      'caller',
    ],
    [
      'a caller with a thousand labels',
      'route-table',
      {
        ...table,
        caller: {
          ...caller,
          labels: Object.fromEntries(
            Array.from({ length: 1_000 }, (_, at) => [`l${at}`, 'x']),
          ),
        },
      },
      'labels',
    ],
    ['no request', 'simulation', { ...simulation, requests: [] }, 'requests'],
    [
      'too many requests',
      'simulation',
      { ...simulation, requests: Array(21).fill(aRouteRequest()) },
      'requests',
    ],
    [
      'a long path',
      'simulation',
      {
        ...simulation,
        requests: [aRouteRequest({ path: `/${'x'.repeat(8_192)}` })],
      },
      'requests.0.path',
    ],
    [
      'too many headers',
      'simulation',
      {
        ...simulation,
        requests: [aRouteRequest({ headers: Array(101).fill(['a', 'b']) })],
      },
      'requests.0.headers',
    ],
    ['no object', 'what-if', { ...whatIf, objects: [] }, 'objects'],
    [
      'too many objects',
      'what-if',
      { ...whatIf, objects: Array(21).fill({ yaml: 'x' }) },
      'objects',
    ],
    [
      'a long text',
      'what-if',
      { ...whatIf, objects: [{ yaml: 'x'.repeat(1_000_001) }] },
      'objects.0.yaml',
    ],
    [
      'too many callers',
      'what-if',
      { ...whatIf, callers: Array(11).fill(caller) },
      'callers',
    ],
  ])('refuses %s', async (_, path, body, field) => {
    const { post, service } = setUp();
    const response = await post(path).send(body);
    expect(response.status).toBe(400);
    expect(response.body.error.name).toBe('InputError');
    expect(response.body.error.message).toContain(field);
    expect(service.getRouteTable).not.toHaveBeenCalled();
    expect(service.simulateRequests).not.toHaveBeenCalled();
    expect(service.whatIf).not.toHaveBeenCalled();
  });

  it('refuses a body of more than a megabyte, and says what to do', async () => {
    const { post } = setUp();
    const objects = [
      { yaml: 'x'.repeat(600_000) },
      { yaml: 'x'.repeat(600_000) },
    ];
    const response = await post('what-if').send({ ...whatIf, objects });
    expect(response.status).toBe(400);
    expect(response.body.error.message).toMatch(/larger than .* Send fewer/);
  });

  it.each([
    ['{"cluster"', 'application/json'],
    ['cluster=sandbox', 'application/x-www-form-urlencoded'],
    ['"text"', 'application/json'],
  ])('refuses %s: it is no JSON object', async (text, type) => {
    const { post } = setUp();
    const response = await post('what-if').set('Content-Type', type).send(text);
    expect(response.status).toBe(400);
    expect(response.body.error.message).toContain('no JSON');
  });

  it('writes an audit event when a question is denied', async () => {
    const { post, service, auditor } = setUp();
    service.whatIf.mockRejectedValue(new NotAllowedError('no'));
    expect((await post('what-if').send(whatIf)).status).toBe(403);
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({ meta: { view: 'what-if', entityRef: REF } }),
    );
  });
});

describe('one object', () => {
  const query =
    'cluster=sandbox&group=networking.istio.io&kind=VirtualService&namespace=shop&name=checkout';

  it('is asked for by its reference', async () => {
    const { get, service } = setUp();
    const { status, body } = await get(`${ENTITY}/object?${query}`);
    expect(status).toBe(200);
    expect(objectViewSchema.parse(body)).toEqual(body);
    expect(service.getObject.mock.calls[0].slice(0, 2)).toEqual([
      REF,
      {
        cluster: 'sandbox',
        group: 'networking.istio.io',
        kind: 'VirtualService',
        namespace: 'shop',
        name: 'checkout',
      },
    ]);
  });

  it.each([
    ['kind=Service', 'cluster'],
    [`${query}&name=other`, 'name'],
    [`${query}&admin=true`, 'admin'],
  ])('refuses %s', async (text, field) => {
    const { get, service } = setUp();
    const response = await get(`${ENTITY}/object?${text}`);
    expect(response.status).toBe(400);
    expect(response.body.error.message).toContain(field);
    expect(service.getObject).not.toHaveBeenCalled();
  });
});
