/** Metadata of a Kubernetes object, as far as the sandbox reads it. */
export interface ObjectMeta {
  name?: string;
  generateName?: string;
  namespace?: string;
  uid?: string;
  resourceVersion?: string;
  generation?: number;
  /** RFC 3339, seconds. */
  creationTimestamp?: string;
  deletionTimestamp?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  ownerReferences?: OwnerReference[];
  finalizers?: string[];
  [field: string]: unknown;
}

/** Owner of an object. */
export interface OwnerReference {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  controller?: boolean;
  blockOwnerDeletion?: boolean;
}

/** Any Kubernetes object; the sandbox does not interpret more of it than it has to. */
export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
  spec?: Record<string, unknown>;
  status?: Record<string, unknown>;
  [field: string]: unknown;
}

/** `name` of an object that is in the store: always there. */
export function nameOf(object: KubernetesObject): string {
  return object.metadata.name ?? '';
}

/** `namespace` of an object, the empty string for a cluster-scoped one. */
export function namespaceOf(object: KubernetesObject): string {
  return object.metadata.namespace ?? '';
}
