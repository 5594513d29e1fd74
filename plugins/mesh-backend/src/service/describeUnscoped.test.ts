import type { ScopeQuery } from '@fairway/mesh-core';
import { aState, anEntity } from '../__testUtils__/smallWorld';
import { describeNotConfigured, describeNoWorkloads } from './describeUnscoped';

const entityRef = 'component:default/checkout';
const query = (more: Partial<ScopeQuery>): ScopeQuery => ({
  entityRef,
  problems: [],
  ...more,
});
const live = [aState('Deployment'), aState('DaemonSet')];

describe('an entity without annotations', () => {
  it('is told what to add', () => {
    expect(describeNotConfigured(anEntity('checkout', {}), entityRef)).toEqual({
      status: 'not-configured',
      entityRef,
      reason: 'No annotation says which workloads belong to checkout.',
      suggestion: { 'backstage.io/kubernetes-id': 'checkout' },
      lookedFor: [],
    });
  });
});

describe('an entity whose workloads are not found', () => {
  it.each<[string, Partial<ScopeQuery>, string]>([
    [
      'by id',
      { kubernetesId: 'checkout' },
      'Deployments and DaemonSets with the label backstage.io/kubernetes-id=checkout in all namespaces of sandbox, eu',
    ],
    [
      'by selector in a namespace',
      { labelSelector: 'app in (a,b)', namespace: 'shop' },
      'Deployments and DaemonSets with the label app in (a,b) in namespace shop of sandbox, eu',
    ],
    [
      'by name',
      { workloads: [{ namespace: 'shop', name: 'checkout' }] },
      'Deployment or DaemonSet shop/checkout',
    ],
    [
      'by name in a cluster',
      { workloads: [{ cluster: 'eu', namespace: 'shop', name: 'checkout' }] },
      'Deployment or DaemonSet shop/checkout in eu',
    ],
  ])('%s says what was looked for', (_, more, text) => {
    const view = describeNoWorkloads(query(more), ['sandbox', 'eu'], live);
    expect(view.lookedFor).toEqual([text]);
    expect(view.status).toBe('no-workloads');
  });

  it.each([
    [
      'nothing is wrong',
      { kubernetesId: 'x' },
      ['sandbox'],
      live,
      'No Deployment or DaemonSet is what the annotations of the entity ask for.',
    ],
    [
      'an annotation is wrong',
      { workloads: [], problems: ['The annotation is wrong.'] },
      ['sandbox'],
      live,
      'The annotation is wrong.',
    ],
    [
      'no cluster is known',
      { kubernetesId: 'x' },
      [],
      [],
      'No cluster is read yet.',
    ],
    [
      'the workloads are being read',
      { kubernetesId: 'x' },
      ['sandbox'],
      [aState('Deployment', 'loading')],
      'The workloads are still being read.',
    ],
    [
      'they could not be read',
      { kubernetesId: 'x' },
      ['sandbox'],
      [aState('DaemonSet', 'forbidden')],
      'No workload was found, but not all of them could be read.',
    ],
    [
      'something else could not be read',
      { kubernetesId: 'x' },
      ['sandbox'],
      [...live, aState('Event', 'forbidden')],
      'No Deployment or DaemonSet is what the annotations of the entity ask for.',
    ],
  ] as const)('says why when %s', (_, more, clusters, states, reason) => {
    expect(
      describeNoWorkloads(query(more as Partial<ScopeQuery>), clusters, states)
        .reason,
    ).toBe(reason);
  });
});
