import { KubernetesObject } from './KubernetesObject';
import { KindRegistry, ResourceKind } from './ResourceKind';

/** One change of one object, as a watch reports it. */
export interface ObjectChange {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly kind: ResourceKind;
  readonly revision: number;
  /** The object after the change; for `DELETED` its last state with the revision of the deletion. */
  readonly object: KubernetesObject;
  /** The object before the change, absent for `ADDED`. */
  readonly previous?: KubernetesObject;
}

/** A list at one revision. */
export interface ObjectList {
  readonly revision: number;
  /** Ordered by namespace and name. Frozen objects: not to be changed. */
  readonly items: readonly KubernetesObject[];
}

/** Address of an object. */
export interface ObjectAddress {
  /** `<plural>.<group>`, the plural alone in the core group. */
  readonly kind: string;
  /** Absent for cluster-scoped kinds. */
  readonly namespace?: string;
  readonly name: string;
}

/** Conditions of a deletion. */
export interface DeletePreconditions {
  readonly uid?: string;
  readonly resourceVersion?: string;
}

/**
 * The objects of a cluster with their history. Revisions are numbers that grow with every change of any object, as etcd
 * counts them. Every method that fails throws a {@link StatusError}.
 */
export interface ObjectStore {
  readonly kinds: KindRegistry;
  /** Revision of the last change. */
  revision(): number;
  /** Objects of a kind, of one namespace when given, as of `revision` when given. @throws StatusError Expired */
  list(kind: string, namespace?: string, revision?: number): ObjectList;
  /** One object, undefined when there is none. */
  get(address: ObjectAddress): KubernetesObject | undefined;
  /** Adds an object. @throws StatusError AlreadyExists, Invalid, NotFound (namespace) */
  create(object: KubernetesObject): KubernetesObject;
  /** Replaces all but the status. @throws StatusError NotFound, Conflict, Invalid */
  update(object: KubernetesObject): KubernetesObject;
  /** Replaces the status only. @throws StatusError NotFound, Conflict */
  updateStatus(object: KubernetesObject): KubernetesObject;
  /**
   * What controllers use: creates the object or replaces it, status included; a write that changes nothing is none.
   */
  apply(object: KubernetesObject): KubernetesObject;
  /** Removes an object, or marks it as terminating while it has finalizers. @throws StatusError NotFound, Conflict */
  delete(
    address: ObjectAddress,
    preconditions?: DeletePreconditions,
  ): KubernetesObject;
  /** Changes of a kind after a revision, oldest first. @throws StatusError Expired when they are compacted */
  changesSince(kind: string, revision: number): readonly ObjectChange[];
  /** Calls back after every change until the returned function is called. */
  subscribe(listener: (change: ObjectChange) => void): () => void;
  /** Forgets the history: older revisions answer 410 from now on. */
  compact(): void;
}
