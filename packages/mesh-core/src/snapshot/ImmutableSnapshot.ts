import { hostMatches, type ResourceRef } from '../refs';
import {
  kindFacts,
  type AnyMeshObject,
  type KindName,
  type LeftOut,
  type MeshObjects,
} from '../resources';
import type { Finding } from '../verdict';
import { hostsOf } from './hostsOf';
import type { MeshSnapshot } from './MeshSnapshot';
import { compareObjects } from './objectOrder';
import {
  hostKey,
  labelKey,
  listKey,
  objectKey,
  type SnapshotEntry,
  type SnapshotState,
} from './SnapshotState';

const NONE: readonly never[] = [];

/** Names under which a host may be named: itself, and every wildcard that covers it. */
function* namesCovering(fqdn: string): Generator<string> {
  yield fqdn;
  for (let start = 0; start <= fqdn.length; start++) {
    yield `*${fqdn.slice(start)}`;
  }
}

/** The one implementation of {@link MeshSnapshot}. */
export class ImmutableSnapshot implements MeshSnapshot {
  constructor(readonly state: SnapshotState) {}

  get cluster(): string {
    return this.state.cluster;
  }

  get revision(): number {
    return this.state.revision;
  }

  get size(): number {
    return this.state.size;
  }

  list<K extends KindName>(
    kind: K,
    namespace?: string,
  ): readonly MeshObjects[K][] {
    return this.objects(this.state.lists.get(listKey(kind, namespace)));
  }

  get<K extends KindName>(
    kind: K,
    namespace: string | undefined,
    name: string,
  ): MeshObjects[K] | undefined {
    const entry = this.state.entries.get(objectKey(kind, namespace, name));
    return entry?.object as MeshObjects[K] | undefined;
  }

  byHost<K extends KindName>(kind: K, fqdn: string): readonly MeshObjects[K][] {
    const host = fqdn.toLowerCase();
    if (host.startsWith('*')) {
      return this.list(kind).filter(object =>
        hostsOf(kind, object).some(named => hostMatches(named, host)),
      );
    }
    const found = new Set<AnyMeshObject>();
    for (const name of namesCovering(host)) {
      const objects = this.state.hosts.get(hostKey(kind, name)) ?? NONE;
      objects.forEach(object => found.add(object));
    }
    return this.objects([...found].sort(compareObjects));
  }

  byLabels<K extends KindName>(
    kind: K,
    namespace: string | undefined,
    labels: Readonly<Record<string, string>>,
  ): readonly MeshObjects[K][] {
    const wanted = Object.entries(labels);
    if (wanted.length === 0) {
      return this.list(kind, namespace);
    }
    const candidates = wanted
      .map(
        ([label, value]) =>
          this.state.labels.get(labelKey(kind, namespace, label, value)) ??
          NONE,
      )
      .reduce((least, list) => (list.length < least.length ? list : least));
    return this.objects(
      candidates.filter(({ metadata }) =>
        wanted.every(([label, value]) => metadata.labels?.[label] === value),
      ),
    );
  }

  findingsOf(ref: ResourceRef): readonly Finding[] {
    return this.entry(ref)?.findings ?? NONE;
  }

  leftOutOf(ref: ResourceRef): readonly LeftOut[] {
    return this.entry(ref)?.leftOut ?? NONE;
  }

  unreadable(kind: KindName): readonly Finding[] {
    return this.state.unreadable.get(listKey(kind, undefined)) ?? NONE;
  }

  refOf(object: AnyMeshObject): ResourceRef {
    const { apiVersion, kind, metadata } = object;
    const slash = apiVersion.indexOf('/');
    return {
      cluster: this.cluster,
      group: slash < 0 ? '' : apiVersion.slice(0, slash),
      kind,
      ...(metadata.namespace === undefined
        ? {}
        : { namespace: metadata.namespace }),
      name: metadata.name,
    };
  }

  private entry(ref: ResourceRef): SnapshotEntry | undefined {
    const kind = kindNameOfRef(ref);
    return kind && ref.cluster === this.cluster
      ? this.state.entries.get(objectKey(kind, ref.namespace, ref.name))
      : undefined;
  }

  private objects<K extends KindName>(
    objects: readonly AnyMeshObject[] = NONE,
  ): readonly MeshObjects[K][] {
    return objects as readonly MeshObjects[K][];
  }
}

const kindNames = new Map<string, KindName>(
  (Object.keys(kindFacts) as KindName[]).map(name => [
    `${kindFacts[name].group}/${kindFacts[name].kind}`,
    name,
  ]),
);

/**
 * The unique name of the kind of an object.
 *
 * @returns `undefined` for kinds that are not read
 */
export function kindNameOfRef(
  ref: Pick<ResourceRef, 'group' | 'kind'>,
): KindName | undefined {
  return kindNames.get(`${ref.group}/${ref.kind}`);
}
