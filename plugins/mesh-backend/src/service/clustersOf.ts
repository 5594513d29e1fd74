import type { Entity } from '@backstage/catalog-model';
import { RELATION_DEPENDS_ON } from '@backstage/catalog-model';
import { ANNOTATION_KUBERNETES_CLUSTER } from '@fairway/backstage-plugin-mesh-common';

/** Type of the Resources that stand for clusters. */
const CLUSTER_TYPE = 'kubernetes-cluster';

/** Full refs of the Resources that an entity depends on: some may be clusters. */
export function resourcesOf(entity: Entity): string[] {
  const refs = (entity.relations ?? [])
    .filter(({ type }) => type === RELATION_DEPENDS_ON)
    .map(({ targetRef }) => targetRef)
    .filter(ref => ref.startsWith('resource:'));
  return [...new Set(refs)];
}

/**
 * The clusters that an entity runs in: the one that its annotation names, else those among the Resources that it depends on, else
 * all. The names are not checked: a cluster that is not read is for the answer to report.
 *
 * @param resources - what {@link resourcesOf} names, as far as the caller sees it
 * @param all - clusters that are read
 */
export function clustersOf(
  entity: Entity,
  resources: readonly (Entity | undefined)[],
  all: readonly string[],
): readonly string[] {
  const named =
    entity.metadata.annotations?.[ANNOTATION_KUBERNETES_CLUSTER]?.trim();
  if (named) {
    return [named];
  }
  const related = resources
    .filter(resource => resource?.spec?.type === CLUSTER_TYPE)
    .map(resource => resource!.metadata.name);
  return related.length > 0 ? [...new Set(related)].sort() : all;
}
