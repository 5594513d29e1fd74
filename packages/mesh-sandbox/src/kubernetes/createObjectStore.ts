import { randomUUID } from 'node:crypto';
import { ChangeLog } from './ChangeLog';
import { KubernetesObject, nameOf, namespaceOf } from './KubernetesObject';
import {
  DeletePreconditions,
  ObjectAddress,
  ObjectChange,
  ObjectList,
  ObjectStore,
} from './ObjectStore';
import { createKindRegistry, KindRegistry, ResourceKind } from './ResourceKind';
import { frozenCopy, sameValue } from './objectValues';
import {
  conflictError,
  notFoundError,
  preconditionError,
} from './objectErrors';
import { admitNew, resolveKind } from './admission';
import { listKey } from './selectors';
import { servedKinds } from './servedKinds';

/** What a store can be created with. */
export interface ObjectStoreOptions {
  /** Objects at the start; namespaces may come in any order. */
  readonly objects?: readonly KubernetesObject[];
  readonly kinds?: readonly ResourceKind[];
  /** Unix milliseconds. Default: the system clock. */
  readonly now?: () => number;
  /** Default: random UUIDs. */
  readonly newUid?: () => string;
  /** Changes kept for watches before the oldest are forgotten. Default: 20000. */
  readonly historyLimit?: number;
}

class MemoryObjectStore implements ObjectStore {
  readonly kinds: KindRegistry;
  readonly #objects = new Map<string, Map<string, KubernetesObject>>();
  /** Sorted objects by kind, until one of the kind changes. */
  readonly #sortedObjects = new Map<string, readonly KubernetesObject[]>();
  readonly #log: ChangeLog;
  readonly #now: () => number;
  readonly #newUid: () => string;
  readonly #listeners = new Set<(change: ObjectChange) => void>();

  constructor(options: ObjectStoreOptions) {
    this.kinds = createKindRegistry(options.kinds ?? servedKinds);
    this.#now = options.now ?? Date.now;
    this.#newUid = options.newUid ?? randomUUID;
    this.#log = new ChangeLog(options.historyLimit ?? 20_000);
    for (const kind of this.kinds.all) {
      this.#objects.set(kind.key, new Map());
    }
  }

  revision(): number {
    return this.#log.revision;
  }

  list(kindKey: string, namespace?: string, revision?: number): ObjectList {
    const at = revision ?? this.#log.revision;
    const all =
      at === this.#log.revision
        ? this.#sorted(kindKey)
        : this.#sortedAt(kindKey, at);
    const items =
      namespace === undefined
        ? all
        : all.filter(object => namespaceOf(object) === namespace);
    return { revision: at, items };
  }

  get(address: ObjectAddress): KubernetesObject | undefined {
    return this.#of(address.kind).get(addressKey(address));
  }

  create(object: KubernetesObject): KubernetesObject {
    const kind = resolveKind(this.kinds, object);
    const admitted = admitNew(object, kind, {
      newUid: this.#newUid,
      nowMs: this.#now(),
      namespaceExists: name =>
        this.get({ kind: 'namespaces', name }) !== undefined,
      exists: (namespace, name) =>
        this.#of(kind.key).has(`${namespace}/${name}`),
    });
    return this.#write(kind, 'ADDED', admitted);
  }

  update(object: KubernetesObject): KubernetesObject {
    const { kind, current } = this.#current(object);
    const next = { ...object, metadata: { ...object.metadata } };
    if (kind.hasStatus) {
      keepStatus(next, current);
    }
    return this.#replace(kind, current, next);
  }

  updateStatus(object: KubernetesObject): KubernetesObject {
    const { kind, current } = this.#current(object);
    const next = { ...current, metadata: { ...current.metadata } };
    if (object.status === undefined) {
      delete next.status;
    } else {
      next.status = object.status;
    }
    return this.#replace(kind, current, next);
  }

  apply(object: KubernetesObject): KubernetesObject {
    const kind = resolveKind(this.kinds, object);
    const current = this.#of(kind.key).get(listKey(object));
    if (!current) {
      return this.create(object);
    }
    return this.#replace(kind, current, {
      ...object,
      metadata: { ...object.metadata },
    });
  }

  delete(
    address: ObjectAddress,
    preconditions: DeletePreconditions = {},
  ): KubernetesObject {
    const kind = this.kinds.byKey(address.kind);
    const current = this.get(address);
    if (!current) {
      throw notFoundError(kind, address.name);
    }
    checkPreconditions(kind, current, preconditions);
    if (current.metadata.finalizers?.length) {
      if (current.metadata.deletionTimestamp) {
        return current;
      }
      const metadata = {
        ...current.metadata,
        deletionTimestamp: timestamp(this.#now()),
      };
      return this.#write(kind, 'MODIFIED', { ...current, metadata }, current);
    }
    return this.#write(
      kind,
      'DELETED',
      { ...current, metadata: { ...current.metadata } },
      current,
    );
  }

  changesSince(kind: string, revision: number): readonly ObjectChange[] {
    return this.#log.since(kind, revision);
  }

  subscribe(listener: (change: ObjectChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  compact(): void {
    this.#log.compact();
  }

  #of(kindKey: string): Map<string, KubernetesObject> {
    return this.#objects.get(this.kinds.byKey(kindKey).key) as Map<
      string,
      KubernetesObject
    >;
  }

  #sorted(kindKey: string): readonly KubernetesObject[] {
    const known = this.#sortedObjects.get(kindKey);
    if (known) {
      return known;
    }
    const sorted = [...this.#of(kindKey).values()].sort(byListKey);
    this.#sortedObjects.set(kindKey, sorted);
    return sorted;
  }

  #sortedAt(kindKey: string, revision: number): KubernetesObject[] {
    return [
      ...this.#log.rewind(kindKey, this.#of(kindKey), revision).values(),
    ].sort(byListKey);
  }

  #current(object: KubernetesObject): {
    kind: ResourceKind;
    current: KubernetesObject;
  } {
    const kind = resolveKind(this.kinds, object);
    const current = this.#of(kind.key).get(listKey(object));
    if (!current) {
      throw notFoundError(kind, nameOf(object));
    }
    const { resourceVersion, uid } = object.metadata;
    if (
      resourceVersion &&
      resourceVersion !== current.metadata.resourceVersion
    ) {
      throw conflictError(kind, nameOf(object));
    }
    checkPreconditions(kind, current, { uid });
    return { kind, current };
  }

  #replace(
    kind: ResourceKind,
    current: KubernetesObject,
    next: KubernetesObject,
  ): KubernetesObject {
    const {
      uid,
      creationTimestamp,
      deletionTimestamp,
      resourceVersion,
      generation,
    } = current.metadata;
    next.apiVersion = current.apiVersion;
    Object.assign(next.metadata, { uid, creationTimestamp, resourceVersion });
    restore(next.metadata, 'deletionTimestamp', deletionTimestamp);
    restore(next.metadata, 'generation', generation);
    if (sameValue(next, current)) {
      return current;
    }
    if (
      generation !== undefined &&
      !sameValue(desiredState(next), desiredState(current))
    ) {
      next.metadata.generation = generation + 1;
    }
    if (deletionTimestamp && !next.metadata.finalizers?.length) {
      return this.#write(kind, 'DELETED', next, current);
    }
    return this.#write(kind, 'MODIFIED', next, current);
  }

  #write(
    kind: ResourceKind,
    type: ObjectChange['type'],
    object: KubernetesObject,
    previous?: KubernetesObject,
  ): KubernetesObject {
    const revision = this.#log.revision + 1;
    const metadata = { ...object.metadata, resourceVersion: String(revision) };
    const stored = frozenCopy({ ...object, metadata });
    const objects = this.#of(kind.key);
    this.#sortedObjects.delete(kind.key);
    if (type === 'DELETED') {
      objects.delete(listKey(stored));
    } else {
      objects.set(listKey(stored), stored);
    }
    const change: ObjectChange = {
      type,
      kind,
      revision,
      object: stored,
      previous,
    };
    this.#log.append(change);
    for (const listener of [...this.#listeners]) {
      listener(change);
    }
    return stored;
  }
}

function addressKey(address: ObjectAddress): string {
  return `${address.namespace ?? ''}/${address.name}`;
}

function byListKey(a: KubernetesObject, b: KubernetesObject): number {
  const left = listKey(a);
  const right = listKey(b);
  if (left === right) {
    return 0;
  }
  return left < right ? -1 : 1;
}

function timestamp(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
}

function keepStatus(next: KubernetesObject, current: KubernetesObject): void {
  if (current.status === undefined) {
    delete next.status;
  } else {
    next.status = current.status;
  }
}

function restore(
  metadata: Record<string, unknown>,
  field: string,
  value: unknown,
): void {
  if (value === undefined) {
    delete metadata[field];
  } else {
    metadata[field] = value;
  }
}

function desiredState(object: KubernetesObject): Record<string, unknown> {
  const { metadata: _metadata, status: _status, ...rest } = object;
  return rest;
}

function checkPreconditions(
  kind: ResourceKind,
  current: KubernetesObject,
  { uid, resourceVersion }: DeletePreconditions,
): void {
  const { metadata } = current;
  if (uid && uid !== metadata.uid) {
    throw preconditionError(
      kind,
      nameOf(current),
      `the UID in the precondition (${uid}) does not match the UID in record (${metadata.uid}). The object might have been deleted and then recreated`,
    );
  }
  if (resourceVersion && resourceVersion !== metadata.resourceVersion) {
    throw conflictError(kind, nameOf(current));
  }
}

/** An object store in memory. */
export function createObjectStore(
  options: ObjectStoreOptions = {},
): ObjectStore {
  const store = new MemoryObjectStore(options);
  const objects = options.objects ?? [];
  const isNamespace = (object: KubernetesObject): boolean =>
    object.kind === 'Namespace';
  for (const object of [
    ...objects.filter(isNamespace),
    ...objects.filter(o => !isNamespace(o)),
  ]) {
    store.create(object);
  }
  return store;
}
