import {
  coreServices,
  createServiceFactory,
  type BackstageCredentials,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import request from 'supertest';
import meshPlugin from '.';
import { anEntity } from './__testUtils__/smallWorld';

const endpoints = {
  summary: '/summary',
  routing: '/routing',
  canaries: '/canaries',
  canary: '/canaries/sandbox/shop/checkout',
  topology: '/topology',
  callers: '/callers',
  object: '/object?cluster=sandbox&group=&kind=Service&namespace=x&name=x',
  'route-table': '/route-table',
  simulation: '/simulation',
  'what-if': '/what-if',
} as const;
type Endpoint = keyof typeof endpoints;
const names = Object.keys(endpoints) as Endpoint[];

/** The permission that guards an endpoint; the summary has none of its own. */
const permissionOf: Record<Exclude<Endpoint, 'summary'>, string> = {
  routing: 'mesh.routing.read',
  canaries: 'mesh.canary.read',
  canary: 'mesh.canary.read',
  topology: 'mesh.topology.read',
  callers: 'mesh.routing.read',
  object: 'mesh.routing.read',
  'route-table': 'mesh.routing.read',
  simulation: 'mesh.routing.read',
  'what-if': 'mesh.routing.read',
};

const caller = { kind: 'none' };
/** What is asked of endpoints that take a body. */
const bodies: Partial<Record<Endpoint, object>> = {
  'route-table': { cluster: 'sandbox', caller, host: 'x', port: 80 },
  simulation: {
    cluster: 'sandbox',
    caller,
    requests: [
      {
        method: 'GET',
        scheme: 'http',
        host: 'x',
        path: '/',
        headers: [],
        port: 80,
      },
    ],
  },
  'what-if': { cluster: 'sandbox', objects: [{ yaml: 'kind: x' }] },
};

/** Without annotation: the answer depends on the permission alone, and no cluster is needed. */
const path = (endpoint: Endpoint, entity = 'plain') =>
  `/api/mesh/entities/component/default/${entity}${endpoints[endpoint]}`;

/** What an endpoint answers to somebody who may read it. The entity has no Canary and no object. */
const okStatus = (endpoint: Endpoint) =>
  endpoint === 'canary' || endpoint === 'object' ? 404 : 200;

/** Asks an endpoint, with its body where it takes one. */
function ask(
  agent: ReturnType<typeof request>,
  endpoint: Endpoint,
  entity?: string,
): request.Test {
  const body = bodies[endpoint];
  const url = path(endpoint, entity);
  return body ? agent.post(url).send(body) : agent.get(url);
}

let denied: string[] = [];
const asked: { permission: string; resourceRef?: string }[] = [];
const audited: unknown[] = [];

async function start(credentials?: BackstageCredentials) {
  const { server } = await startTestBackend({
    features: [
      meshPlugin,
      catalogServiceMock.factory({ entities: [anEntity('plain', {})] }),
      createServiceFactory({
        service: signalsServiceRef,
        deps: {},
        factory: () => ({ publish: async () => {} }),
      }),
      createServiceFactory({
        service: coreServices.permissions,
        deps: {},
        factory: () => {
          const authorize = async (
            requests: { permission: { name: string }; resourceRef?: string }[],
          ) =>
            requests.map(({ permission: { name }, resourceRef }) => {
              asked.push({ permission: name, resourceRef });
              const result = denied.includes(name)
                ? AuthorizeResult.DENY
                : AuthorizeResult.ALLOW;
              return { result } as { result: 'ALLOW' } | { result: 'DENY' };
            });
          return { authorize, authorizeConditional: authorize } as never;
        },
      }),
      createServiceFactory({
        service: coreServices.auditor,
        deps: {},
        factory: () => ({
          createEvent: async event => ({
            success: async () => {},
            fail: async failure => {
              audited.push({ ...event, request: undefined, ...failure });
            },
          }),
        }),
      }),
      ...(credentials
        ? [mockServices.httpAuth.factory({ defaultCredentials: credentials })]
        : []),
    ],
  });
  return request(server);
}

beforeEach(() => {
  denied = [];
  asked.length = 0;
  audited.length = 0;
});

describe('a user', () => {
  let agent: Awaited<ReturnType<typeof start>>;
  let user = 0;
  /** A user of its own for each request: what is allowed is kept for a moment. */
  const asUser = (test: request.Test) => {
    user += 1;
    return test.set(
      'Authorization',
      mockCredentials.user.header(`user:default/u${user}`),
    );
  };
  const get = (url: string) => asUser(agent.get(url));
  const read = (endpoint: Endpoint, entity?: string) =>
    asUser(ask(agent, endpoint, entity));
  beforeAll(async () => {
    agent = await start();
  });

  it.each(names)('who may reads %s', async endpoint => {
    expect((await read(endpoint)).status).toBe(okStatus(endpoint));
    expect(audited).toEqual([]);
    expect(new Set(asked.map(({ resourceRef }) => resourceRef))).toEqual(
      new Set(['component:default/plain']),
    );
  });

  it.each(Object.entries(permissionOf))(
    'who may not does not read %s, and it is written down',
    async (endpoint, permission) => {
      denied = [permission];
      const response = await read(endpoint as Endpoint);
      expect(response.status).toBe(403);
      expect(response.body.error).toMatchObject({
        name: 'NotAllowedError',
        message: `The permission ${permission} for component:default/plain is missing`,
      });
      expect(audited).toEqual([
        expect.objectContaining({
          eventId: 'view-read',
          severityLevel: 'medium',
          meta: expect.objectContaining({
            entityRef: 'component:default/plain',
          }),
        }),
      ]);
    },
  );

  it('who may read nothing gets a summary of nothing', async () => {
    denied = Object.values(permissionOf);
    const { status, body } = await read('summary');
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'not-configured' });
  });

  it.each(names)(
    'does not learn from %s whether an entity exists that they do not see',
    async endpoint => {
      denied = Object.values(permissionOf);
      const response = await read(endpoint, 'secret');
      expect(response.status).toBe(404);
      expect(response.body.error.message).toBe(
        'There is no entity component:default/secret',
      );
      expect(asked).toEqual([]);
    },
  );

  it('reads the sources with the permission for the fleet', async () => {
    expect((await get('/api/mesh/sources')).status).toBe(200);
    denied = ['mesh.fleet.read'];
    expect((await get('/api/mesh/sources')).status).toBe(403);
    expect(audited).toHaveLength(1);
  });

  it('does not reach what is not there', async () => {
    expect((await get('/api/mesh/proxy/api/v1/secrets')).status).toBe(404);
  });
});

describe('somebody without credentials', () => {
  it('reads nothing', async () => {
    const agent = await start(mockCredentials.none());
    for (const endpoint of names) {
      expect((await ask(agent, endpoint)).status).toBe(401);
    }
    expect((await agent.get('/api/mesh/sources')).status).toBe(401);
  });
});

describe('a service', () => {
  const restricted = (...permissionNames: string[]) =>
    mockCredentials.service('external:ci', { permissionNames });

  it('without access restrictions reads nothing', async () => {
    const agent = await start(mockCredentials.service('plugin:search'));
    for (const endpoint of names.filter(name => name !== 'summary')) {
      expect((await ask(agent, endpoint)).status).toBe(403);
    }
    expect((await agent.get('/api/mesh/sources')).status).toBe(403);
  });

  it('reads what an access restriction names, and no more', async () => {
    const agent = await start(restricted('mesh.canary.read'));
    expect((await agent.get(path('canaries'))).status).toBe(200);
    for (const endpoint of ['routing', 'simulation', 'what-if'] as const) {
      expect((await ask(agent, endpoint)).status).toBe(403);
    }
    expect((await agent.get(path('topology'))).status).toBe(403);
    expect((await agent.get('/api/mesh/sources')).status).toBe(403);
  });

  it('reads the sources where an access restriction names the fleet', async () => {
    const agent = await start(restricted('mesh.fleet.read'));
    expect((await agent.get('/api/mesh/sources')).status).toBe(200);
  });
});

it('the permissions are registered', async () => {
  const agent = await start();
  const { body } = await agent.get(
    '/api/mesh/.well-known/backstage/permissions/metadata',
  );
  expect(body.permissions.map(({ name }: { name: string }) => name)).toEqual([
    'mesh.routing.read',
    'mesh.canary.read',
    'mesh.topology.read',
    'mesh.canary.gate',
    'mesh.change.create',
    'mesh.fleet.read',
  ]);
});
