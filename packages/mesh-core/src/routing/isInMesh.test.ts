import { scopeOf } from '../snapshot';
import {
  deployment,
  raw,
  snapshotOf,
  type RawObject,
} from '../snapshot/__testUtils__/objects';
import { isInMesh } from './isInMesh';
import { RoutingContext } from './RoutingContext';
import { cartQuery, pod } from './__testUtils__/routing';

function inMesh(
  podLabels: Record<string, string>,
  namespaceLabels: Record<string, string> | undefined,
  ...pods: RawObject[]
): boolean {
  const snapshot = snapshotOf(
    deployment('shop/cart', {
      labels: { 'backstage.io/kubernetes-id': 'cart' },
      podLabels,
    }),
    ...(namespaceLabels
      ? [raw('Namespace', 'shop', { metadata: { labels: namespaceLabels } })]
      : []),
    ...pods,
  );
  const scope = scopeOf(snapshot, cartQuery);
  return isInMesh(new RoutingContext(snapshot, scope, []), scope.workloads[0]);
}

const INJECT = 'sidecar.istio.io/inject';
const MODE = 'istio.io/dataplane-mode';

describe('isInMesh, by labels', () => {
  it.each<
    [Record<string, string>, Record<string, string> | undefined, boolean]
  >([
    [{}, undefined, false],
    [{}, {}, false],
    [{}, { 'istio-injection': 'enabled' }, true],
    [{}, { 'istio-injection': 'disabled' }, false],
    [{}, { 'istio.io/rev': '1-30' }, true],
    [{ [INJECT]: 'true' }, {}, true],
    [{ [INJECT]: 'false' }, { 'istio-injection': 'enabled' }, false],
    [{}, { [MODE]: 'ambient' }, true],
    [{ [MODE]: 'ambient' }, {}, true],
    [{ [MODE]: 'none' }, { [MODE]: 'ambient' }, false],
    [
      { [MODE]: 'none' },
      { [MODE]: 'ambient', 'istio-injection': 'enabled' },
      true,
    ],
  ])('pods %j in namespace %j: %s', (labels, namespace, expected) => {
    expect(inMesh(labels, namespace)).toBe(expected);
  });
});

describe('isInMesh, by pods', () => {
  const app = { app: 'cart' };
  const without = pod('shop/a', app, { sidecar: 'none' });

  it.each<[string, RawObject[], boolean]>([
    ['a sidecar', [pod('shop/a', app)], true],
    [
      'a native sidecar',
      [pod('shop/a', app, { sidecar: 'initContainer' })],
      true,
    ],
    ['none', [without], false],
    ['a sidecar in some', [without, pod('shop/b', app)], true],
    [
      'a sidecar only in one that ends',
      [without, pod('shop/b', app, { deleted: true })],
      false,
    ],
    ['pods of others alone', [pod('shop/a', { app: 'search' })], true],
  ])('%s', (_, pods, expected) => {
    const labels = { 'istio-injection': 'enabled' };
    expect(inMesh({}, labels, ...pods)).toBe(expected);
  });
});
