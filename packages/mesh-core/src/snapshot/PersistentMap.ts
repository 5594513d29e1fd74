const SHARDS = 256;

/** FNV-1a, 32 bit: spreads keys evenly and needs no table. */
function shardOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) {
    hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  }
  return (hash ^ (hash >>> 16)) & (SHARDS - 1);
}

/** Collects changes to the parts of a {@link PersistentMap}. */
export class MapDraft<V> {
  private readonly shards: ReadonlyMap<string, V>[];
  private readonly own = new Map<number, Map<string, V>>();

  constructor(shards: readonly ReadonlyMap<string, V>[]) {
    this.shards = [...shards];
  }

  get(key: string): V | undefined {
    return this.shards[shardOf(key)].get(key);
  }

  set(key: string, value: V): void {
    this.writable(key).set(key, value);
  }

  delete(key: string): void {
    if (this.get(key) !== undefined) {
      this.writable(key).delete(key);
    }
  }

  /** The parts with the changes; `undefined` when there were none. */
  changed(): readonly ReadonlyMap<string, V>[] | undefined {
    return this.own.size === 0 ? undefined : this.shards;
  }

  private writable(key: string): Map<string, V> {
    const index = shardOf(key);
    const present = this.own.get(index);
    if (present) {
      return present;
    }
    const copy = new Map(this.shards[index]);
    this.own.set(index, copy);
    this.shards[index] = copy;
    return copy;
  }
}

/**
 * A map that is never changed: a {@link MapDraft} makes the next one, and only the parts that hold changed keys are copied.
 * One level of 256 parts is enough for the objects of one cluster (10,000 keys are 40 per part).
 */
export class PersistentMap<V> {
  static empty<V>(): PersistentMap<V> {
    const none: ReadonlyMap<string, V> = new Map();
    return new PersistentMap(Array.from({ length: SHARDS }, () => none));
  }

  constructor(private readonly shards: readonly ReadonlyMap<string, V>[]) {}

  get(key: string): V | undefined {
    return this.shards[shardOf(key)].get(key);
  }

  /** All entries, in no particular order. */
  *entries(): IterableIterator<[string, V]> {
    for (const shard of this.shards) {
      yield* shard;
    }
  }

  /** Number of keys in the fullest part: what the copy of one change costs at most. */
  largestPart(): number {
    return Math.max(...this.shards.map(shard => shard.size));
  }

  draft(): MapDraft<V> {
    return new MapDraft(this.shards);
  }

  /** The map with the changes of a draft; this map when there were none. */
  with(draft: MapDraft<V>): PersistentMap<V> {
    const shards = draft.changed();
    return shards ? new PersistentMap(shards) : this;
  }
}
