import type { Labels, SeriesStore } from '../SeriesStore';

/** Labels of a group of an aggregation. */
export interface Group {
  readonly name: string | undefined;
  readonly labels: Labels;
}

/** What is known about one grouping: its groups by key, and the group of each label object seen so far. */
export interface Grouping {
  readonly groups: Map<string, Group>;
  readonly remembered: WeakMap<Labels, Group>;
}

const MAX_GROUPINGS = 64;
const MAX_GROUPS = 20_000;

/**
 * Groupings of one store, kept between queries: the same queries are asked over and over about the same series, and
 * building fourteen labels for thousands of series is most of their cost.
 */
export class GroupCache {
  private readonly groupings = new Map<string, Grouping>();

  /** The grouping with a signature; a new one when it is unknown or has grown too large. */
  groupingOf(signature: string): Grouping {
    const known = this.groupings.get(signature);
    if (known && known.groups.size <= MAX_GROUPS) {
      return known;
    }
    if (this.groupings.size >= MAX_GROUPINGS) {
      this.groupings.clear();
    }
    const fresh = { groups: new Map(), remembered: new WeakMap() };
    this.groupings.set(signature, fresh);
    return fresh;
  }
}

const caches = new WeakMap<SeriesStore, GroupCache>();

/** The cache of a store. */
export function groupCacheOf(store: SeriesStore): GroupCache {
  let cache = caches.get(store);
  if (!cache) {
    cache = new GroupCache();
    caches.set(store, cache);
  }
  return cache;
}
