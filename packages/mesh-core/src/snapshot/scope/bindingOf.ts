import { ANNOTATION_OWNER, LABEL_KUBERNETES_ID } from '../../refs/annotations';
import type { MeshSnapshot } from '../MeshSnapshot';
import {
  membersOf,
  type EntityScope,
  type ScopedWorkload,
} from './EntityScope';
import { canariesOfWorkload } from './workloadsOf';

/**
 * Who an entity is, as far as the cluster can confirm it.
 *
 * @public
 */
export interface BoundEntity {
  /** Annotation `backstage.io/kubernetes-id`; without it the entity's name counts. */
  kubernetesId?: string;
  entityName: string;
  /** Full ref of the owner, as in `group:default/team-checkout`. */
  ownerRef?: string;
}

/**
 * Whether the cluster says by itself that the workloads belong to the entity.
 *
 * @public
 */
export interface EntityBinding {
  state: 'confirmed' | 'unconfirmed';
  reason: string;
}

type Labels = Readonly<Record<string, string>> | undefined;

function ownerOf(
  snapshot: MeshSnapshot,
  namespace: string,
): string | undefined {
  return snapshot.get('Namespace', undefined, namespace)?.metadata
    .annotations?.[ANNOTATION_OWNER];
}

/** Labels that may confirm a workload: its own, and those of the Canaries that release it. */
function labelsOf(snapshot: MeshSnapshot, workload: ScopedWorkload): Labels[] {
  const { kind, object } = workload;
  return [
    object.metadata.labels,
    ...canariesOfWorkload(snapshot, kind, object).map(
      ({ canary }) => canary.metadata.labels,
    ),
  ];
}

/** A primary is confirmed by its target, since Flagger does not copy the label. */
function confirmedBySibling(
  snapshot: MeshSnapshot,
  scope: EntityScope,
  workload: ScopedWorkload,
  id: string,
): boolean {
  const own = canariesOfWorkload(snapshot, workload.kind, workload.object);
  return scope.workloads.some(
    other =>
      other.role === 'target' &&
      other.object.metadata.labels?.[LABEL_KUBERNETES_ID] === id &&
      canariesOfWorkload(snapshot, other.kind, other.object).some(
        ({ canary }) => own.some(mine => mine.canary === canary),
      ),
  );
}

/**
 * Whether the cluster confirms that the workloads of a scope belong to the entity. Anybody can write an annotation into an entity
 * of their own; so each workload (or its Canary) must carry the label `backstage.io/kubernetes-id` of the entity, or lie in a
 * namespace whose annotation `fairway.dev/owner` is the full ref of the entity's owner.
 *
 * @public
 */
export function bindingOf(
  scope: EntityScope,
  snapshot: MeshSnapshot,
  entity: BoundEntity,
): EntityBinding {
  const id = entity.kubernetesId ?? entity.entityName;
  const [first] = scope.workloads;
  if (!first && membersOf(scope, 'Canary').length === 0) {
    const reason = 'There is no workload that could confirm the entity.';
    return { state: 'unconfirmed', reason };
  }
  const byOwner = new Set<string>();
  for (const workload of scope.workloads) {
    const { namespace, name } = workload.object.metadata;
    const labelled =
      labelsOf(snapshot, workload).some(
        labels => labels?.[LABEL_KUBERNETES_ID] === id,
      ) ||
      (workload.role === 'primary' &&
        confirmedBySibling(snapshot, scope, workload, id));
    const owned =
      entity.ownerRef !== undefined &&
      ownerOf(snapshot, namespace) === entity.ownerRef;
    if (!labelled && !owned) {
      return {
        state: 'unconfirmed',
        reason: `${workload.kind} ${namespace}/${name} does not have the label ${LABEL_KUBERNETES_ID}=${id}, nor does namespace ${namespace} name the owner of the entity.`,
      };
    }
    if (!labelled) {
      byOwner.add(namespace);
    }
  }
  const reason =
    byOwner.size > 0
      ? `Namespace ${[...byOwner].join(', ')} names ${entity.ownerRef} as its owner.`
      : `Every workload has the label ${LABEL_KUBERNETES_ID}=${id}.`;
  return { state: 'confirmed', reason };
}
