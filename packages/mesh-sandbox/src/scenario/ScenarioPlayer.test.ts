import { resolve } from 'node:path';
import { KubernetesObject, nameOf, ObjectStore } from '../kubernetes';
import { createSeriesStore } from '../prometheus';
import { createWorldClock } from '../world/WorldClock';
import { loadScenario, ScenarioFiles } from '../world';
import { ScenarioPlayer } from './ScenarioPlayer';

const shop = resolve(__dirname, '../../../../examples/scenarios/shop');
const startMs = Date.parse('2026-11-25T12:00:00Z');

jest.setTimeout(60_000);

interface Stage {
  readonly store: ObjectStore;
  readonly player: ScenarioPlayer;
  /** Lets time pass, second by second. */
  wait(seconds: number): void;
}

function perform(files: ScenarioFiles, pace = 1): Stage {
  let nowMs = startMs;
  const clock = createWorldClock(() => nowMs);
  const player = new ScenarioPlayer({
    files,
    clock,
    series: createSeriesStore(),
    pace,
    historyMs: 0,
  });
  player.playPast();
  return {
    store: player.store,
    player,
    wait(seconds) {
      for (let second = 0; second < seconds; second += 1) {
        nowMs += 1000;
        player.step();
      }
    },
  };
}

const canary = (
  store: ObjectStore,
  namespace: string,
  name: string,
): KubernetesObject =>
  store.get({
    kind: 'canaries.flagger.app',
    namespace,
    name,
  }) as KubernetesObject;

function weightsOf(
  store: ObjectStore,
  namespace: string,
  name: string,
): number[][] {
  const virtualService = store.get({
    kind: 'virtualservices.networking.istio.io',
    namespace,
    name,
  });
  const http = virtualService?.spec?.http as { route: { weight: number }[] }[];
  return http.map(({ route }) => route.map(({ weight }) => weight));
}

const messagesOf = (
  store: ObjectStore,
  namespace: string,
  name: string,
): string[] =>
  store
    .list('events', namespace)
    .items.filter(
      event => (event.involvedObject as { name: string }).name === name,
    )
    .map(event => String(event.message));

function podsOf(
  store: ObjectStore,
  namespace: string,
  app: string,
): KubernetesObject[] {
  return store
    .list('pods', namespace)
    .items.filter(pod => pod.metadata.labels?.app === app);
}

describe('the shop at the start', () => {
  let store: ObjectStore;
  beforeAll(async () => {
    ({ store } = perform(await loadScenario(shop)));
  });

  it.each([
    ['shop', 'checkout', { phase: 'Progressing' }, [[80, 20]]],
    [
      'shop',
      'catalogue',
      { phase: 'WaitingPromotion', canaryWeight: 0, iterations: -1 },
      [[50, 50]],
    ],
    [
      'shop',
      'search',
      { phase: 'Failed', canaryWeight: 0, failedChecks: 0 },
      [[100, 0]],
    ],
    [
      'storefront',
      'web',
      { phase: 'Progressing', iterations: 6, canaryWeight: 0 },
      [[0, 100], [0]],
    ],
    [
      'payments',
      'payments',
      { phase: 'Progressing', iterations: 3 },
      [[100, 0]],
    ],
  ])('%s/%s', (namespace, name, status, weights) => {
    expect(canary(store, namespace, name).status).toMatchObject(status);
    expect(weightsOf(store, namespace, name)).toEqual(weights);
  });

  it('remembers why search failed', () => {
    const messages = messagesOf(store, 'shop', 'search');
    expect(
      messages.filter(message =>
        message.startsWith('Halt search.shop advancement request duration'),
      ),
    ).toHaveLength(3);
    expect(messages).toContain(
      'Rolling back search.shop failed checks threshold reached 3',
    );
    expect(podsOf(store, 'shop', 'search')).toEqual([]);
    expect(podsOf(store, 'shop', 'search-primary')).toHaveLength(2);
  });

  it('runs the new version beside the old one while a release waits', () => {
    const imagesOf = (app: string) =>
      podsOf(store, 'shop', app).map(
        pod => (pod.spec?.containers as { image: string }[])[0].image,
      );
    expect(new Set(imagesOf('catalogue'))).toEqual(
      new Set(['shop/catalogue:4.2.0']),
    );
    expect(new Set(imagesOf('catalogue-primary'))).toEqual(
      new Set(['shop/catalogue:4.1.0']),
    );
  });

  it('lets every Service lead to pods that are ready', () => {
    const slices = store.list('endpointslices.discovery.k8s.io').items;
    const empty = slices.filter(
      slice => (slice.endpoints as unknown[]).length === 0,
    );
    // nothing runs behind the canary of a release that failed
    expect(
      empty.map(slice => slice.metadata.labels?.['kubernetes.io/service-name']),
    ).toEqual(['search-canary']);
    expect(slices).toHaveLength(store.list('services').items.length);
  });

  it('carries the proof of ownership on workloads and Canaries', () => {
    const components = store
      .list('deployments.apps')
      .items.filter(
        ({ metadata }) =>
          !metadata.namespace?.startsWith('istio-') &&
          !metadata.labels?.['gateway.istio.io/managed'],
      )
      .map(({ metadata }) => [
        metadata.name?.replace(/-(primary|v2)$/, ''),
        metadata.labels?.['backstage.io/kubernetes-id'],
      ]);
    expect(components.length).toBe(29);
    components.forEach(([name, id]) => expect(id).toBe(name));
    for (const item of store.list('canaries.flagger.app').items) {
      expect(item.metadata.labels?.['backstage.io/kubernetes-id']).toBe(
        nameOf(item),
      );
    }
    for (const item of store.list('namespaces').items) {
      expect(item.metadata.annotations?.['fairway.dev/owner']).toMatch(
        /^group:default\/team-/,
      );
    }
  });

  it('has a proxy everywhere but in legacy-ledger, in ambient pods and in the control plane', () => {
    const without = store
      .list('pods')
      .items.filter(
        pod =>
          !(pod.spec?.containers as { name: string }[]).some(
            ({ name }) => name === 'istio-proxy',
          ),
      )
      .map(pod => [
        pod.metadata.labels?.app,
        pod.metadata.annotations?.['ambient.istio.io/redirection'],
      ]);
    expect(
      without.filter(([, ambient]) => !ambient).map(([app]) => app),
    ).toEqual(['flagger', 'istiod', 'legacy-ledger']);
    expect(
      without
        .filter(([, ambient]) => ambient === 'enabled')
        .map(([app]) => app),
    ).toEqual(['loyalty', 'loyalty', 'loyalty', 'offers', 'offers']);
  });
});

describe('the shop as time passes', () => {
  let files: ScenarioFiles;
  beforeAll(async () => {
    files = await loadScenario(shop);
  });

  it('moves a weight every ten seconds, promotes, and starts the next version', () => {
    const { store, wait } = perform(files);
    const seen: string[] = [];
    const images: string[] = [];
    for (let tick = 0; tick < 40; tick += 1) {
      const { phase } = canary(store, 'shop', 'checkout').status as {
        phase: string;
      };
      const [[primary, share]] = weightsOf(store, 'shop', 'checkout');
      seen.push(`${phase} ${primary}/${share}`);
      const target = store.get({
        kind: 'deployments.apps',
        namespace: 'shop',
        name: 'checkout',
      });
      images.push((target?.spec as any).template.spec.containers[0].image);
      wait(10);
    }
    const run = [
      ...['80/20', '75/25', '70/30', '65/35', '60/40', '55/45', '50/50'].map(
        weights => `Progressing ${weights}`,
      ),
      'Promoting 50/50',
      'Finalising 100/0',
      'Succeeded 100/0',
    ];
    expect(seen.slice(0, run.length)).toEqual(run);
    expect(seen.slice(run.length)).toContain('Progressing 95/5');
    expect([...new Set(images)].slice(0, 2)).toEqual([
      'shop/checkout:2.15.0',
      'shop/checkout:2.15.1',
    ]);
  });

  it('promotes catalogue once somebody opens the gate', () => {
    const { store, player, wait } = perform(files);
    wait(120);
    expect(canary(store, 'shop', 'catalogue').status).toMatchObject({
      phase: 'WaitingPromotion',
    });
    player.director.setGate('shop/catalogue', 'release approval', 'open');
    wait(120);
    expect(canary(store, 'shop', 'catalogue').status).toMatchObject({
      phase: 'Succeeded',
    });
    expect(weightsOf(store, 'shop', 'catalogue')).toEqual([[100, 0]]);
    expect(podsOf(store, 'shop', 'catalogue')).toEqual([]);
    const [pod] = podsOf(store, 'shop', 'catalogue-primary');
    expect((pod.spec?.containers as { image: string }[])[0].image).toBe(
      'shop/catalogue:4.2.0',
    );
  });

  it('rolls catalogue back when the rollback gate opens', () => {
    const { store, player, wait } = perform(files);
    player.director.setGate('shop/catalogue', 'manual rollback', 'open');
    wait(60);
    expect(canary(store, 'shop', 'catalogue').status).toMatchObject({
      phase: 'Failed',
    });
    expect(messagesOf(store, 'shop', 'catalogue')).toContain(
      'Rolling back catalogue.shop manual webhook invoked',
    );
  });

  it('takes steps faster with a higher pace', () => {
    const { store, wait } = perform(files, 10);
    const before = store.revision();
    wait(30);
    const phases = store
      .changesSince('canaries.flagger.app', before)
      .filter(({ object }) => nameOf(object) === 'checkout')
      .map(({ object }) => (object.status as { phase: string }).phase);
    expect(phases).toContain('Succeeded');
    expect(phases.length).toBeGreaterThan(20);
  });

  it('leaves still scenes as they are', () => {
    const { store, wait } = perform(files);
    const before = [
      canary(store, 'storefront', 'web'),
      canary(store, 'payments', 'payments'),
    ];
    wait(180);
    expect([
      canary(store, 'storefront', 'web'),
      canary(store, 'payments', 'payments'),
    ]).toEqual(before);
  });

  it('does not grow without bounds', () => {
    const { store, wait } = perform(files, 10);
    wait(150);
    const count = (kind: string) => store.list(kind, 'shop').items.length;
    const [events, sets, pods] = ['events', 'replicasets.apps', 'pods'].map(
      count,
    );
    wait(300);
    expect(count('events')).toBeLessThanOrEqual(Math.max(events, 3 * 81));
    expect(count('replicasets.apps')).toBeLessThanOrEqual(sets + 1);
    expect(count('pods')).toBeLessThanOrEqual(pods + 4);
  });
});
