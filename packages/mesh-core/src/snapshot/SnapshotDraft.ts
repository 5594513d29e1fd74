import {
  kindFacts,
  resourceKinds,
  withTypeMeta,
  type AnyMeshObject,
  type KindName,
  type MeshObjectBase,
  type Parsed,
} from '../resources';
import type { Finding } from '../verdict';
import { hostsOf } from './hostsOf';
import { ImmutableSnapshot } from './ImmutableSnapshot';
import type { SnapshotChange } from './MeshSnapshot';
import { positionOf } from './objectOrder';
import type { MapDraft } from './PersistentMap';
import {
  hostKey,
  labelKey,
  listKey,
  objectKey,
  type SnapshotEntry,
  type SnapshotState,
} from './SnapshotState';

/** So many findings on unreadable objects are kept for each kind; a broken controller must not fill the memory. */
const MAX_UNREADABLE = 20;

type Lists = MapDraft<readonly AnyMeshObject[]>;

/** What tells an object from others, read from an object that may be malformed. */
function identityOf(raw: unknown): {
  namespace?: string;
  name?: string;
  resourceVersion?: string;
} {
  const metadata = (raw as Partial<MeshObjectBase> | null | undefined)
    ?.metadata as Record<string, unknown> | null | undefined;
  const text = (value: unknown): string | undefined =>
    typeof value === 'string' && value !== '' ? value : undefined;
  return {
    namespace: text(metadata?.namespace),
    name: text(metadata?.name),
    resourceVersion: text(metadata?.resourceVersion),
  };
}

function parse(kind: KindName, raw: unknown): Parsed<AnyMeshObject> {
  const typed =
    (raw as Partial<MeshObjectBase> | null | undefined)?.kind === undefined
      ? withTypeMeta(kind, raw)
      : raw;
  return resourceKinds[kind].parse(typed) as Parsed<AnyMeshObject>;
}

/**
 * Collects changes and makes one snapshot of them. Lists that it copied once are changed in place until `finish`, so a
 * batch of n objects costs n insertions, not n copies.
 */
export class SnapshotDraft {
  private readonly entries: MapDraft<SnapshotEntry>;
  private readonly lists: Lists;
  private readonly hosts: Lists;
  private readonly labels: Lists;
  private readonly unreadable: MapDraft<readonly Finding[]>;
  private readonly own = new WeakSet<readonly AnyMeshObject[]>();
  private size: number;
  private applied = 0;

  constructor(private readonly base: ImmutableSnapshot) {
    this.entries = base.state.entries.draft();
    this.lists = base.state.lists.draft();
    this.hosts = base.state.hosts.draft();
    this.labels = base.state.labels.draft();
    this.unreadable = base.state.unreadable.draft();
    this.size = base.state.size;
  }

  apply(change: SnapshotChange): void {
    if (this.changes(change)) {
      this.applied += 1;
    }
  }

  finish(): ImmutableSnapshot {
    if (this.applied === 0) {
      return this.base;
    }
    const { state } = this.base;
    const next: SnapshotState = {
      cluster: this.base.cluster,
      revision: this.base.revision + this.applied,
      size: this.size,
      entries: state.entries.with(this.entries),
      lists: state.lists.with(this.lists),
      hosts: state.hosts.with(this.hosts),
      labels: state.labels.with(this.labels),
      unreadable: state.unreadable.with(this.unreadable),
    };
    return new ImmutableSnapshot(next);
  }

  private changes(change: SnapshotChange): boolean {
    switch (change.type) {
      case 'upsert':
        return this.upsert(change.kind, change.object);
      case 'delete':
        return this.delete(change.kind, change.object);
      default:
        return this.replace(change.kind, change.namespace, change.objects);
    }
  }

  private upsert(kind: KindName, raw: unknown): boolean {
    const { namespace, name, resourceVersion } = identityOf(raw);
    const key = objectKey(kind, namespace, name ?? '');
    const present = this.entries.get(key);
    if (
      present &&
      resourceVersion !== undefined &&
      present.object.metadata.resourceVersion === resourceVersion
    ) {
      return false;
    }
    const { object, findings, leftOut } = parse(kind, raw);
    if (!object) {
      this.reject(kind, findings);
      return true;
    }
    if (present) {
      this.unlink(kind, present.object);
    } else {
      this.size += 1;
    }
    this.entries.set(key, { object, findings, leftOut });
    this.link(kind, object);
    return true;
  }

  private delete(kind: KindName, raw: unknown): boolean {
    const { namespace, name } = identityOf(raw);
    return this.remove(kind, objectKey(kind, namespace, name ?? ''));
  }

  private replace(
    kind: KindName,
    namespace: string | undefined,
    objects: readonly unknown[],
  ): boolean {
    let changed = this.forgive(kind);
    const listed = new Set<string>();
    for (const raw of objects) {
      const identity = identityOf(raw);
      listed.add(objectKey(kind, identity.namespace, identity.name ?? ''));
      changed = this.upsert(kind, raw) || changed;
    }
    for (const object of [
      ...(this.lists.get(listKey(kind, namespace)) ?? []),
    ]) {
      const key = objectKey(
        kind,
        object.metadata.namespace,
        object.metadata.name,
      );
      if (!listed.has(key)) {
        changed = this.remove(kind, key) || changed;
      }
    }
    return changed;
  }

  private remove(kind: KindName, key: string): boolean {
    const present = this.entries.get(key);
    if (!present) {
      return false;
    }
    this.entries.delete(key);
    this.unlink(kind, present.object);
    this.size -= 1;
    return true;
  }

  private reject(kind: KindName, findings: readonly Finding[]): void {
    const key = listKey(kind, undefined);
    const all = [...(this.unreadable.get(key) ?? []), ...findings];
    this.unreadable.set(key, all.slice(-MAX_UNREADABLE));
  }

  private forgive(kind: KindName): boolean {
    const key = listKey(kind, undefined);
    const had = this.unreadable.get(key) !== undefined;
    this.unreadable.delete(key);
    return had;
  }

  private link(kind: KindName, object: AnyMeshObject): void {
    this.forEachList(kind, object, (lists, key) => {
      const list = this.writable(lists, key);
      list.splice(positionOf(list, object).index, 0, object);
    });
  }

  private unlink(kind: KindName, object: AnyMeshObject): void {
    this.forEachList(kind, object, (lists, key) => {
      const list = this.writable(lists, key);
      const { index, found } = positionOf(list, object);
      if (found) {
        list.splice(index, 1);
      }
      if (list.length === 0) {
        lists.delete(key);
      }
    });
  }

  /** Calls back for every list that an object stands in. */
  private forEachList(
    kind: KindName,
    object: AnyMeshObject,
    visit: (lists: Lists, key: string) => void,
  ): void {
    const { namespace, labels = {} } = object.metadata;
    const scopes = kindFacts[kind].namespaced
      ? [undefined, namespace]
      : [undefined];
    for (const scope of scopes) {
      visit(this.lists, listKey(kind, scope));
      for (const [label, value] of Object.entries(labels)) {
        visit(this.labels, labelKey(kind, scope, label, value));
      }
    }
    for (const host of hostsOf(kind, object)) {
      visit(this.hosts, hostKey(kind, host));
    }
  }

  private writable(lists: Lists, key: string): AnyMeshObject[] {
    const present = lists.get(key);
    if (present && this.own.has(present)) {
      return present as AnyMeshObject[];
    }
    const copy = present ? [...present] : [];
    this.own.add(copy);
    lists.set(key, copy);
    return copy;
  }
}
