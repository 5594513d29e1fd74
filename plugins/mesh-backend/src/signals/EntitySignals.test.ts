import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { applyChanges, type ScopeQuery } from '@fairway/mesh-core';
import { ManualClock } from '../__testUtils__/ManualClock';
import {
  anEntity,
  aService,
  FakeClusterSource,
  snapshotOf,
} from '../__testUtils__/smallWorld';
import { revisionOf, type EntityContext } from '../service';
import { ScopeCache } from '../service/ScopeCache';
import { EntitySignals } from './EntitySignals';

const query: ScopeQuery = {
  entityRef: 'component:default/checkout',
  kubernetesId: 'checkout',
  problems: [],
};
const [checkout] = aService('shop', 'checkout');
const [cart] = aService('shop', 'cart');

function setUp() {
  const clock = new ManualClock();
  const source = new FakeClusterSource(snapshotOf('sandbox', [checkout, cart]));
  const cache = new ScopeCache();
  const scopesOf = (of: ScopeQuery) => [
    cache.get(source.snapshot('sandbox')!, of),
  ];
  const publish = jest.fn().mockResolvedValue(undefined);
  const signals = new EntitySignals({
    source,
    contexts: { scopesOf },
    signals: { publish },
    clock,
    logger: mockServices.logger.mock(),
  });
  signals.start();
  const context = (state: 'confirmed' | 'unconfirmed' = 'confirmed') =>
    ({
      status: 'ok',
      entity: anEntity('checkout'),
      entityRef: query.entityRef,
      clusters: ['sandbox'],
      scopes: scopesOf(query),
      binding: { state, reason: '' },
      revision: revisionOf(scopesOf(query)),
      states: [],
      namespaces: new Set(['shop']),
    }) satisfies EntityContext;
  let version = 1;
  const touch = (object: typeof cart) => {
    version += 1;
    const metadata = { ...object.metadata, resourceVersion: String(version) };
    source.set(
      applyChanges(source.snapshot('sandbox')!, [
        {
          type: 'upsert',
          kind: 'Deployment',
          object: { ...object, metadata },
        },
      ]),
    );
  };
  const as = (name: string) => ({
    credentials: mockCredentials.user(`user:default/${name}`),
  });
  return { clock, signals, publish, context, touch, as };
}

describe('EntitySignals', () => {
  it('tells those who looked that something has changed, and nothing else', async () => {
    const { clock, signals, publish, context, touch, as } = setUp();
    signals.onViewed(context(), as('casey'));
    signals.onViewed(context(), as('tariq'));
    touch(checkout);
    touch(checkout);
    await clock.advance(500);
    expect(publish).toHaveBeenCalledTimes(1);
    expect(publish).toHaveBeenCalledWith({
      channel: 'mesh:entity',
      recipients: {
        type: 'user',
        entityRef: ['user:default/casey', 'user:default/tariq'],
      },
      message: {
        entityRef: query.entityRef,
        revision: context().revision,
      },
    });
  });

  it('is silent about what does not concern the entity', async () => {
    const { clock, signals, publish, context, touch, as } = setUp();
    signals.onViewed(context(), as('casey'));
    touch(cart);
    await clock.advance(1_000);
    expect(publish).not.toHaveBeenCalled();
  });

  it('forgets those who looked long ago', async () => {
    const { clock, signals, publish, context, touch, as } = setUp();
    signals.onViewed(context(), as('casey'));
    await clock.advance(10 * 60_000);
    touch(checkout);
    await clock.advance(1_000);
    expect(publish).not.toHaveBeenCalled();
  });

  it('tells no service, and nobody of what the cluster does not confirm', async () => {
    const { clock, signals, publish, context, touch, as } = setUp();
    signals.onViewed(context(), { credentials: mockCredentials.service() });
    signals.onViewed(context('unconfirmed'), as('casey'));
    touch(checkout);
    await clock.advance(1_000);
    expect(publish).not.toHaveBeenCalled();
  });

  it('bears that signals are not sent', async () => {
    const { clock, signals, publish, context, touch, as } = setUp();
    publish.mockRejectedValue(new Error('no signals'));
    signals.onViewed(context(), as('casey'));
    touch(checkout);
    await clock.advance(1_000);
    touch(checkout);
    await clock.advance(1_000);
    expect(publish).toHaveBeenCalledTimes(2);
  });

  it('ends', async () => {
    const { clock, signals, publish, context, touch, as } = setUp();
    signals.onViewed(context(), as('casey'));
    touch(checkout);
    signals.stop();
    touch(checkout);
    expect(clock.waiting).toBe(0);
    await clock.advance(1_000);
    expect(publish).not.toHaveBeenCalled();
  });
});
