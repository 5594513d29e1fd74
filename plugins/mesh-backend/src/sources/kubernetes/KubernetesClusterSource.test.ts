import { mockServices } from '@backstage/backend-test-utils';
import type { SourceState } from '@fairway/backstage-plugin-mesh-common';
import { kindFacts } from '@fairway/mesh-core';
import { FakeKubernetes } from '../../__testUtils__/FakeKubernetes';
import { ManualClock } from '../../__testUtils__/ManualClock';
import type { KubernetesSourceConfig } from '../../config';
import { KubernetesClusterSource } from './KubernetesClusterSource';

const VIRTUAL_SERVICES = '/apis/networking.istio.io/v1/virtualservices';
const listOf = /virtualservices\?limit/;
const watchOf = /virtualservices\?watch/;
const MINUTE = 60_000;

const virtualService = (
  name: string,
  resourceVersion: string,
  namespace = 'shop',
) => ({
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: { name, namespace, resourceVersion },
  spec: { hosts: [name] },
});

const list = (items: unknown[], resourceVersion = '40', next?: string) => ({
  json: { metadata: { resourceVersion, continue: next }, items },
});

const running: KubernetesClusterSource[] = [];

function setUp(config: Partial<KubernetesSourceConfig> = {}) {
  const kubernetes = new FakeKubernetes();
  const clock = new ManualClock();
  const logger = mockServices.logger.mock();
  const source = new KubernetesClusterSource({
    client: kubernetes,
    clock,
    logger,
    random: () => 0.5,
    config: {
      namespaces: [],
      rootNamespace: 'istio-system',
      requestTimeoutMs: 30_000,
      watchSilenceMs: 60 * MINUTE,
      ...config,
    },
  });
  running.push(source);
  const names = (cluster = 'sandbox') =>
    source
      .snapshot(cluster)
      ?.list('VirtualService')
      .map(object => object.metadata.name);
  const stateOf = (id: string): SourceState | undefined =>
    source.states().find(state => state.id === `kubernetes:${id}`);
  const state = () => stateOf('sandbox/virtualservices.networking.istio.io');
  return { kubernetes, clock, logger, source, names, state, stateOf };
}

afterEach(async () => {
  await Promise.all(running.splice(0).map(source => source.stop()));
});

describe('reading a cluster', () => {
  it('lists and watches every kind once', async () => {
    const { kubernetes, clock, source } = setUp();
    source.start();
    await clock.advance(1_000);

    const kinds = Object.keys(kindFacts).length;
    expect(kubernetes.requestsOf(/limit=500/)).toHaveLength(kinds);
    expect(kubernetes.requestsOf(/watch=true/)).toHaveLength(kinds);
    expect(source.states()).toHaveLength(kinds);
    expect(new Set(source.states().map(s => s.id)).size).toBe(kinds);
    expect(source.states().map(s => s.state)).toEqual(
      Array(kinds).fill('live'),
    );
    expect(source.clusters()).toEqual(['sandbox']);
  });

  it('keeps the snapshot current', async () => {
    const { kubernetes, clock, source, names, state } = setUp();
    kubernetes.reply(listOf, list([virtualService('cart', '39')]));
    source.start();
    await clock.advance(1_000);
    expect(names()).toEqual(['cart']);

    const watch = kubernetes.watch(VIRTUAL_SERVICES);
    expect(watch.query.get('resourceVersion')).toBe('40');
    watch.send('ADDED', virtualService('checkout', '41'));
    watch.send('DELETED', virtualService('cart', '42'));
    await clock.advance(100);

    expect(names()).toEqual(['checkout']);
    expect(state()).toMatchObject({
      state: 'live',
      kind: 'VirtualService',
      cluster: 'sandbox',
      since: '2026-11-25T10:00:00.000Z',
    });
    expect(state()).not.toHaveProperty('reason');
  });

  it('makes one snapshot of a burst of events', async () => {
    const { kubernetes, clock, source, names } = setUp();
    source.start();
    await clock.advance(1_000);
    const heard: string[] = [];
    source.subscribe(cluster => heard.push(cluster));

    const watch = kubernetes.watch(VIRTUAL_SERVICES);
    for (let i = 0; i < 200; i += 1) {
      watch.send('ADDED', virtualService(`service-${i}`, String(50 + i)));
    }
    await clock.advance(200);

    expect(names()).toHaveLength(200);
    expect(heard).toEqual(['sandbox']);
  });

  it('no longer tells a listener that went away', async () => {
    const { kubernetes, clock, source } = setUp();
    source.start();
    await clock.advance(1_000);
    const heard: string[] = [];
    source.subscribe(cluster => heard.push(cluster))();
    kubernetes
      .watch(VIRTUAL_SERVICES)
      .send('ADDED', virtualService('cart', '41'));
    await clock.advance(200);
    expect(heard).toEqual([]);
  });

  it('reads 5,000 objects page by page', async () => {
    const { kubernetes, clock, source, names } = setUp();
    const objects = Array.from({ length: 5_000 }, (_, i) =>
      virtualService(`service-${String(i).padStart(4, '0')}`, '39'),
    );
    for (let page = 0; page < 10; page += 1) {
      const at = page === 0 ? '=500$' : `continue=page-${page}$`;
      kubernetes.reply(
        new RegExp(`virtualservices.*${at}`),
        list(
          objects.slice(page * 500, (page + 1) * 500),
          '40',
          page < 9 ? `page-${page + 1}` : '',
        ),
      );
    }
    source.start();
    await clock.advance(1_000);

    expect(kubernetes.requestsOf(listOf)).toHaveLength(10);
    expect(names()).toHaveLength(5_000);
    expect(names()?.at(-1)).toBe('service-4999');
  });

  it('has every object of a list that has objects nobody can read', async () => {
    const { kubernetes, clock, source, names, state } = setUp();
    kubernetes.reply(
      listOf,
      list([
        null,
        7,
        { metadata: {} },
        { metadata: { name: 'cart', namespace: 'shop' }, spec: 'none' },
        virtualService('checkout', '39'),
      ]),
    );
    source.start();
    await clock.advance(1_000);
    expect(names()).toContain('checkout');
    expect(state()?.state).toBe('live');
  });

  it('ends everything when it is stopped', async () => {
    const { kubernetes, clock, source } = setUp();
    source.start();
    await clock.advance(1_000);
    const watch = kubernetes.watch(VIRTUAL_SERVICES);
    await source.stop();
    expect(watch.aborted).toBe(true);
    expect(clock.waiting).toBe(0);
    const sent = kubernetes.requests.length;
    await clock.advance(60 * MINUTE);
    expect(kubernetes.requests).toHaveLength(sent);
  });
});

describe('a watch that ends', () => {
  it('is opened again where it was, and spread in time', async () => {
    const { kubernetes, clock, source, state } = setUp();
    source.start();
    await clock.advance(1_000);
    const watch = kubernetes.watch(VIRTUAL_SERVICES);
    expect(watch.query.get('timeoutSeconds')).toBe('450');
    watch.send('BOOKMARK', { metadata: { resourceVersion: '77' } });
    await clock.advance(450_000);
    watch.end();
    await clock.advance(10);

    const next = kubernetes.watch(VIRTUAL_SERVICES);
    expect(next).not.toBe(watch);
    expect(next.query.get('resourceVersion')).toBe('77');
    expect(state()?.state).toBe('live');
    expect(kubernetes.requestsOf(listOf)).toHaveLength(1);
  });

  it.each([
    ['between two events', ''],
    ['in the middle of an event', '{"type":"ADDED","object":{"meta'],
  ])('goes on after a cut %s', async (_, rest) => {
    const { kubernetes, clock, source, names, state } = setUp();
    source.start();
    await clock.advance(1_000);
    const watch = kubernetes.watch(VIRTUAL_SERVICES);
    watch.send('ADDED', virtualService('cart', '41'));
    watch.write(rest);
    await clock.advance(100);
    watch.cut();
    await clock.advance(1_000);

    const next = kubernetes.watch(VIRTUAL_SERVICES);
    expect(next.query.get('resourceVersion')).toBe('41');
    next.send('ADDED', virtualService('checkout', '42'));
    await clock.advance(100);
    expect(names()).toEqual(['cart', 'checkout']);
    expect(state()?.state).toBe('live');
    expect(kubernetes.requestsOf(listOf)).toHaveLength(1);
  });

  it('in the middle of an event, as if it were complete, is opened again', async () => {
    const { kubernetes, clock, source, names } = setUp();
    source.start();
    await clock.advance(2_000);
    const watch = kubernetes.watch(VIRTUAL_SERVICES);
    watch.write('{"type":"ADDED","object":{"meta');
    await clock.advance(2_000);
    watch.end();
    await clock.advance(1_000);
    const next = kubernetes.watch(VIRTUAL_SERVICES);
    next.send('ADDED', virtualService('checkout', '42'));
    await clock.advance(100);
    expect(names()).toEqual(['checkout']);
  });

  it.each([
    [
      'as an answer',
      (kubernetes: FakeKubernetes) => {
        kubernetes.reply(watchOf, { failure: { type: 'gone' } }, 1);
        kubernetes.watch(VIRTUAL_SERVICES).end();
      },
    ],
    [
      'as an event',
      (kubernetes: FakeKubernetes) =>
        kubernetes
          .watch(VIRTUAL_SERVICES)
          .send('ERROR', { kind: 'Status', code: 410, reason: 'Expired' }),
    ],
  ])('with 410 %s lists again', async (_, expire) => {
    const { kubernetes, clock, source, names, state } = setUp();
    kubernetes.reply(listOf, list([virtualService('cart', '39')]), 1);
    source.start();
    await clock.advance(2_000);
    kubernetes.reply(listOf, list([virtualService('search', '90')], '91'), 1);
    expire(kubernetes);
    await clock.advance(2_000);

    expect(names()).toEqual(['search']);
    expect(kubernetes.requestsOf(listOf)).toHaveLength(2);
    const watch = kubernetes.watch(VIRTUAL_SERVICES);
    expect(watch.query.get('resourceVersion')).toBe('91');
    expect(state()?.state).toBe('live');
  });

  it('with an event that cannot be read keeps what came before, and lists in the end', async () => {
    const { kubernetes, clock, source, names, state } = setUp();
    source.start();
    await clock.advance(1_000);
    const watch = kubernetes.watch(VIRTUAL_SERVICES);
    watch.send('ADDED', virtualService('cart', '41'));
    watch.write('<html>bad gateway</html>\n');
    await clock.advance(200);
    expect(names()).toEqual(['cart']);
    expect(state()).toMatchObject({ state: 'stale' });

    await clock.advance(1_000);
    kubernetes.reply(listOf, list([virtualService('cart', '41')], '50'));
    kubernetes.watch(VIRTUAL_SERVICES).write('<html>again</html>\n');
    await clock.advance(200);
    kubernetes.reply(watchOf, { text: '<html>and again</html>\n' }, 1);
    await clock.advance(5_000);
    expect(kubernetes.requestsOf(listOf).length).toBeGreaterThan(1);
    expect(state()?.state).toBe('live');
  });

  it('never, and says nothing, is opened anew where it was', async () => {
    const { kubernetes, clock, source, state } = setUp({
      watchSilenceMs: 90_000,
    });
    source.start();
    await clock.advance(1_000);
    const first = kubernetes.watch(VIRTUAL_SERVICES);
    first.send('BOOKMARK', { metadata: { resourceVersion: '50' } });
    await clock.advance(80_000);
    first.send('BOOKMARK', { metadata: { resourceVersion: '60' } });
    await clock.advance(89_000);
    expect(kubernetes.watch(VIRTUAL_SERVICES)).toBe(first);
    await clock.advance(2_000);

    expect(first.aborted).toBe(true);
    expect(kubernetes.requestsOf(/virtualservices\?limit=1$/)).toHaveLength(1);
    const second = kubernetes.watch(VIRTUAL_SERVICES);
    expect(second.query.get('resourceVersion')).toBe('60');
    expect(state()?.state).toBe('live');
  });

  it('and is silent by nature is opened anew less and less often', async () => {
    const { kubernetes, clock, source } = setUp({ watchSilenceMs: 90_000 });
    source.start();
    await clock.advance(90_000 + 180_000 + 360_000 + 10_000);
    expect(kubernetes.requestsOf(watchOf)).toHaveLength(4);
  });

  it('by silence while the cluster does not answer either is stale', async () => {
    const { kubernetes, clock, source, state } = setUp({
      watchSilenceMs: 90_000,
    });
    source.start();
    await clock.advance(1_000);
    kubernetes.reply(/virtualservices/, 'silence');
    await clock.advance(90_000 + 31_000);
    expect(state()).toMatchObject({
      state: 'stale',
      reason: 'Cluster sandbox did not answer in time.',
    });
    kubernetes.forget();
    await clock.advance(2 * MINUTE);
    expect(state()?.state).toBe('live');
  });

  it('is doubted when another one finds that the cluster is gone', async () => {
    const { kubernetes, clock, source, state } = setUp();
    source.start();
    await clock.advance(1_000);
    kubernetes.reply(/./, { failure: { type: 'unreachable' } });
    kubernetes.watch('/api/v1/pods').end();
    await clock.advance(2_000);
    expect(state()).toMatchObject({
      state: 'stale',
      reason: 'Cluster sandbox cannot be reached.',
    });
    expect(source.states().every(s => s.state === 'stale')).toBe(true);
  });
});

describe('a cluster that fails', () => {
  it.each([
    [{ type: 'unreachable', detail: 'ECONNREFUSED' }, 'cannot be reached'],
    [{ type: 'unauthorized' }, 'rejects the credentials (401)'],
    [{ type: 'server-error', status: 500 }, 'answers with an error (500)'],
    [{ type: 'throttled' }, 'asks to slow down'],
  ] as const)(
    'from the beginning is unavailable: %j',
    async (failure, reason) => {
      const { kubernetes, clock, source, names, state } = setUp();
      kubernetes.reply(/virtualservices/, { failure });
      source.start();
      await clock.advance(1_000);
      expect(state()).toMatchObject({
        state: 'unavailable',
        reason: expect.stringContaining(reason),
        retryAt: expect.any(String),
      });
      expect(state()).not.toHaveProperty('observedAt');
      expect(names()).toEqual([]);

      kubernetes.forget();
      kubernetes.reply(listOf, list([virtualService('cart', '39')]));
      await clock.advance(5 * MINUTE);
      expect(state()?.state).toBe('live');
      expect(names()).toEqual(['cart']);
    },
  );

  it('later leaves what was read, as stale, with the time it was read at', async () => {
    const { kubernetes, clock, source, names, state } = setUp();
    kubernetes.reply(listOf, list([virtualService('cart', '39')]));
    source.start();
    await clock.advance(1_000);
    kubernetes.reply(/virtualservices/, {
      failure: { type: 'unreachable', detail: 'ECONNREFUSED' },
    });
    kubernetes.watch(VIRTUAL_SERVICES).cut();
    await clock.advance(10_000);

    expect(names()).toEqual(['cart']);
    expect(state()).toMatchObject({
      state: 'stale',
      observedAt: '2026-11-25T10:00:00.000Z',
      reason: 'Cluster sandbox cannot be reached (ECONNREFUSED).',
    });
  });

  it('is not asked more often than it wants', async () => {
    const { kubernetes, clock, source } = setUp();
    kubernetes.reply(
      listOf,
      { failure: { type: 'throttled', retryAfterMs: 42_000 } },
      1,
    );
    source.start();
    await clock.advance(41_000);
    expect(kubernetes.requestsOf(listOf)).toHaveLength(1);
    await clock.advance(2_000);
    expect(kubernetes.requestsOf(listOf)).toHaveLength(2);
  });

  it('is asked less and less often, a minute apart at most', async () => {
    const { kubernetes, clock, source } = setUp();
    kubernetes.reply(/virtualservices/, { failure: { type: 'unreachable' } });
    source.start();
    await clock.advance(10 * MINUTE);
    const early = kubernetes.requestsOf(listOf).length;
    expect(early).toBeLessThan(40);
    await clock.advance(10 * MINUTE);
    expect(kubernetes.requestsOf(listOf).length - early).toBe(20);
  });

  it('slowly is given up, and shown as what it was', async () => {
    const { kubernetes, clock, source, state } = setUp();
    kubernetes.reply(/virtualservices/, 'silence');
    source.start();
    await clock.advance(29_000);
    expect(state()).toMatchObject({ state: 'loading' });
    await clock.advance(2_000);
    expect(state()).toMatchObject({
      state: 'unavailable',
      reason: 'Cluster sandbox did not answer in time.',
    });
  });

  it('in the middle of a list by 410 begins the list anew', async () => {
    const { kubernetes, clock, source, names } = setUp();
    kubernetes.reply(
      listOf,
      list([virtualService('old', '1')], '40', 'two'),
      1,
    );
    kubernetes.reply(/virtualservices.*continue=two/, {
      failure: { type: 'gone' },
    });
    source.start();
    await clock.advance(100);
    kubernetes.reply(listOf, list([virtualService('new', '2')], '50'));
    await clock.advance(2_000);
    expect(names()).toEqual(['new']);
  });

  it('by answers that are no lists is unavailable', async () => {
    const { kubernetes, clock, source, state } = setUp();
    kubernetes.reply(listOf, { text: '<html>login</html>' });
    source.start();
    await clock.advance(1_000);
    expect(state()).toMatchObject({
      state: 'unavailable',
      reason: expect.stringContaining('The answer is no JSON.'),
    });
  });

  it('says so once in the log, without naming each kind a hundred times', async () => {
    const { kubernetes, clock, logger, source } = setUp();
    kubernetes.reply(/./, {
      failure: { type: 'unreachable', detail: 'ECONNREFUSED' },
    });
    source.start();
    await clock.advance(10 * MINUTE);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.warn.mock.calls[0][0]).toMatch(
      /^Cluster sandbox: unavailable: virtualservices.*ECONNREFUSED/,
    );
  });
});

describe('a kind that is not installed', () => {
  const missing = { failure: { type: 'not-found' } } as const;

  it('is asked for in older versions', async () => {
    const { kubernetes, clock, source, names, state } = setUp();
    kubernetes.reply(/networking.istio.io\/v1\/virtualservices/, missing);
    kubernetes.reply(
      /v1beta1\/virtualservices\?limit/,
      list([virtualService('cart', '39')]),
    );
    source.start();
    await clock.advance(1_000);
    expect(names()).toEqual(['cart']);
    expect(state()?.state).toBe('live');
    expect(
      kubernetes.watch('/apis/networking.istio.io/v1beta1/virtualservices')
        .aborted,
    ).toBe(false);
  });

  it('is said to be missing and asked for again every five minutes', async () => {
    const { kubernetes, clock, source, names, state } = setUp();
    kubernetes.reply(/virtualservices/, missing);
    source.start();
    await clock.advance(MINUTE);
    expect(state()).toMatchObject({
      state: 'not-installed',
      retryAt: '2026-11-25T10:05:00.000Z',
    });
    const versions = kindFacts.VirtualService.versions.length;
    expect(kubernetes.requestsOf(listOf)).toHaveLength(versions);

    kubernetes.forget();
    kubernetes.reply(listOf, list([virtualService('cart', '39')]));
    await clock.advance(5 * MINUTE);
    expect(state()?.state).toBe('live');
    expect(names()).toEqual(['cart']);
  });

  it('any more takes its objects along', async () => {
    const { kubernetes, clock, source, names, state } = setUp();
    kubernetes.reply(listOf, list([virtualService('cart', '39')]));
    source.start();
    await clock.advance(2_000);
    kubernetes.reply(/virtualservices/, missing);
    kubernetes.watch(VIRTUAL_SERVICES).end();
    await clock.advance(1_000);
    expect(state()?.state).toBe('not-installed');
    expect(names()).toEqual([]);
  });
});

describe('a cluster scope that is forbidden', () => {
  const forbidden = { failure: { type: 'forbidden' } } as const;
  const clusterScope = /v1\/virtualservices/;
  const id = 'sandbox/virtualservices.networking.istio.io';

  it('without configured namespaces says what to do', async () => {
    const { kubernetes, clock, source, state } = setUp();
    kubernetes.reply(clusterScope, forbidden);
    source.start();
    await clock.advance(1_000);
    expect(state()).toMatchObject({
      state: 'forbidden',
      reason: expect.stringContaining('docs/rbac'),
    });
  });

  it('is read namespace by namespace, each with a state of its own', async () => {
    const { kubernetes, clock, source, names, stateOf } = setUp({
      namespaces: ['shop', 'payments'],
    });
    kubernetes.reply(clusterScope, forbidden);
    kubernetes.reply(
      /namespaces\/shop\/virtualservices\?limit/,
      list([virtualService('cart', '39')]),
    );
    kubernetes.reply(/namespaces\/payments\/virtualservices/, forbidden);
    source.start();
    await clock.advance(1_000);

    expect(names()).toEqual(['cart']);
    expect(stateOf(id)).toBeUndefined();
    expect(stateOf(`${id}/shop`)).toMatchObject({
      state: 'live',
      namespace: 'shop',
    });
    expect(stateOf(`${id}/payments`)).toMatchObject({
      state: 'forbidden',
      reason: expect.stringContaining('in namespace payments (403)'),
    });
    kubernetes
      .watch('/apis/networking.istio.io/v1/namespaces/shop/virtualservices')
      .send('ADDED', virtualService('search', '41'));
    await clock.advance(100);
    expect(names()).toEqual(['cart', 'search']);
  });

  it('is left alone for kinds without a namespace', async () => {
    const { kubernetes, clock, source, stateOf } = setUp({
      namespaces: ['shop'],
    });
    kubernetes.reply(/api\/v1\/namespaces\?/, forbidden);
    source.start();
    await clock.advance(1_000);
    expect(stateOf('sandbox/namespaces')?.state).toBe('forbidden');
    expect(kubernetes.requestsOf(/namespaces\/shop\/namespaces/)).toEqual([]);
  });

  it('is taken again once it is allowed', async () => {
    const { kubernetes, clock, source, names, state, stateOf } = setUp({
      namespaces: ['shop'],
    });
    kubernetes.reply(clusterScope, forbidden);
    source.start();
    await clock.advance(1_000);
    const single = kubernetes.watch(
      '/apis/networking.istio.io/v1/namespaces/shop/virtualservices',
    );
    kubernetes.forget();
    kubernetes.reply(
      listOf,
      list([
        virtualService('cart', '39'),
        virtualService('fraud', '39', 'payments'),
      ]),
    );
    await clock.advance(5 * MINUTE);

    expect(state()?.state).toBe('live');
    expect(stateOf(`${id}/shop`)).toBeUndefined();
    expect(single.aborted).toBe(true);
    expect(names()).toHaveLength(2);
  });
});

describe('the clusters', () => {
  it('are asked for until the kubernetes plugin answers', async () => {
    const { kubernetes, clock, source } = setUp();
    expect(source.states()).toMatchObject([
      { id: 'kubernetes', state: 'loading' },
    ]);
    kubernetes.clusters = {
      type: 'backend',
      detail: 'The kubernetes plugin is not ready yet.',
    };
    source.start();
    await clock.advance(3_000);
    expect(source.states()).toMatchObject([
      {
        id: 'kubernetes',
        state: 'unavailable',
        reason: 'The kubernetes plugin is not ready yet.',
      },
    ]);
    expect(source.clusters()).toEqual([]);

    kubernetes.clusters = [{ name: 'sandbox', authProvider: 'aws' }];
    await clock.advance(10_000);
    expect(source.clusters()).toEqual(['sandbox']);
    expect(source.states().some(({ id }) => id === 'kubernetes')).toBe(false);
  });

  it('come and go with the kubernetes plugin', async () => {
    const { kubernetes, clock, source } = setUp();
    source.start();
    await clock.advance(1_000);
    const watch = kubernetes.watch(VIRTUAL_SERVICES);
    kubernetes.clusters = [{ name: 'other', authProvider: 'serviceAccount' }];
    await clock.advance(MINUTE);

    expect(source.clusters()).toEqual(['other']);
    expect(source.snapshot('sandbox')).toBeUndefined();
    expect(source.snapshot('other')).toBeDefined();
    expect(watch.aborted).toBe(true);
  });

  it('stay while the kubernetes plugin is away', async () => {
    const { kubernetes, clock, source, state } = setUp();
    source.start();
    await clock.advance(1_000);
    kubernetes.clusters = { type: 'backend', detail: '' };
    await clock.advance(2 * MINUTE);
    expect(source.clusters()).toEqual(['sandbox']);
    expect(state()?.state).toBe('live');
  });

  it('are those that the configuration names', async () => {
    const { kubernetes, clock, source, stateOf } = setUp({
      clusters: ['sandbox', 'lost'],
    });
    kubernetes.clusters = [
      { name: 'sandbox', authProvider: 'serviceAccount' },
      { name: 'other', authProvider: 'serviceAccount' },
    ];
    source.start();
    await clock.advance(1_000);
    expect(source.clusters()).toEqual(['lost', 'sandbox']);
    expect(stateOf('lost')).toMatchObject({
      state: 'unavailable',
      reason:
        'mesh.kubernetes.clusters names lost, but the kubernetes plugin does not have it.',
    });
    expect(kubernetes.requestsOf(/^other /)).toEqual([]);
  });

  it.each(['oidc', 'google', 'aks'])(
    'that need a token of the user say so: %s',
    async authProvider => {
      const { kubernetes, clock, source, stateOf } = setUp();
      kubernetes.clusters = [{ name: 'sandbox', authProvider }];
      source.start();
      await clock.advance(2 * MINUTE);
      expect(stateOf('sandbox')).toMatchObject({
        state: 'unavailable',
        since: '2026-11-25T10:00:00.000Z',
        reason: expect.stringContaining(
          `needs a user's token (auth provider ${authProvider})`,
        ),
      });
      expect(kubernetes.requests).toEqual([]);
      expect(source.snapshot('sandbox')).toBeUndefined();
    },
  );
});
