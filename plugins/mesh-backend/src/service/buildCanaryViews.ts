import { NotAllowedError, NotFoundError } from '@backstage/errors';
import type {
  CanaryListView,
  CanaryLocation,
  CanaryView,
} from '@fairway/backstage-plugin-mesh-common';
import {
  canaryNames,
  evaluateCanary,
  membersOf,
  summarizeCanary,
  type CanarySummary,
  type ResourceRef,
} from '@fairway/mesh-core';
import type { EntityContext } from './ContextReader';
import { canaryKinds } from './freshnessOf';
import type { ClusterScope } from './ScopeCache';
import { scopedPart } from './scopedPart';

/**
 * The releases of an entity. Without a confirmed binding there are none to show.
 *
 * @param now - milliseconds since 1970
 */
export function buildCanaryListView(
  context: EntityContext,
  now: number,
): CanaryListView {
  const scopes = context.binding.state === 'confirmed' ? context.scopes : [];
  return {
    ...scopedPart(context, canaryKinds, now),
    canaries: canariesOf(scopes, now),
    withoutCanary: scopes.flatMap(withoutCanary),
  };
}

/** The Canaries of some scopes, in the order of cluster, namespace and name. */
export function canariesOf(
  scopes: readonly ClusterScope[],
  now: number,
): CanarySummary[] {
  return scopes.flatMap(({ scope, snapshot }) =>
    membersOf(scope, 'Canary').map(({ object }) =>
      summarizeCanary(snapshot, object, { now: new Date(now) }),
    ),
  );
}

/** Workloads that no Canary targets and that are no primary of one. */
function withoutCanary({ scope }: ClusterScope): ResourceRef[] {
  const released = new Set(
    membersOf(scope, 'Canary').flatMap(({ object }) => {
      const names = canaryNames(object);
      const { namespace } = object.metadata;
      return names
        ? [`${namespace}/${names.target}`, `${namespace}/${names.primary}`]
        : [];
    }),
  );
  return scope.workloads
    .filter(({ ref }) => !released.has(`${ref.namespace}/${ref.name}`))
    .map(({ ref }) => ref);
}

/**
 * One Canary of an entity with all its details.
 *
 * @throws NotFoundError for a Canary that is not one of the entity's
 * @throws NotAllowedError when the cluster does not confirm that the workloads belong to the entity
 */
export function buildCanaryView(
  context: EntityContext,
  location: CanaryLocation,
  now: number,
): CanaryView {
  if (context.binding.state !== 'confirmed') {
    throw new NotAllowedError(context.binding.reason);
  }
  for (const { scope, snapshot } of context.scopes) {
    for (const { object } of membersOf(scope, 'Canary')) {
      const { namespace, name } = object.metadata;
      if (
        scope.cluster === location.cluster &&
        namespace === location.namespace &&
        name === location.name
      ) {
        return {
          ...scopedPart(context, canaryKinds, now),
          canary: evaluateCanary(snapshot, object, { now: new Date(now) }),
        };
      }
    }
  }
  throw canaryNotFound(context.entityRef, location);
}

/** The error for a Canary that is not one of the entity's, whether it exists or not. */
export function canaryNotFound(
  entityRef: string,
  { cluster, namespace, name }: CanaryLocation,
): NotFoundError {
  return new NotFoundError(
    `${entityRef} has no Canary ${namespace}/${name} in cluster ${cluster}`,
  );
}
