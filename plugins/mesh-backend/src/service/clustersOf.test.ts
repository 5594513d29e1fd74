import type { Entity } from '@backstage/catalog-model';
import { anEntity } from '../__testUtils__/smallWorld';
import { clustersOf, resourcesOf } from './clustersOf';

const resource = (name: string, type: string): Entity => ({
  ...anEntity(name),
  kind: 'Resource',
  spec: { type },
});
const all = ['eu', 'sandbox', 'us'];

describe('the clusters of an entity', () => {
  it('are the one that its annotation names, also one that nobody reads', () => {
    const entity = anEntity('checkout', {
      'backstage.io/kubernetes-cluster': ' mars ',
    });
    expect(
      clustersOf(entity, [resource('eu', 'kubernetes-cluster')], all),
    ).toEqual(['mars']);
  });

  it('are those that it depends on', () => {
    const entity = anEntity('checkout', {}, [
      ['dependsOn', 'resource:default/us'],
      ['dependsOn', 'resource:default/orders-db'],
      ['dependsOn', 'resource:default/us'],
      ['dependsOn', 'component:default/cart'],
      ['ownedBy', 'group:default/resource:a'],
    ]);
    const refs = resourcesOf(entity);
    expect(refs).toEqual(['resource:default/us', 'resource:default/orders-db']);
    const found = [
      resource('us', 'kubernetes-cluster'),
      resource('orders-db', 'database'),
    ];
    expect(clustersOf(entity, found, all)).toEqual(['us']);
  });

  it('are all where it says nothing, or where the caller sees none of them', () => {
    expect(clustersOf(anEntity('checkout'), [], all)).toBe(all);
    expect(clustersOf(anEntity('checkout'), [undefined], all)).toBe(all);
  });
});
