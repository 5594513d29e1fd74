import { FakeKiali, json, text, TOKEN } from '../__testUtils__/FakeKiali';
import type { KialiAuth } from '../config';
import { KialiClient } from './KialiClient';
import { KialiError, type KialiFailure } from './KialiFailure';

const { signal } = new AbortController();
const request = {
  namespace: 'shop',
  workload: 'checkout',
  graphType: 'workload',
  windowSeconds: 300,
  queryTime: 1_795_496_296,
};

let kiali: FakeKiali;
let url: string;
beforeEach(async () => {
  kiali = new FakeKiali();
  url = await kiali.start();
});
afterEach(() => kiali.stop());

const clientWith = (
  auth: KialiAuth = { type: 'none' },
  more: { timeoutMs?: number; url?: string } = {},
) =>
  new KialiClient({
    config: { url, auth, timeoutMs: 2_000, ...more },
    fetch,
  });
const withToken: KialiAuth = { type: 'token', token: TOKEN };

async function failureOf(promise: Promise<unknown>): Promise<KialiFailure> {
  const error = await promise.then(
    () => undefined,
    reason => reason,
  );
  expect(error).toBeInstanceOf(KialiError);
  expect(JSON.stringify(error) + String(error)).not.toContain(TOKEN);
  return (error as KialiError).failure;
}

describe('asking for a node graph', () => {
  it('is one request with all that the graph needs', async () => {
    const client = clientWith();
    await client.nodeGraph(request, signal);
    await client.nodeGraph({ ...request, cluster: 'Kubernetes' }, signal);

    expect(kiali.requestsOf(/auth\/info/)).toHaveLength(1);
    const [plain, named] = kiali.requestsOf(/graph/).map(path => {
      const { pathname, searchParams } = new URL(path, url);
      return { pathname, query: Object.fromEntries(searchParams) };
    });
    expect(plain).toEqual({
      pathname: '/kiali/api/namespaces/shop/workloads/checkout/graph',
      query: {
        graphType: 'workload',
        duration: '300s',
        queryTime: '1795496296',
        injectServiceNodes: 'false',
        responseTime: '95',
        appenders:
          'deadNode,health,istio,meshCheck,responseTime,securityPolicy,serviceEntry,throughput,workloadEntry',
      },
    });
    expect(named.query.clusterName).toBe('Kubernetes');
  });

  it('cannot leave its path', async () => {
    const client = clientWith();
    await client.nodeGraph(
      { ...request, namespace: '../../config', workload: 'a/b?c' },
      signal,
    );
    expect(kiali.requests.at(-1)).toMatch(
      /^\/kiali\/api\/namespaces\/..%2F..%2Fconfig\/workloads\/a%2Fb%3Fc\/graph\?/,
    );
  });

  it('tells the version', async () => {
    expect(await clientWith().version(signal)).toBe('2.31.0');
  });

  it('tells no version where the status has none', async () => {
    kiali.override = (req, res) => {
      const isStatus = req.url?.endsWith('/status') ?? false;
      if (isStatus) {
        json(res, 200, { status: 'fine' });
      }
      return isStatus;
    };
    expect(await clientWith().version(signal)).toBeUndefined();
  });
});

describe('the strategy token', () => {
  beforeEach(() => {
    kiali.strategy = 'token';
  });

  it('logs in once and keeps all parts of the session', async () => {
    const client = clientWith(withToken);
    await Promise.all([
      client.nodeGraph(request, signal),
      client.nodeGraph(request, signal),
      client.version(signal),
    ]);
    expect(kiali.requestsOf(/authenticate/)).toHaveLength(1);
  });

  it('logs in again when the session has expired, once for all', async () => {
    const client = clientWith(withToken);
    await client.nodeGraph(request, signal);
    kiali.expireSessions();
    await Promise.all([
      client.nodeGraph(request, signal),
      client.nodeGraph(request, signal),
    ]);
    expect(kiali.requestsOf(/authenticate/)).toHaveLength(2);
  });

  it('does not log in for ever', async () => {
    const client = clientWith(withToken);
    kiali.override = (req, res) => {
      const isGraph = req.url?.includes('/graph') ?? false;
      if (isGraph) {
        text(res, 500, 'Internal Server Error\n');
      }
      return isGraph;
    };
    expect(await failureOf(client.nodeGraph(request, signal))).toEqual({
      type: 'server-error',
      status: 500,
    });
    expect(kiali.requestsOf(/graph/)).toHaveLength(2);
    expect(kiali.requestsOf(/authenticate/)).toHaveLength(2);
  });

  it('does not take an error of Kiali for the end of the session', async () => {
    const client = clientWith(withToken);
    kiali.override = (req, res) => {
      const isGraph = req.url?.includes('/graph') ?? false;
      if (isGraph) {
        json(res, 500, { error: 'prometheus is away' });
      }
      return isGraph;
    };
    await failureOf(client.nodeGraph(request, signal));
    expect(kiali.requestsOf(/graph/)).toHaveLength(1);
  });

  it('says that the token is wrong, and tries it again with the next request', async () => {
    const client = clientWith({ type: 'token', token: 'wrong' });
    const failure = {
      type: 'unauthorized',
      detail: 'token is not valid or is expired',
    };
    expect(await failureOf(client.version(signal))).toEqual(failure);
    expect(await failureOf(client.version(signal))).toEqual(failure);
    expect(kiali.requestsOf(/authenticate/)).toHaveLength(2);
  });

  it('says that the token is missing', async () => {
    expect(await failureOf(clientWith().version(signal))).toEqual({
      type: 'unauthorized',
      detail: 'its strategy is token, and no token is configured',
    });
  });
});

describe('other strategies', () => {
  it.each(['header', 'openshift'])(
    '%s has the token with each request',
    async strategy => {
      kiali.strategy = strategy;
      await clientWith(withToken).nodeGraph(request, signal);
      expect(kiali.requestsOf(/authenticate/)).toEqual([]);
    },
  );

  it('header with a wrong token is no server error', async () => {
    kiali.strategy = 'header';
    const client = clientWith({ type: 'token', token: 'wrong' });
    expect(await failureOf(client.version(signal))).toEqual({
      type: 'unauthorized',
      detail: 'Unauthorized',
    });
  });

  it('openid cannot be used by a machine', async () => {
    kiali.strategy = 'openid';
    const failure = await failureOf(clientWith(withToken).version(signal));
    expect(failure).toEqual({ type: 'unsupported-auth', strategy: 'openid' });
  });

  it('anonymous gets no token', async () => {
    let authorization: string | undefined;
    kiali.override = req => {
      authorization ??= req.headers.authorization ?? req.headers.cookie;
      return false;
    };
    await clientWith(withToken).version(signal);
    expect(authorization).toBeUndefined();
  });
});

describe('a Kiali that fails', () => {
  const answering = (status: number, body: string) => {
    kiali.override = (req, res) => {
      if (!req.url?.includes('/graph')) {
        return false;
      }
      text(res, status, body);
      return true;
    };
  };

  it.each<[number, string, KialiFailure]>([
    [
      403,
      '{"error":"Requested namespace [nope] is not accessible."}',
      {
        type: 'forbidden',
        detail: 'Requested namespace [nope] is not accessible',
      },
    ],
    [
      400,
      '{"error":"Invalid graphType [app]."}',
      { type: 'refused', status: 400, detail: 'Invalid graphType [app]' },
    ],
    [404, '404 page not found\n', { type: 'refused', status: 404 }],
    [503, 'no healthy upstream', { type: 'server-error', status: 503 }],
    [
      200,
      '<html>login</html>',
      { type: 'malformed', detail: 'The answer is no JSON.' },
    ],
  ])('by %d %s', async (status, body, failure) => {
    answering(status, body);
    expect(await failureOf(clientWith().nodeGraph(request, signal))).toEqual(
      failure,
    );
  });

  it('by silence', async () => {
    kiali.override = req => req.url?.includes('/graph') ?? false;
    const client = clientWith({ type: 'none' }, { timeoutMs: 100 });
    expect(await failureOf(client.nodeGraph(request, signal))).toEqual({
      type: 'timeout',
    });
  });

  it('by silence in the middle of an answer', async () => {
    kiali.override = (req, res) => {
      const isGraph = req.url?.includes('/graph') ?? false;
      if (isGraph) {
        res.write('{"elements":');
      }
      return isGraph;
    };
    const client = clientWith({ type: 'none' }, { timeoutMs: 100 });
    expect(await failureOf(client.nodeGraph(request, signal))).toEqual({
      type: 'timeout',
    });
  });

  it('by not being there', async () => {
    await kiali.stop();
    expect(await failureOf(clientWith().version(signal))).toEqual({
      type: 'unreachable',
      detail: 'ECONNREFUSED',
    });
  });

  it('by a redirect, which is not followed', async () => {
    kiali.override = (_, res) => {
      res.writeHead(302, { Location: 'http://127.0.0.1:1/' }).end();
      return true;
    };
    expect((await failureOf(clientWith(withToken).version(signal))).type).toBe(
      'unreachable',
    );
  });

  it('by an address without the web root', async () => {
    kiali.override = (_, res) => {
      text(res, 200, '<html>');
      return true;
    };
    expect(await failureOf(clientWith().version(signal))).toEqual({
      type: 'malformed',
      detail: 'Does mesh.kiali.url have the web root of Kiali?',
    });
  });
});
