/** A kind that the API server serves. */
export interface ResourceKind {
  /** API group, the empty string for the core group. */
  readonly group: string;
  /** Served versions, the preferred one first. */
  readonly versions: readonly string[];
  readonly kind: string;
  readonly plural: string;
  readonly singular: string;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly namespaced: boolean;
  /** True when status is written through the `status` subresource only. */
  readonly hasStatus: boolean;
  /** True for a kind that comes from a CustomResourceDefinition. */
  readonly custom: boolean;
  /** `<plural>.<group>`, or the plural alone in the core group: the name of the resource in messages and in the store. */
  readonly key: string;
}

/** Looks up served kinds. */
export interface KindRegistry {
  readonly all: readonly ResourceKind[];
  /** By `<plural>.<group>`. @throws Error when no such kind is served */
  byKey(key: string): ResourceKind;
  /** By the group and version of a URL and the plural. */
  byPath(
    group: string,
    version: string,
    plural: string,
  ): ResourceKind | undefined;
  /** By an object's `apiVersion` and `kind`. */
  byObject(object: {
    apiVersion: string;
    kind: string;
  }): ResourceKind | undefined;
}

/** Group and version of an `apiVersion`. */
export function splitApiVersion(apiVersion: string): {
  group: string;
  version: string;
} {
  const slash = apiVersion.indexOf('/');
  return slash < 0
    ? { group: '', version: apiVersion }
    : {
        group: apiVersion.slice(0, slash),
        version: apiVersion.slice(slash + 1),
      };
}

/** `apiVersion` of a group and version. */
export function apiVersionOf(group: string, version: string): string {
  return group === '' ? version : `${group}/${version}`;
}

/** A registry of the given kinds. */
export function createKindRegistry(
  kinds: readonly ResourceKind[],
): KindRegistry {
  const keys = new Map(kinds.map(kind => [kind.key, kind]));
  const paths = new Map<string, ResourceKind>();
  const objects = new Map<string, ResourceKind>();
  for (const kind of kinds) {
    for (const version of kind.versions) {
      paths.set(`${kind.group}/${version}/${kind.plural}`, kind);
      objects.set(`${apiVersionOf(kind.group, version)}/${kind.kind}`, kind);
    }
  }
  return {
    all: kinds,
    byKey(key) {
      const kind = keys.get(key);
      if (!kind) {
        throw new Error(`The sandbox serves no resource "${key}"`);
      }
      return kind;
    },
    byPath: (group, version, plural) =>
      paths.get(`${group}/${version}/${plural}`),
    byObject: object => objects.get(`${object.apiVersion}/${object.kind}`),
  };
}
