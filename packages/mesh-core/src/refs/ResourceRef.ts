/**
 * Names one object of one cluster.
 *
 * The group is part of the name, since kinds repeat between groups: Istio and
 * the Gateway API both have a `Gateway`. The version is not: one object is
 * served in several.
 *
 * @public
 */
export interface ResourceRef {
  /** Name of the cluster as the Backstage kubernetes plugin knows it. */
  cluster: string;
  /** Absent for objects that belong to no namespace. */
  namespace?: string;
  /** API group; the empty text for core Kubernetes. */
  group: string;
  kind: string;
  name: string;
}

/**
 * Writes a reference as text, for logs, keys and the UI. The text is stable
 * and {@link parseResourceRef} reads it back.
 *
 * The cluster comes last because only its name may hold `/` and `@`.
 *
 * @example `VirtualService.networking.istio.io/shop/checkout@sandbox`
 * @example `Namespace/shop@sandbox`
 * @public
 */
export function formatResourceRef(ref: ResourceRef): string {
  const kind = ref.group ? `${ref.kind}.${ref.group}` : ref.kind;
  const name = ref.namespace ? `${ref.namespace}/${ref.name}` : ref.name;
  return `${kind}/${name}@${ref.cluster}`;
}

const refPattern = /^([^./@]+)(?:\.([^/@]+))?\/(?:([^/@]+)\/)?([^/@]+)@(.*)$/s;

/**
 * Reads what {@link formatResourceRef} wrote.
 *
 * @returns `undefined` when the text is no reference.
 * @public
 */
export function parseResourceRef(text: string): ResourceRef | undefined {
  const match = refPattern.exec(text);
  if (!match) {
    return undefined;
  }
  const [, kind, group = '', namespace, name, cluster] = match;
  return namespace
    ? { cluster, namespace, group, kind, name }
    : { cluster, group, kind, name };
}

/**
 * Builds the key under which an object is looked up within its cluster. Every
 * index and map of objects takes its keys from here.
 *
 * @param group - API group; the empty text for core Kubernetes
 * @param namespace - `undefined` or empty for objects without a namespace
 * @public
 */
export function resourceKey(
  group: string,
  kind: string,
  namespace: string | undefined,
  name: string,
): string {
  return `${group}/${kind}/${namespace ?? ''}/${name}`;
}
