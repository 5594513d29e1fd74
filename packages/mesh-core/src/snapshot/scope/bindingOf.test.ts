import {
  deployment,
  labelled,
  raw,
  snapshotOf,
  underFlagger,
  type RawObject,
} from '../__testUtils__/objects';
import type { ScopeQuery } from '../scopeQuery';
import { bindingOf, type BoundEntity } from './bindingOf';
import { scopeOf } from './scopeOf';

const ID = 'backstage.io/kubernetes-id';
const owner = 'group:default/team-checkout';

function bindingFor(
  objects: RawObject[],
  query: Partial<ScopeQuery>,
  entity: Partial<BoundEntity> = {},
) {
  const snapshot = snapshotOf(...objects);
  const scope = scopeOf(snapshot, { entityRef: 'x', problems: [], ...query });
  return bindingOf(scope, snapshot, { entityName: 'checkout', ...entity });
}

const named = { workloads: [{ namespace: 'shop', name: 'checkout' }] };

describe('bindingOf', () => {
  it('is confirmed by the label, for the primary by its target', () => {
    expect(
      bindingFor(underFlagger('shop/checkout'), {
        kubernetesId: 'checkout',
      }),
    ).toEqual({
      state: 'confirmed',
      reason: `Every workload has the label ${ID}=checkout.`,
    });
  });

  it('is confirmed by the label of the Canary', () => {
    const objects = labelled(underFlagger('shop/checkout'), 'Canary', {
      [ID]: 'checkout',
    });
    expect(bindingFor(objects, named).state).toBe('confirmed');
  });

  it.each([
    ['the annotation', { kubernetesId: 'co' }, 'co', 'confirmed'],
    ['the name', {}, 'checkout', 'confirmed'],
    [
      'not the name, when there is an annotation',
      { kubernetesId: 'co' },
      'checkout',
      'unconfirmed',
    ],
    ['another entity', {}, 'other', 'unconfirmed'],
  ])('compares the label with %s', (_, entity, label, state) => {
    const objects = [deployment('shop/checkout', { labels: { [ID]: label } })];
    expect(bindingFor(objects, named, entity).state).toBe(state);
  });

  it.each([
    [owner, owner, 'confirmed'],
    [owner, 'group:default/other', 'unconfirmed'],
    [owner, undefined, 'unconfirmed'],
    [undefined, owner, 'unconfirmed'],
    [undefined, undefined, 'unconfirmed'],
  ])('namespace of %s, entity of %s: %s', (annotation, ownerRef, state) => {
    const objects = [
      deployment('shop/checkout'),
      raw('Namespace', 'shop', {
        metadata: {
          annotations: annotation ? { 'fairway.dev/owner': annotation } : {},
        },
      }),
    ];
    const binding = bindingFor(objects, named, { ownerRef });
    expect(binding.state).toBe(state);
    expect(binding.reason).toMatch(
      state === 'confirmed'
        ? `Namespace shop names ${owner} as its owner.`
        : 'Deployment shop/checkout does not have the label',
    );
  });

  it('names the first workload that nothing confirms', () => {
    const objects = [
      deployment('shop/checkout', { labels: { [ID]: 'checkout' } }),
      deployment('payments/vault'),
    ];
    const workloads = [
      ...named.workloads,
      { namespace: 'payments', name: 'vault' },
    ];
    expect(bindingFor(objects, { workloads })).toEqual({
      state: 'unconfirmed',
      reason: `Deployment payments/vault does not have the label ${ID}=checkout, nor does namespace payments name the owner of the entity.`,
    });
  });

  it('does not let a primary that is only named alike be confirmed', () => {
    const objects = [
      deployment('shop/checkout', { labels: { [ID]: 'checkout' } }),
      deployment('shop/checkout-primary'),
    ];
    const workloads = [
      ...named.workloads,
      { namespace: 'shop', name: 'checkout-primary' },
    ];
    expect(bindingFor(objects, { workloads }).state).toBe('unconfirmed');
  });

  it('is unconfirmed without workloads', () => {
    expect(bindingFor([], named)).toEqual({
      state: 'unconfirmed',
      reason: 'There is no workload that could confirm the entity.',
    });
  });
});
