import {
  LABEL_KUBERNETES_ID,
  type Binding,
} from '@fairway/backstage-plugin-mesh-common';
import { bindingOf } from '@fairway/mesh-core';
import type { IndexedEntity } from '../access';
import type { ClusterScope } from './ScopeCache';

/** No label of Kubernetes has this value. */
const NO_LABEL = '\u0000';

/**
 * Whether the clusters confirm that the workloads belong to the entity. All of them must.
 *
 * A label alone proves nothing while anybody can write its value into an entity of their own. So where entities of another owner
 * claim the same `backstage.io/kubernetes-id`, only the one entity that is named like it is believed; the others need the
 * annotation `fairway.dev/owner` on the namespace.
 *
 * @param claims - all entities that say which workloads belong to them
 */
export function confirmBinding(
  entity: IndexedEntity,
  scopes: readonly ClusterScope[],
  claims: readonly IndexedEntity[],
): Binding {
  const { name, ownerRef, kubernetesId = name } = entity;
  const rival = rivalOf(entity, claims);
  const bound = {
    // With a rival the label counts for nothing: only the owner of the namespace can confirm.
    kubernetesId: rival ? NO_LABEL : kubernetesId,
    entityName: name,
    ...(ownerRef && { ownerRef }),
  };
  const bindings = scopes.map(({ scope, snapshot }) =>
    bindingOf(scope, snapshot, bound),
  );
  const unconfirmed = bindings.find(({ state }) => state === 'unconfirmed');
  if (unconfirmed && rival) {
    return {
      state: 'unconfirmed',
      reason: `Entities of several owners claim the workloads with the label ${LABEL_KUBERNETES_ID}=${kubernetesId}, and no namespace says whose they are.`,
    };
  }
  return (
    unconfirmed ??
    bindings[0] ?? {
      state: 'unconfirmed',
      reason: 'There is no workload that could confirm the entity.',
    }
  );
}

function rivalOf(
  { entityRef, name, ownerRef, kubernetesId = name }: IndexedEntity,
  claims: readonly IndexedEntity[],
): IndexedEntity | undefined {
  return claims.find(
    other =>
      other.entityRef !== entityRef &&
      other.ownerRef !== ownerRef &&
      other.kubernetesId === kubernetesId &&
      (name !== kubernetesId || other.name === kubernetesId),
  );
}
