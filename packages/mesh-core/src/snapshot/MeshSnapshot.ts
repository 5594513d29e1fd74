import type { ResourceRef } from '../refs';
import type { KindName, LeftOut, MeshObjects } from '../resources';
import type { Finding } from '../verdict';

/**
 * All mesh objects of one cluster at one moment. Immutable: a change yields a new snapshot that shares all that did not change.
 *
 * @public
 */
export interface MeshSnapshot {
  readonly cluster: string;
  /** Grows by one with each change that was applied. */
  readonly revision: number;
  /** Number of objects of all kinds. */
  readonly size: number;
  /** Objects of a kind, of one namespace or of all, by namespace and name. */
  list<K extends KindName>(
    kind: K,
    namespace?: string,
  ): readonly MeshObjects[K][];
  get<K extends KindName>(
    kind: K,
    namespace: string | undefined,
    name: string,
  ): MeshObjects[K] | undefined;
  /** Objects of a kind that name the host (FQDN, lower case) as host, destination or mirror; wildcards that cover it included. */
  byHost<K extends KindName>(kind: K, fqdn: string): readonly MeshObjects[K][];
  /** Objects of a kind in a namespace whose labels include all of `labels`. */
  byLabels<K extends KindName>(
    kind: K,
    namespace: string | undefined,
    labels: Readonly<Record<string, string>>,
  ): readonly MeshObjects[K][];
  /** What the parser found in an object. */
  findingsOf(ref: ResourceRef): readonly Finding[];
  /** Values of an object that the parser could not read, as they came from the cluster. */
  leftOutOf(ref: ResourceRef): readonly LeftOut[];
  /** Findings on objects of a kind that could not be told from others, for want of a name. The last 20, until the next list. */
  unreadable(kind: KindName): readonly Finding[];
  refOf(object: MeshObjects[KindName]): ResourceRef;
}

/**
 * One change of a cluster. Objects are given raw and parsed on the way in; `replace` is the answer of a list and replaces all
 * objects of a kind (of one namespace, where it was listed per namespace).
 *
 * @public
 */
export type SnapshotChange =
  | { type: 'upsert'; kind: KindName; object: unknown }
  | { type: 'delete'; kind: KindName; object: unknown }
  | {
      type: 'replace';
      kind: KindName;
      namespace?: string;
      objects: readonly unknown[];
    };
