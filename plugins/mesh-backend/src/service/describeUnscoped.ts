import type { Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_KUBERNETES_ID,
  ANNOTATION_WORKLOADS,
  LABEL_KUBERNETES_ID,
  type SourceState,
  type Unscoped,
} from '@fairway/backstage-plugin-mesh-common';
import type { ScopeQuery } from '@fairway/mesh-core';

/** What to write in place of a namespace that is not known. */
const SOME_NAMESPACE = 'my-namespace';

/** An entity that does not say which workloads are meant. */
export function describeNotConfigured(
  entity: Entity,
  entityRef: string,
): Unscoped {
  const { name, title } = entity.metadata;
  return {
    status: 'not-configured',
    entityRef,
    reason: `No annotation says which workloads belong to ${title ?? name}.`,
    suggestion: { [ANNOTATION_KUBERNETES_ID]: name },
    lookedFor: [],
  };
}

/**
 * An entity whose annotations match nothing.
 *
 * @param clusters - where was looked
 * @param states - of the kinds that were looked for; a kind that was not read may hold the workload
 */
export function describeNoWorkloads(
  query: ScopeQuery,
  clusters: readonly string[],
  states: readonly SourceState[],
): Unscoped {
  const unread = states.filter(
    ({ kind, state }) =>
      (kind === undefined || kind === 'Deployment' || kind === 'DaemonSet') &&
      state !== 'live',
  );
  return {
    status: 'no-workloads',
    entityRef: query.entityRef,
    reason: reasonOf(query, clusters, unread),
    suggestion: {
      [ANNOTATION_WORKLOADS]: `${query.namespace ?? SOME_NAMESPACE}/${nameOf(query.entityRef)}`,
    },
    lookedFor: lookedFor(query, clusters),
  };
}

function reasonOf(
  query: ScopeQuery,
  clusters: readonly string[],
  unread: readonly SourceState[],
): string {
  if (query.problems.length > 0) {
    return query.problems.join(' ');
  }
  if (clusters.length === 0) {
    return 'No cluster is read yet.';
  }
  if (unread.some(({ state }) => state === 'loading')) {
    return 'The workloads are still being read.';
  }
  return unread.length > 0
    ? 'No workload was found, but not all of them could be read.'
    : 'No Deployment or DaemonSet is what the annotations of the entity ask for.';
}

function lookedFor(query: ScopeQuery, clusters: readonly string[]): string[] {
  const where = [
    query.namespace ? `in namespace ${query.namespace}` : 'in all namespaces',
    ...(clusters.length > 0 ? [`of ${clusters.join(', ')}`] : []),
  ].join(' ');
  if (query.workloads) {
    return query.workloads.map(
      ({ cluster, namespace, name }) =>
        `Deployment or DaemonSet ${namespace}/${name}${cluster ? ` in ${cluster}` : ''}`,
    );
  }
  const label =
    query.labelSelector ?? `${LABEL_KUBERNETES_ID}=${query.kubernetesId}`;
  return [`Deployments and DaemonSets with the label ${label} ${where}`];
}

function nameOf(entityRef: string): string {
  return entityRef.slice(entityRef.lastIndexOf('/') + 1);
}
