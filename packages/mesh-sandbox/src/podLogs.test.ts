import { resolve } from 'node:path';
import type { KubernetesObject } from './kubernetes';
import { nameOf } from './kubernetes';
import type { Sandbox } from './Sandbox';
import { startSandbox } from './startSandbox';

const shop = resolve(__dirname, '../../../examples/scenarios/shop');
const NOW_MS = Date.parse('2026-11-26T12:00:00Z');

/** Fields of Istio's default format. */
const LINE =
  /^\[(?<time>[^\]]+)\] "(?<request>[^"]*)" (?<code>\d+) (?<flags>\S+) (?<details>\S+) (?<termination>\S+) "(?<failure>[^"]*)" (?<received>\d+) (?<sent>\d+) (?<duration>\d+) (?<upstreamTime>\S+) "(?<forwardedFor>[^"]*)" "(?<agent>[^"]*)" "(?<id>[^"]*)" "(?<authority>[^"]*)" "(?<upstreamHost>[^"]*)" (?<cluster>\S+) (?<upstreamLocal>\S+) (?<downstreamLocal>\S+) (?<downstreamRemote>\S+) (?<serverName>\S+) (?<route>\S+)$/;

type Fields = Readonly<Record<string, string>>;

describe('logs of pods in the shop', () => {
  let sandbox: Sandbox;

  beforeAll(async () => {
    sandbox = await startSandbox({
      scenario: shop,
      historyMs: 300_000,
      timer: false,
      clock: () => NOW_MS,
    });
  });

  afterAll(() => sandbox?.stop());

  const podsOf = (namespace: string, workload: string): KubernetesObject[] =>
    sandbox.store
      .list('pods', namespace)
      .items.filter(
        ({ metadata }) =>
          metadata.ownerReferences?.[0].name.replace(/-[^-]+$/, '') ===
          workload,
      );

  async function read(
    namespace: string,
    pod: string,
    query: string,
  ): Promise<{ status: number; text: string }> {
    const path = `/api/v1/namespaces/${namespace}/pods/${pod}/log?${query}`;
    const response = await fetch(`${sandbox.kubernetesUrl}${path}`);
    return { status: response.status, text: await response.text() };
  }

  /** Lines of all pods of a workload. */
  async function linesOf(
    workload: string,
    query = 'sinceSeconds=60',
  ): Promise<Fields[]> {
    const [namespace, name] = workload.split('/');
    const pods = podsOf(namespace, name);
    expect(pods.length).toBeGreaterThan(0);
    const logs = await Promise.all(
      pods.map(pod =>
        read(namespace, nameOf(pod), `container=istio-proxy&${query}`),
      ),
    );
    return logs
      .flatMap(({ text }) => text.split('\n').slice(0, -1))
      .map(line => {
        const fields = LINE.exec(line)?.groups;
        if (!fields) {
          throw new Error(`not a line of an access log: ${line}`);
        }
        return fields;
      });
  }

  it('have a line for each request that arrives or leaves, about as many as are counted', async () => {
    const lines = await linesOf('shop/cart');
    const inbound = lines.filter(({ cluster }) => /^inbound/.test(cluster));
    // 12 of web and 10 of checkout each second; a part goes to version 2
    expect(inbound.length / 60).toBeGreaterThan(18);
    expect(inbound.length / 60).toBeLessThan(23);
    const outbound = lines.filter(({ cluster }) => /^outbound/.test(cluster));
    expect(new Set(outbound.map(({ cluster }) => cluster))).toEqual(
      new Set([
        'outbound|9090||stock-v1.shop.svc.cluster.local',
        'outbound|9090||stock-v2.shop.svc.cluster.local',
      ]),
    );
    expect(
      outbound.filter(({ request }) => request.includes('/Watch ')),
    ).not.toEqual([]);
  });

  it('show one request in the logs of both its ends', async () => {
    const [sent] = (await linesOf('storefront/web-primary')).filter(
      ({ cluster }) =>
        cluster === 'outbound|80|v2|pricing.shop.svc.cluster.local',
    );
    const arrived = (await linesOf('shop/pricing-v2')).find(
      ({ id }) => id === sent.id,
    );
    expect(arrived).toMatchObject({
      request: 'GET /v2/prices/1042 HTTP/1.1',
      code: sent.code,
      time: sent.time,
      cluster: 'inbound|8080||',
      downstreamRemote: sent.upstreamLocal,
      serverName: 'outbound_.80_.v2_.pricing.shop.svc.cluster.local',
    });
  });

  it.each([
    [
      'a path that no rule takes',
      '/v1/prices/',
      { code: '404', flags: 'NR', details: 'route_not_found', cluster: '-' },
    ],
    [
      'a subset that nobody defined',
      'GET / ',
      {
        code: '503',
        flags: 'NC',
        details: 'cluster_not_found',
        cluster: 'outbound|80|v3|recommendations.shop.svc.cluster.local',
      },
    ],
  ])('tell of %s', async (_, path, expected) => {
    const lines = await linesOf('storefront/web-primary');
    const found = lines.filter(
      ({ flags, request }) =>
        flags === expected.flags && request.includes(path),
    );
    expect(found.length).toBeGreaterThan(0);
    expect(found[0]).toMatchObject({ ...expected, upstreamHost: '-' });
  });

  it('name the host that was asked for, and the one that the route chose', async () => {
    const lines = await linesOf('storefront/web-primary');
    const of = (host: string) =>
      new Set(
        lines
          .filter(({ authority }) => authority === host)
          .map(({ cluster }) => cluster),
      );
    expect(of('catalogue.shop.svc.cluster.local')).toEqual(
      new Set([
        'outbound|80||catalogue-primary.shop.svc.cluster.local',
        'outbound|80||catalogue-canary.shop.svc.cluster.local',
      ]),
    );
    expect(of('api.shop.example')).toEqual(
      new Set([
        'outbound|80|v1|reviews.shop.svc.cluster.local',
        'outbound|80|v2|reviews.shop.svc.cluster.local',
      ]),
    );
  });

  it('tell of bytes where no request is seen', async () => {
    const lines = await linesOf('payments/fraud');
    expect(
      lines.find(({ cluster }) => cluster.includes('legacy-ledger')),
    ).toMatchObject({ request: '- - -', code: '0', id: '-' });
  });

  it('are in order, and the same when they are read again', async () => {
    const [pod] = podsOf('shop', 'cart').map(nameOf);
    const query = 'container=istio-proxy&sinceTime=2026-11-26T11:59:00Z';
    const { text } = await read('shop', pod, query);
    const times: string[] = text.match(/^\[[^\]]+/gm) ?? [];
    expect(times.length).toBeGreaterThan(100);
    expect([...times].sort()).toEqual(times);
    expect(times.filter(time => time < '[2026-11-26T11:59')).toEqual([]);
    expect(await read('shop', pod, query)).toEqual({ status: 200, text });
    const tail = await read('shop', pod, `${query}&tailLines=3`);
    expect(tail.text).toBe(
      `${text.trimEnd().split('\n').slice(-3).join('\n')}\n`,
    );
  });

  it('are empty for applications, and for pods without a proxy', async () => {
    const [cart] = podsOf('shop', 'cart').map(nameOf);
    const [ledger] = podsOf('platform', 'legacy-ledger').map(nameOf);
    const [offers] = podsOf('rewards', 'offers').map(nameOf);
    for (const [namespace, pod, query] of [
      ['shop', cart, 'container=cart'],
      ['platform', ledger, ''],
      ['rewards', offers, ''],
    ]) {
      expect(await read(namespace, pod, query)).toEqual({
        status: 200,
        text: '',
      });
    }
  });
});
