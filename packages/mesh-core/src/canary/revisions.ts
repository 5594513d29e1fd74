import type {
  Canary,
  DaemonSet,
  Deployment,
  PodTemplate,
  ReplicaSet,
} from '../resources';
import { canaryNames, type MeshSnapshot } from '../snapshot';
import { imageVersion } from '../snapshot/imageVersion';
import type { CanaryRevision } from './model';

const NOTHING: CanaryRevision = { images: [] };

type Workload = Deployment | DaemonSet;

function imagesOf(
  template: PodTemplate | undefined,
): Pick<CanaryRevision, 'images' | 'version'> {
  const images = (template?.spec?.containers ?? []).flatMap(
    ({ name, image }) =>
      image && name !== 'istio-proxy' ? [{ container: name, image }] : [],
  );
  const version = images[0] && imageVersion(images[0].image);
  return { images, ...(version === undefined ? {} : { version }) };
}

function replicasOf(
  workload: Workload,
): Pick<CanaryRevision, 'desired' | 'ready'> {
  if (workload.kind === 'Deployment') {
    const { status, spec } = workload;
    return {
      desired: spec.replicas ?? 1,
      ...(status ? { ready: status.readyReplicas ?? 0 } : {}),
    };
  }
  const { status } = workload;
  return status
    ? {
        desired: status.desiredNumberScheduled ?? 0,
        ready: status.numberReady ?? 0,
      }
    : {};
}

const ageOf = (set: ReplicaSet): string => set.metadata.creationTimestamp ?? '';

/** The ReplicaSets of a Deployment, the newest first. */
function replicaSetsOf(
  snapshot: MeshSnapshot,
  workload: Workload,
): ReplicaSet[] {
  const { namespace, name, uid } = workload.metadata;
  return snapshot
    .list('ReplicaSet', namespace)
    .filter(({ metadata }) => {
      const owner = (metadata.ownerReferences ?? []).find(
        ({ kind }) => kind === 'Deployment',
      );
      return (
        owner?.name === name &&
        (uid === undefined || owner.uid === undefined || owner.uid === uid)
      );
    })
    .sort((a, b) => (ageOf(a) > ageOf(b) ? -1 : 1));
}

/**
 * The pods of a Deployment that are ready now. While a promotion rolls out, or hangs, the template shows the new image already, but
 * users are served by the old ReplicaSet.
 */
function servingTemplate(
  snapshot: MeshSnapshot,
  workload: Workload,
): PodTemplate | undefined {
  const ready = (set: ReplicaSet): number => set.status?.readyReplicas ?? 0;
  const [serving] = replicaSetsOf(snapshot, workload)
    .filter(set => ready(set) > 0)
    .reverse()
    .sort((a, b) => ready(b) - ready(a));
  return serving?.spec.template ?? workload.spec.template;
}

/** The two revisions of a release. */
export interface Revisions {
  /** Serves users between releases. */
  primary: CanaryRevision;
  /** The one that is released, or was last. */
  canary: CanaryRevision;
}

/**
 * The two revisions of a release: the candidate is the pod template of the target, the stable one what the ready pods of the
 * primary run.
 */
export function revisionsOf(snapshot: MeshSnapshot, canary: Canary): Revisions {
  const names = canaryNames(canary);
  const kind = canary.spec.targetRef?.kind;
  if (!names || (kind !== 'Deployment' && kind !== 'DaemonSet')) {
    return { primary: NOTHING, canary: NOTHING };
  }
  const revision = (
    name: string,
    template: (workload: Workload) => PodTemplate | undefined,
  ): CanaryRevision => {
    const workload = snapshot.get(kind, canary.metadata.namespace, name);
    return workload
      ? {
          ref: snapshot.refOf(workload),
          ...imagesOf(template(workload)),
          ...replicasOf(workload),
        }
      : NOTHING;
  };
  return {
    primary: revision(names.primary, workload =>
      servingTemplate(snapshot, workload),
    ),
    canary: revision(names.target, workload => workload.spec.template),
  };
}

function firstImage(template: PodTemplate | undefined): string | undefined {
  return imagesOf(template).images[0]?.image;
}

/**
 * The version that failed. It is not always that of the target's pod template: the next one may have been pushed, or the old one
 * put back, before Flagger took notice.
 *
 * @param failedAt - when the run failed
 * @returns `undefined` when it cannot be told from the template
 */
export function failedVersion(
  snapshot: MeshSnapshot,
  canary: Canary,
  failedAt: string | undefined,
): string | undefined {
  const names = canaryNames(canary);
  const { namespace } = canary.metadata;
  const target = names && snapshot.get('Deployment', namespace, names.target);
  const primary = names && snapshot.get('Deployment', namespace, names.primary);
  if (!target || !primary || failedAt === undefined) {
    return undefined;
  }
  const stable = firstImage(servingTemplate(snapshot, primary));
  const now = firstImage(target.spec.template);
  const sets = replicaSetsOf(snapshot, target);
  const isOld = (set: ReplicaSet): boolean =>
    Date.parse(ageOf(set)) <= Date.parse(failedAt);
  const present = sets.find(set => firstImage(set.spec.template) === now);
  if (!present || (isOld(present) && now !== stable)) {
    return undefined;
  }
  const failed = sets.find(
    set => isOld(set) && firstImage(set.spec.template) !== stable,
  );
  return failed && imagesOf(failed.spec.template).version;
}
