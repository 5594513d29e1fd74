import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { principalKey } from './principalKey';

interface Entry<V> {
  value: Promise<V>;
  until: number;
}

const MAX_ENTRIES = 10_000;

/**
 * Keeps answers for a short time, for each principal on its own. Requests that run at the same time for the same principal and
 * key share one answer. Errors are not kept.
 */
export class PrincipalCache<V> {
  readonly #entries = new Map<string, Entry<V>>();
  readonly #ttlMs: number;
  readonly #now: () => number;
  readonly #keeps: (value: V) => boolean;

  /**
   * @param options - `keeps` says which answers may be kept; those that it refuses are only shared while they are fetched
   */
  constructor(options: {
    ttlMs: number;
    now: () => number;
    keeps?: (value: V) => boolean;
  }) {
    this.#ttlMs = options.ttlMs;
    this.#now = options.now;
    this.#keeps = options.keeps ?? (() => true);
  }

  /**
   * Answers for all keys, in their order.
   *
   * @param load - fetches what is not known, in the order of the keys that it is given
   */
  async getMany(
    credentials: BackstageCredentials,
    keys: readonly string[],
    load: (missing: string[]) => Promise<V[]>,
  ): Promise<V[]> {
    const principal = principalKey(credentials);
    if (principal === undefined) {
      return load([...keys]);
    }
    const unique = [...new Set(keys)];
    const missing = unique.filter(key => !this.#fresh(principal + key));
    if (missing.length > 0) {
      const loaded = load(missing);
      missing.forEach((key, index) =>
        this.#keep(
          principal + key,
          loaded.then(values => values[index]),
        ),
      );
    }
    const found = keys.map(key => this.#entries.get(principal + key)!.value);
    return Promise.all(found);
  }

  async get(
    credentials: BackstageCredentials,
    key: string,
    load: () => Promise<V>,
  ): Promise<V> {
    const [value] = await this.getMany(credentials, [key], async () => [
      await load(),
    ]);
    return value;
  }

  #fresh(key: string): boolean {
    const entry = this.#entries.get(key);
    return entry !== undefined && entry.until > this.#now();
  }

  #keep(key: string, value: Promise<V>): void {
    if (this.#entries.size >= MAX_ENTRIES) {
      this.#forgetExpired();
    }
    const entry = { value, until: this.#now() + this.#ttlMs };
    this.#entries.set(key, entry);
    const forget = () => {
      if (this.#entries.get(key) === entry) {
        this.#entries.delete(key);
      }
    };
    value.then(known => {
      if (!this.#keeps(known)) {
        forget();
      }
    }, forget);
  }

  #forgetExpired(): void {
    const now = this.#now();
    for (const [key, { until }] of this.#entries) {
      if (until <= now) {
        this.#entries.delete(key);
      }
    }
    if (this.#entries.size >= MAX_ENTRIES) {
      this.#entries.clear();
    }
  }
}
