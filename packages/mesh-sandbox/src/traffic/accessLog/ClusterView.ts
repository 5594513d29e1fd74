import { KubernetesObject, namespaceOf, ObjectStore } from '../../kubernetes';
import { Flow } from '../flows';

/** Name of the Deployment that a pod belongs to: its ReplicaSet's without the hash. */
export function workloadOf(pod: KubernetesObject): string | undefined {
  const owner = pod.metadata.ownerReferences?.find(
    ({ kind }) => kind === 'ReplicaSet',
  );
  return owner?.name.replace(/-[^-]+$/, '');
}

/** Pods and ports as they are while one log is read. */
export class ClusterView {
  readonly #store: ObjectStore;
  readonly #pods = new Map<string, KubernetesObject[]>();

  constructor(store: ObjectStore) {
    this.#store = store;
    for (const pod of store.list('pods').items) {
      const key = `${namespaceOf(pod)}/${workloadOf(pod)}`;
      this.#pods.set(key, [...(this.#pods.get(key) ?? []), pod]);
    }
  }

  /** Pods of a workload. */
  podsOf(end: Flow['destination']): readonly KubernetesObject[] {
    return (end && this.#pods.get(`${end.namespace}/${end.name}`)) ?? [];
  }

  /** Port of the Service of a flow. */
  portOf({ service, call }: Flow): number {
    const { name, namespace } = service;
    const ports = (this.#store.get({ kind: 'services', namespace, name })?.spec
      ?.ports ?? []) as { name?: string; port: number }[];
    const named = ports.find(one => one.name?.startsWith(call.protocol));
    return (named ?? ports[0])?.port ?? (call.protocol === 'tcp' ? 443 : 80);
  }
}
