import {
  compile,
  compileOptionsOf,
  type MeshSnapshot,
  type RouteCaller,
  type RouteTable,
} from '@fairway/mesh-core';

/** Tables that are kept. One of a big mesh takes some megabytes. */
const MAX_TABLES = 24;

interface Kept {
  snapshot: MeshSnapshot;
  table: RouteTable;
}

/** Compiles the rules of a caller once for a snapshot, and keeps those that were asked for last. */
export class TableCache {
  /** The one that was asked for last comes last. */
  readonly #kept = new Map<string, Kept>();
  readonly #compile: typeof compile;

  constructor(compileTable: typeof compile = compile) {
    this.#compile = compileTable;
  }

  get size(): number {
    return this.#kept.size;
  }

  get(snapshot: MeshSnapshot, caller: RouteCaller): RouteTable {
    const key = keyOf(snapshot.cluster, caller);
    const known = this.#kept.get(key);
    this.#kept.delete(key);
    const kept =
      known?.snapshot === snapshot
        ? known
        : { snapshot, table: this.compile(snapshot, caller) };
    this.#kept.set(key, kept);
    if (kept !== known) {
      this.#makeRoom(snapshot);
    }
    return kept.table;
  }

  /** Compiles without keeping, for snapshots that are asked once. */
  compile(snapshot: MeshSnapshot, caller: RouteCaller): RouteTable {
    return this.#compile(snapshot, caller, compileOptionsOf(snapshot));
  }

  /** Tables of older snapshots of the cluster hold on to these. */
  #makeRoom({ cluster, revision }: MeshSnapshot): void {
    for (const [key, { snapshot }] of this.#kept) {
      const outdated =
        snapshot.cluster === cluster && snapshot.revision < revision;
      if (outdated || this.#kept.size > MAX_TABLES) {
        this.#kept.delete(key);
      }
    }
  }
}

function keyOf(cluster: string, caller: RouteCaller): string {
  const labels =
    'labels' in caller
      ? Object.entries(caller.labels).sort(([a], [b]) => (a < b ? -1 : 1))
      : [];
  const { kind, namespace } = caller;
  const name = 'name' in caller ? caller.name : '';
  return JSON.stringify([cluster, kind, namespace, name, labels]);
}
