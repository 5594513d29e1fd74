import type { Entity } from '@backstage/catalog-model';
import { filterPredicateToFilterFunction } from '@backstage/filter-predicates';
import {
  ANNOTATION_KUBERNETES_ID,
  ANNOTATION_KUBERNETES_LABEL_SELECTOR,
  ANNOTATION_WORKLOADS,
} from '@fairway/backstage-plugin-mesh-common';
import {
  annotatedPredicate,
  isMeshAvailable,
  meshAnnotations,
  tabPredicate,
} from './meshAnnotations';

const entity = (
  spec: Record<string, string>,
  annotations: Record<string, string> = {},
  kind = 'Component',
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name: 'checkout', annotations },
  spec,
});

describe('annotations', () => {
  it('are those of the contract', () => {
    expect(meshAnnotations).toEqual([
      ANNOTATION_WORKLOADS,
      ANNOTATION_KUBERNETES_ID,
      ANNOTATION_KUBERNETES_LABEL_SELECTOR,
    ]);
  });

  it.each<[string, Entity, { tabs: boolean; card: boolean }]>([
    [
      'a service with workloads',
      entity({ type: 'service' }, { 'backstage.io/kubernetes-id': 'checkout' }),
      { tabs: true, card: true },
    ],
    [
      'a service without an annotation, for the YAML to add',
      entity({ type: 'service' }),
      { tabs: true, card: false },
    ],
    ['a website', entity({ type: 'website' }), { tabs: true, card: false }],
    ['a library', entity({ type: 'library' }), { tabs: false, card: false }],
    [
      'a library that names workloads',
      entity({ type: 'library' }, { 'fairway.dev/workloads': 'shop/x' }),
      { tabs: true, card: true },
    ],
    [
      'an API',
      entity({ type: 'service' }, {}, 'API'),
      { tabs: false, card: false },
    ],
  ])('decide what %s shows', (_name, given, { tabs, card }) => {
    expect(filterPredicateToFilterFunction(tabPredicate)(given)).toBe(tabs);
    expect(filterPredicateToFilterFunction(annotatedPredicate)(given)).toBe(
      card,
    );
    expect(isMeshAvailable(given)).toBe(card);
  });
});
