import { indexedEntity } from '../access';
import {
  aNamespace,
  anEntity,
  aService,
  snapshotOf,
} from '../__testUtils__/smallWorld';
import { confirmBinding } from './confirmBinding';
import { ScopeCache } from './ScopeCache';

const CHECKOUT = 'group:default/team-checkout';
const PAYMENTS = 'group:default/team-payments';
const ID = 'backstage.io/kubernetes-id';

const claim = (
  name: string,
  owner: string,
  annotations: Record<string, string> = { [ID]: name },
) => indexedEntity(anEntity(name, annotations, [['ownedBy', owner]]))!;

const labelled = snapshotOf('sandbox', [
  aNamespace('payments'),
  ...aService('payments', 'payments'),
]);

function bind(
  entity: ReturnType<typeof claim>,
  others: ReturnType<typeof claim>[] = [],
  snapshots = [labelled],
) {
  const cache = new ScopeCache();
  const scopes = snapshots.map(snapshot => cache.get(snapshot, entity.query));
  return confirmBinding(entity, scopes, [entity, ...others]);
}

describe('confirmBinding', () => {
  it('believes the label', () => {
    expect(bind(claim('payments', PAYMENTS))).toMatchObject({
      state: 'confirmed',
    });
  });

  it('does not believe an entity that names the workloads of others', () => {
    const evil = claim('evil', CHECKOUT, {
      'fairway.dev/workloads': 'payments/payments',
    });
    expect(bind(evil)).toEqual({
      state: 'unconfirmed',
      reason: expect.stringContaining(
        'Deployment payments/payments does not have the label backstage.io/kubernetes-id=evil',
      ),
    });
  });

  it.each([
    ['by the label', { [ID]: 'payments' }],
    [
      'by name, with the id of the other one',
      { [ID]: 'payments', 'fairway.dev/workloads': 'payments/payments' },
    ],
  ])(
    'does not believe an entity that claims the label of others %s',
    (_, a) => {
      const evil = claim('evil', CHECKOUT, a);
      const real = claim('payments', PAYMENTS);
      expect(bind(evil, [real])).toEqual({
        state: 'unconfirmed',
        reason:
          'Entities of several owners claim the workloads with the label backstage.io/kubernetes-id=payments, and no namespace says whose they are.',
      });
      expect(bind(real, [evil]).state).toBe('confirmed');
    },
  );

  it('believes nobody where two of the same name claim the label', () => {
    const real = claim('payments', PAYMENTS);
    const namesake = {
      ...claim('payments', CHECKOUT),
      entityRef: 'component:evil/payments',
    };
    expect(bind(real, [namesake]).state).toBe('unconfirmed');
    expect(bind(namesake, [real]).state).toBe('unconfirmed');
  });

  it('believes the namespace of the owner, whoever claims the label', () => {
    const owned = snapshotOf('sandbox', [
      aNamespace('payments', PAYMENTS),
      ...aService('payments', 'payments'),
    ]);
    const real = claim('payments', PAYMENTS);
    const namesake = {
      ...claim('payments', CHECKOUT),
      entityRef: 'component:evil/payments',
    };
    expect(bind(real, [namesake], [owned]).state).toBe('confirmed');
    expect(bind(namesake, [real], [owned]).state).toBe('unconfirmed');
  });

  it('lets several entities of one owner share a label', () => {
    const component = claim('payments', PAYMENTS);
    const api = claim('payments-api', PAYMENTS, { [ID]: 'payments' });
    expect(bind(api, [component]).state).toBe('confirmed');
  });

  it('wants every cluster to confirm', () => {
    const bare = snapshotOf('eu', [...aService('payments', 'payments', 'x')]);
    const named = claim('payments', PAYMENTS, {
      'fairway.dev/workloads': 'payments/payments',
    });
    expect(bind(named, [], [labelled]).state).toBe('confirmed');
    expect(bind(named, [], [labelled, bare]).state).toBe('unconfirmed');
  });
});
