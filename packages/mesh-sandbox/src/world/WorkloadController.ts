import {
  KubernetesObject,
  nameOf,
  namespaceOf,
  ObjectStore,
} from '../kubernetes';
import { deploymentStatus, replicaSetStatus } from './workloadStatus';
import { isAmbient, isInjected, isReady, podOf, podStatus } from './podOf';
import { templateHash } from './stableHash';
import { isWorkload, WorkloadObject } from './workloadShapes';
import { toTimestamp } from './WorldClock';

const watchedKinds = new Set([
  'deployments.apps',
  'replicasets.apps',
  'pods',
  'horizontalpodautoscalers.autoscaling',
]);
const revisionAnnotation = 'deployment.kubernetes.io/revision';

/** What a workload controller needs. */
export interface WorkloadControllerOptions {
  readonly store: ObjectStore;
  /** Milliseconds from the creation of a pod until it is ready. */
  readonly readyAfterMs: number;
}

function ownedBy(
  owner: KubernetesObject,
): (object: KubernetesObject) => boolean {
  return object =>
    object.metadata.ownerReferences?.some(
      reference => reference.uid === owner.metadata.uid,
    ) ?? false;
}

function revisionOf(object: KubernetesObject): number {
  return Number(object.metadata.annotations?.[revisionAnnotation] ?? 0);
}

/**
 * Plays the Deployment and ReplicaSet controllers and the kubelet: ReplicaSets and Pods appear and disappear with the
 * replicas of their Deployment, a new template is rolled out once its pods are ready.
 */
export class WorkloadController {
  readonly #store: ObjectStore;
  readonly #readyAfterMs: number;
  /** Namespaces in which something changed since they were looked at. */
  #dirty: Set<string>;
  #starting = 0;

  constructor(options: WorkloadControllerOptions) {
    this.#store = options.store;
    this.#readyAfterMs = options.readyAfterMs;
    this.#dirty = new Set(
      this.#store.list('deployments.apps').items.map(namespaceOf),
    );
    this.#store.subscribe(({ kind, object }) => {
      if (watchedKinds.has(kind.key)) {
        this.#dirty.add(namespaceOf(object));
      }
    });
  }

  /**
   * Brings everything into line with the Deployments, as of `nowMs`. Calling it twice changes nothing. Returns the number
   * of pods that are not ready yet.
   */
  reconcile(nowMs: number): number {
    const namespaces = this.#dirty;
    this.#dirty = new Set();
    let starting = 0;
    for (const namespace of namespaces) {
      this.#starting = 0;
      this.#reconcileNamespace(namespace, nowMs);
      if (this.#starting > 0) {
        this.#dirty.add(namespace);
      }
      starting += this.#starting;
    }
    return starting;
  }

  #reconcileNamespace(namespace: string, nowMs: number): void {
    for (const object of this.#store.list('deployments.apps', namespace)
      .items) {
      if (isWorkload(object)) {
        this.#reconcileDeployment(object, nowMs);
      }
    }
  }

  #reconcileDeployment(deployment: WorkloadObject, nowMs: number): void {
    const desired =
      deployment.spec.replicas ?? this.#defaultReplicas(deployment);
    if (deployment.spec.replicas === undefined) {
      this.#store.update({
        ...deployment,
        spec: { ...deployment.spec, replicas: desired },
      });
    }
    const current = this.#currentReplicaSet(deployment, nowMs);
    const old = this.#replicaSets(deployment).filter(
      set => nameOf(set) !== nameOf(current),
    );
    const ready = this.#scale(current, desired, deployment, nowMs);
    const rolledOut = ready >= desired;
    let oldReady = 0;
    for (const set of old) {
      oldReady += this.#scale(
        set,
        rolledOut ? 0 : (set.spec.replicas ?? 0),
        deployment,
        nowMs,
      );
    }
    this.#prune(deployment, current);
    this.#writeDeployment(
      deployment,
      { desired, ready, oldReady, current: nameOf(current) },
      nowMs,
    );
  }

  /** What the autoscaler asks for, else 1 as the API server defaults. */
  #defaultReplicas(deployment: WorkloadObject): number {
    const scaler = this.#store
      .list('horizontalpodautoscalers.autoscaling', namespaceOf(deployment))
      .items.find(
        item =>
          (item.spec?.scaleTargetRef as { name?: string })?.name ===
          nameOf(deployment),
      );
    return (scaler?.spec?.minReplicas as number | undefined) ?? 1;
  }

  #replicaSets(deployment: WorkloadObject): WorkloadObject[] {
    return this.#store
      .list('replicasets.apps', namespaceOf(deployment))
      .items.filter(ownedBy(deployment))
      .filter(isWorkload);
  }

  #currentReplicaSet(
    deployment: WorkloadObject,
    nowMs: number,
  ): WorkloadObject {
    const { template, selector } = deployment.spec;
    const hash = templateHash(template);
    const name = `${nameOf(deployment)}-${hash}`;
    const sets = this.#replicaSets(deployment);
    const revision = Math.max(0, ...sets.map(revisionOf));
    const existing = sets.find(set => nameOf(set) === name);
    if (existing && revisionOf(existing) === revision) {
      return existing;
    }
    const hashLabel = { 'pod-template-hash': hash };
    const labels = { ...template.metadata.labels, ...hashLabel };
    // a template that was there before is rolled out by its old ReplicaSet, with a new revision
    return this.#store.apply({
      ...(existing ?? { apiVersion: 'apps/v1', kind: 'ReplicaSet' }),
      metadata: {
        ...(existing?.metadata ?? { creationTimestamp: toTimestamp(nowMs) }),
        name,
        namespace: namespaceOf(deployment),
        labels,
        annotations: { [revisionAnnotation]: String(revision + 1) },
        ownerReferences: [
          {
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            name: nameOf(deployment),
            uid: deployment.metadata.uid ?? '',
            controller: true,
            blockOwnerDeletion: true,
          },
        ],
      },
      spec: {
        replicas: existing?.spec.replicas ?? 0,
        selector: { matchLabels: { ...selector.matchLabels, ...hashLabel } },
        template: { ...template, metadata: { ...template.metadata, labels } },
      },
    }) as WorkloadObject;
  }

  /** Gives a ReplicaSet its pods; returns how many are ready. */
  #scale(
    replicaSet: WorkloadObject,
    replicas: number,
    deployment: WorkloadObject,
    nowMs: number,
  ): number {
    const pods = this.#store
      .list('pods', namespaceOf(replicaSet))
      .items.filter(ownedBy(replicaSet));
    for (const pod of pods.slice(replicas)) {
      this.#store.delete({
        kind: 'pods',
        namespace: namespaceOf(pod),
        name: nameOf(pod),
      });
    }
    const kept = pods.slice(0, replicas);
    const namespace = this.#store.get({
      kind: 'namespaces',
      name: namespaceOf(replicaSet),
    });
    const { labels } = replicaSet.spec.template.metadata;
    const injected = isInjected(labels, namespace);
    const ambient = !injected && isAmbient(labels, namespace);
    for (let index = kept.length; index < replicas; index += 1) {
      const input = {
        replicaSet,
        index,
        nowMs,
        injected,
        ambient,
        workload: nameOf(deployment),
      };
      kept.push(this.#store.apply(podOf(input)));
    }
    const ready = kept.map(pod => this.#run(pod, nowMs)).filter(isReady).length;
    this.#starting += replicas - ready;
    this.#store.apply({
      ...replicaSet,
      spec: { ...replicaSet.spec, replicas },
      status: replicaSetStatus(replicas, ready, replicaSet.metadata.generation),
    });
    return ready;
  }

  #run(pod: KubernetesObject, nowMs: number): KubernetesObject {
    if (isReady(pod)) {
      return pod;
    }
    const readyAtMs =
      Date.parse(pod.metadata.creationTimestamp ?? '') + this.#readyAfterMs;
    return this.#store.updateStatus({
      ...pod,
      status: podStatus(pod, nowMs >= readyAtMs, nowMs),
    });
  }

  #prune(deployment: WorkloadObject, current: WorkloadObject): void {
    const idle = this.#replicaSets(deployment)
      .filter(
        set =>
          nameOf(set) !== nameOf(current) && (set.spec.replicas ?? 0) === 0,
      )
      .sort((a, b) => revisionOf(b) - revisionOf(a));
    for (const set of idle.slice(deployment.spec.revisionHistoryLimit ?? 10)) {
      this.#store.delete({
        kind: 'replicasets.apps',
        namespace: namespaceOf(set),
        name: nameOf(set),
      });
    }
  }

  #writeDeployment(
    { metadata }: WorkloadObject,
    state: {
      desired: number;
      ready: number;
      oldReady: number;
      current: string;
    },
    nowMs: number,
  ): void {
    const address = {
      kind: 'deployments.apps',
      namespace: metadata.namespace,
      name: metadata.name ?? '',
    };
    const latest = this.#store.get(address);
    if (!latest) {
      return;
    }
    const sets = this.#replicaSets(latest as WorkloadObject);
    const annotated = this.#store.apply({
      ...latest,
      metadata: {
        ...latest.metadata,
        annotations: {
          ...latest.metadata.annotations,
          [revisionAnnotation]: String(Math.max(...sets.map(revisionOf))),
        },
      },
    });
    this.#store.updateStatus({
      ...annotated,
      status: deploymentStatus(annotated, state, nowMs),
    });
  }
}
