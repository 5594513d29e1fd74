import { applyChanges, type ScopeQuery } from '@fairway/mesh-core';
import { aRelease, aService, snapshotOf } from '../__testUtils__/smallWorld';
import { ScopeCache } from './ScopeCache';

const query: ScopeQuery = {
  entityRef: 'component:default/checkout',
  kubernetesId: 'checkout',
  problems: [],
};
const snapshot = snapshotOf('sandbox', [
  ...aService('shop', 'checkout'),
  ...aRelease('shop', 'checkout', [80, 20]),
  ...aService('shop', 'cart'),
]);

const event = (name: string, canary: string) => ({
  apiVersion: 'v1',
  kind: 'Event',
  metadata: { name, namespace: 'shop', resourceVersion: '9' },
  involvedObject: { kind: 'Canary', namespace: 'shop', name: canary },
  message: 'Advance checkout.shop canary weight 20',
  type: 'Normal',
});
const changed = (object: object, kind: 'Event' | 'Deployment') =>
  applyChanges(snapshot, [{ type: 'upsert', kind, object }]);

describe('ScopeCache', () => {
  it('finds a scope once per snapshot', () => {
    const cache = new ScopeCache();
    const found = cache.get(snapshot, query);
    expect(found.scope.workloads).toHaveLength(2);
    expect(cache.get(snapshot, { ...query })).toBe(found);
    expect(cache.get(snapshot, { ...query, kubernetesId: 'cart' })).not.toBe(
      found,
    );
  });

  it('has a revision that changes with the objects of the scope and with nothing else', () => {
    const cache = new ScopeCache();
    const { revision } = cache.get(snapshot, query);
    const [checkout] = aService('shop', 'checkout');
    const [cart] = aService('shop', 'cart');
    const touch = (object: typeof cart) => ({
      ...object,
      metadata: { ...object.metadata, resourceVersion: '2' },
    });
    const revisionAfter = (...change: Parameters<typeof changed>) =>
      cache.get(changed(...change), query).revision;

    expect(revisionAfter(touch(cart), 'Deployment')).toBe(revision);
    expect(revisionAfter(touch(checkout), 'Deployment')).not.toBe(revision);
    expect(revisionAfter(event('a', 'search'), 'Event')).toBe(revision);
    expect(revisionAfter(event('a', 'checkout'), 'Event')).not.toBe(revision);
  });
});
