import type { Entity } from '@backstage/catalog-model';
import type { FilterPredicate } from '@backstage/filter-predicates';

/*
 * The same names as in mesh-common. Stated again, because the constants there would bring its schemas into the start of the
 * app; a test compares the two.
 */
const ANNOTATIONS = [
  'fairway.dev/workloads',
  'backstage.io/kubernetes-id',
  'backstage.io/kubernetes-label-selector',
] as const;

/** Annotations that tie an entity to workloads of a mesh. */
export const meshAnnotations: readonly string[] = ANNOTATIONS;

const annotated: FilterPredicate[] = [
  { 'metadata.annotations.fairway.dev/workloads': { $exists: true } },
  { 'metadata.annotations.backstage.io/kubernetes-id': { $exists: true } },
  {
    'metadata.annotations.backstage.io/kubernetes-label-selector': {
      $exists: true,
    },
  },
];

/** Entities with workloads. */
export const annotatedPredicate: FilterPredicate = { $any: annotated };

/**
 * Entities that get the tabs: those with workloads, and services and websites without any, so that their owners find the
 * annotation to add.
 */
export const tabPredicate: FilterPredicate = {
  $any: [
    ...annotated,
    { kind: 'component', 'spec.type': { $in: ['service', 'website'] } },
  ],
};

/**
 * Whether an annotation of the entity names workloads of a mesh.
 *
 * @public
 */
export function isMeshAvailable(entity: Entity): boolean {
  const annotations = entity.metadata.annotations ?? {};
  return ANNOTATIONS.some(annotation => Boolean(annotations[annotation]));
}
