import {
  createServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { mockServices } from '@backstage/backend-test-utils';
import type { Failure } from './Failure';
import { RequestFailure } from './Failure';
import { KubernetesProxyClient } from './KubernetesProxyClient';

const seen: IncomingMessage[] = [];
let reply: (req: IncomingMessage, res: ServerResponse) => void;
const server = createServer((req, res) => {
  seen.push(req);
  reply(req, res);
});
let client: KubernetesProxyClient;
const { signal } = new AbortController();

beforeAll(async () => {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  client = new KubernetesProxyClient({
    auth: mockServices.auth({ pluginId: 'mesh' }),
    discovery: {
      getBaseUrl: async id => `http://127.0.0.1:${port}/api/${id}`,
      getExternalBaseUrl: async id => `http://127.0.0.1:${port}/api/${id}`,
    },
    fetch,
    now: () => 0,
  });
});
beforeEach(() => {
  seen.length = 0;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise(resolve => server.close(resolve));
});

async function failureOf(promise: Promise<unknown>): Promise<Failure> {
  const error = await promise.then(
    () => undefined,
    reason => reason,
  );
  expect(error).toBeInstanceOf(RequestFailure);
  return (error as RequestFailure).failure;
}

describe('KubernetesProxyClient', () => {
  it('sends the cluster, its own token and no wish for compression', async () => {
    reply = (_, res) => res.end('{"items":[]}');
    const response = await client.get(
      'sandbox',
      '/api/v1/pods?limit=500',
      signal,
    );
    expect(await response.json()).toEqual({ items: [] });
    expect(seen[0].url).toBe('/api/kubernetes/proxy/api/v1/pods?limit=500');
    expect(seen[0].headers).toMatchObject({
      'backstage-kubernetes-cluster': 'sandbox',
      'accept-encoding': 'identity',
      authorization: expect.stringMatching(/^Bearer mock-service-token:/),
    });
    expect(seen[0].headers.authorization).toContain('"sub":"plugin:mesh"');
    expect(seen[0].headers.authorization).toContain('"target":"kubernetes"');
  });

  it('reads the clusters', async () => {
    reply = (_, res) =>
      res.end(
        JSON.stringify({
          items: [
            { name: 'sandbox', authProvider: 'serviceAccount', title: 'x' },
            { name: 'eu' },
          ],
        }),
      );
    expect(await client.listClusters(signal)).toEqual([
      { name: 'sandbox', authProvider: 'serviceAccount' },
      { name: 'eu', authProvider: '' },
    ]);
    expect(seen[0].url).toBe('/api/kubernetes/clusters');
    expect(seen[0].headers['accept-encoding']).toBe('identity');
  });

  it.each(['[]', '{"items":[{}]}', 'hello', ''])(
    'does not take %j for clusters',
    async body => {
      reply = (_, res) => res.end(body);
      expect(await failureOf(client.listClusters(signal))).toEqual({
        type: 'backend',
        detail: 'The kubernetes plugin answered in an unknown shape.',
      });
    },
  );

  it('tells why a request failed', async () => {
    reply = (_, res) =>
      res.writeHead(429, { 'Retry-After': '3' }).end('{"kind":"Status"}');
    expect(
      await failureOf(client.get('sandbox', '/api/v1/pods', signal)),
    ).toEqual({ type: 'throttled', retryAfterMs: 3_000 });
  });

  it('tells that the plugin does not answer, without naming its address', async () => {
    const closed = createServer();
    await new Promise<void>(resolve => closed.listen(0, '127.0.0.1', resolve));
    const closedUrl = `http://127.0.0.1:${(closed.address() as AddressInfo).port}`;
    await new Promise(resolve => closed.close(resolve));
    const nowhere = new KubernetesProxyClient({
      auth: mockServices.auth({ pluginId: 'mesh' }),
      discovery: {
        // The port of a server that is closed again.
        getBaseUrl: async () => closedUrl,
        getExternalBaseUrl: async () => '',
      },
      fetch,
      now: () => 0,
    });
    const failure = await failureOf(
      nowhere.get('sandbox', '/api/v1/pods', signal),
    );
    expect(failure).toEqual({
      type: 'backend',
      detail: 'The kubernetes plugin does not answer (ECONNREFUSED).',
    });
    expect(JSON.stringify(failure)).not.toContain('127.0.0.1');
  });

  it('is told of a code that is buried in the error', async () => {
    const failing = new KubernetesProxyClient({
      auth: mockServices.auth({ pluginId: 'mesh' }),
      discovery: mockServices.discovery(),
      fetch: async () => {
        throw new TypeError('fetch failed', {
          cause: Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }),
        });
      },
      now: () => 0,
    });
    expect(await failureOf(failing.listClusters(signal))).toEqual({
      type: 'backend',
      detail: 'The kubernetes plugin does not answer (ECONNREFUSED).',
    });
  });

  it('ends a request that is aborted', async () => {
    const controller = new AbortController();
    reply = () => controller.abort();
    const failure = await failureOf(
      client.get('sandbox', '/api/v1/pods', controller.signal),
    );
    expect(failure.type).toBe('backend');
  });
});
