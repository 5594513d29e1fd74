import type { Service } from '../resources';
import type { MeshSnapshot } from '../snapshot';
import {
  deployment,
  raw,
  service,
  snapshotOf,
  type RawObject,
} from '../snapshot/__testUtils__/objects';
import { pod } from './__testUtils__/routing';
import {
  areOnPods,
  podsBehind,
  versionBehind,
  workloadsBehind,
} from './podsBehind';

function behind(...objects: RawObject[]): {
  snapshot: MeshSnapshot;
  cart: Service;
} {
  const snapshot = snapshotOf(
    service('shop/cart', { app: 'cart' }),
    service('shop/manual'),
    ...objects,
  );
  const cart = snapshot.get('Service', 'shop', 'cart');
  if (!cart) {
    throw new Error('no Service');
  }
  return { snapshot, cart };
}

const v1 = { app: 'cart', version: 'v1' };
const v2 = { app: 'cart', version: 'v2' };

describe('podsBehind', () => {
  const { snapshot, cart } = behind(
    pod('shop/a', v1),
    pod('shop/b', v1, { ready: false }),
    pod('shop/c', v2),
    pod('shop/d', v2, { deleted: true }),
    pod('shop/e', v2, { phase: 'Failed' }),
    pod('shop/f', { app: 'search' }),
    pod('web/g', v1),
    raw('Pod', 'shop/h', { metadata: { labels: v1 } }),
  );

  it.each<[Record<string, string>, string[], number]>([
    [{}, ['a', 'b', 'c', 'h'], 2],
    [{ version: 'v1' }, ['a', 'b', 'h'], 1],
    [{ version: 'v2' }, ['c'], 1],
    [{ version: 'v3' }, [], 0],
    [{ app: 'search' }, ['f'], 1],
  ])('with %j are %j, %d ready', (subset, names, ready) => {
    const found = podsBehind(snapshot, cart, subset);
    expect(found.pods.map(({ metadata }) => metadata.name)).toEqual(names);
    expect(found.ready).toBe(ready);
  });

  it('are none without a selector', () => {
    const manual = snapshot.get('Service', 'shop', 'manual');
    expect(manual && podsBehind(snapshot, manual)).toEqual({
      pods: [],
      ready: 0,
    });
    expect(manual && workloadsBehind(snapshot, manual)).toEqual([]);
  });
});

describe('workloadsBehind', () => {
  it('are those whose pods would have the labels', () => {
    const { snapshot, cart } = behind(
      deployment('shop/cart', { podLabels: { version: 'v1' } }),
      raw('DaemonSet', 'shop/agent', {
        spec: { template: { metadata: { labels: v2 } } },
      }),
      deployment('shop/search'),
      deployment('web/cart'),
    );
    const names = (subset?: Record<string, string>) =>
      workloadsBehind(snapshot, cart, subset).map(
        ({ metadata }) => metadata.name,
      );
    expect(names()).toEqual(['cart', 'agent']);
    expect(names({ version: 'v2' })).toEqual(['agent']);
    expect(names({ version: 'v3' })).toEqual([]);
  });
});

describe('versionBehind', () => {
  it.each<[string, RawObject[], string | undefined]>([
    ['nothing', [], undefined],
    ['pods that agree', [pod('shop/a', v1), pod('shop/b', v1)], '1.9.4'],
    [
      'pods that do not agree',
      [pod('shop/a', v1), pod('shop/b', v2, { image: 'cart:2' })],
      undefined,
    ],
    [
      'pods before the workload',
      [deployment('shop/cart', { image: 'cart:3' }), pod('shop/a', v1)],
      '1.9.4',
    ],
    [
      'a workload without pods',
      [deployment('shop/cart', { image: 'cart:3' })],
      '3',
    ],
    ['images without a tag', [pod('shop/a', v1, { image: 'cart' })], undefined],
  ])('of %s', (_, objects, version) => {
    const { snapshot, cart } = behind(...objects);
    expect(versionBehind(snapshot, cart)).toBe(version);
  });
});

describe('areOnPods', () => {
  it.each([
    [{}, true],
    [{ version: 'v1' }, true],
    [{ 'topology.kubernetes.io/zone': 'a' }, false],
    [{ 'topology.istio.io/network': 'a', version: 'v1' }, false],
    [{ 'kubernetes.io/hostname': 'node' }, false],
  ])('%j: %s', (labels, on) => {
    expect(areOnPods(labels)).toBe(on);
  });
});
