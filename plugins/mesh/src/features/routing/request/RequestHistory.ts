import { z } from 'zod';
import { sharedRequestSchema } from './SharedRequest';

const entrySchema = z.object({
  request: sharedRequestSchema,
  /** ISO 8601 */
  at: z.string(),
});

/** A request that was run, without its secrets. */
export type HistoryEntry = z.infer<typeof entrySchema>;

/** The part of the browser's `Storage` that is needed. */
export type HistoryStorage = Pick<
  Storage,
  'getItem' | 'setItem' | 'removeItem'
>;

const MAX_ENTRIES = 20;

/**
 * The requests that were run for a service, the last one first. A storage that refuses, is full, or holds something else is no
 * failure: what can be read is there.
 */
export class RequestHistory {
  readonly #storage: HistoryStorage | undefined;
  readonly #key: string;

  constructor(storage: HistoryStorage | undefined, key: string) {
    this.#storage = storage;
    this.#key = key;
  }

  list(): HistoryEntry[] {
    try {
      const kept: unknown = JSON.parse(
        this.#storage?.getItem(this.#key) ?? '[]',
      );
      return (Array.isArray(kept) ? kept : [])
        .flatMap(entry => {
          const read = entrySchema.safeParse(entry);
          return read.success ? [read.data] : [];
        })
        .slice(0, MAX_ENTRIES);
    } catch {
      return [];
    }
  }

  /** A request that was run before moves to the front. */
  add(entry: HistoryEntry): HistoryEntry[] {
    return this.#put(entry, this.list());
  }

  /** Puts a request in the place of the last one: nothing of that stays. */
  replace(entry: HistoryEntry): HistoryEntry[] {
    return this.#put(entry, this.list().slice(1));
  }

  #put(entry: HistoryEntry, before: readonly HistoryEntry[]): HistoryEntry[] {
    const name = JSON.stringify(entry.request);
    const others = before.filter(
      ({ request }) => JSON.stringify(request) !== name,
    );
    const entries = [entry, ...others].slice(0, MAX_ENTRIES);
    try {
      this.#storage?.setItem(this.#key, JSON.stringify(entries));
    } catch {
      // it is not kept; the page goes on
    }
    return entries;
  }

  clear(): void {
    try {
      this.#storage?.removeItem(this.#key);
    } catch {
      // nothing was kept either
    }
  }
}

/** The history of a service in this browser. Reading `localStorage` may throw where it is switched off. */
export function browserHistory(
  entityRef: string,
  cluster: string,
): RequestHistory {
  const key = `fairway.requests ${entityRef} ${cluster}`;
  try {
    return new RequestHistory(window.localStorage, key);
  } catch {
    return new RequestHistory(undefined, key);
  }
}
