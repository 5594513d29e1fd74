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
  routingViewSchema,
  sourcesViewSchema,
  summaryViewSchema,
  topologyViewSchema,
} from '@fairway/backstage-plugin-mesh-common';
import type { MeshService } from '@fairway/backstage-plugin-mesh-node';
import {
  aCanaryListView,
  aCanaryView,
  aRoutingView,
  aSource,
  aSummaryView,
  aTopologyView,
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
  return { service, auditor, fail, app, get };
}

describe('the router', () => {
  const endpoints = [
    ['summary', `${ENTITY}/summary`, summaryViewSchema],
    ['routing', `${ENTITY}/routing`, routingViewSchema],
    ['canaries', `${ENTITY}/canaries`, canaryListViewSchema],
    ['canary', `${ENTITY}/canaries/sandbox/shop/checkout`, canaryViewSchema],
    ['topology', `${ENTITY}/topology`, topologyViewSchema],
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
