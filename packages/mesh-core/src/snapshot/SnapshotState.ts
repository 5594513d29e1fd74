import { resourceKey } from '../refs';
import {
  kindFacts,
  type AnyMeshObject,
  type KindName,
  type LeftOut,
} from '../resources';
import type { Finding } from '../verdict';
import type { PersistentMap } from './PersistentMap';

/** An object with what the parser found in it. */
export interface SnapshotEntry {
  object: AnyMeshObject;
  findings: readonly Finding[];
  leftOut?: readonly LeftOut[];
}

/**
 * What a snapshot holds. Nothing in here is ever changed; all lists are sorted by namespace and name.
 */
export interface SnapshotState {
  cluster: string;
  revision: number;
  size: number;
  /** By {@link objectKey}. */
  entries: PersistentMap<SnapshotEntry>;
  /** By {@link listKey}, for one namespace and for all. */
  lists: PersistentMap<readonly AnyMeshObject[]>;
  /** By {@link hostKey}. */
  hosts: PersistentMap<readonly AnyMeshObject[]>;
  /** By {@link labelKey}. */
  labels: PersistentMap<readonly AnyMeshObject[]>;
  /** By {@link listKey}: findings on objects that could not be read at all. */
  unreadable: PersistentMap<readonly Finding[]>;
}

/** Key of one object. Kinds without namespaces ignore the namespace. */
export function objectKey(
  kind: KindName,
  namespace: string | undefined,
  name: string,
): string {
  const facts = kindFacts[kind];
  return resourceKey(
    facts.group,
    facts.kind,
    facts.namespaced ? namespace : undefined,
    name,
  );
}

/** Key of the objects of a kind, of one namespace or of all. */
export function listKey(kind: KindName, namespace: string | undefined): string {
  return `${kind}/${namespace ?? ''}`;
}

/** Key of the objects of a kind that name a host. */
export function hostKey(kind: KindName, host: string): string {
  return `${kind}/${host}`;
}

/** Key of the objects of a kind and namespace with a label. */
export function labelKey(
  kind: KindName,
  namespace: string | undefined,
  label: string,
  value: string,
): string {
  return `${kind}/${namespace ?? ''}/${label}=${value}`;
}
