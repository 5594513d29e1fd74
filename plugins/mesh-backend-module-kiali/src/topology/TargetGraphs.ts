import { KialiError, type KialiFailure } from '../client';

/** What is known of the graph around one target. Times are milliseconds since 1970. */
export interface TargetAnswer<G> {
  graph?: G;
  /** When Kiali delivered `graph`. */
  at?: number;
  /** Why there is nothing newer. */
  failure?: KialiFailure;
}

interface Entry<G> {
  graph?: G;
  at?: number;
  running?: Promise<TargetAnswer<G>>;
}

/** Several people who look at the same page within this time cause one request. */
const FRESH_MS = 5_000;
const MAX_AT_ONCE = 4;
const MAX_ENTRIES = 1_000;

/**
 * The graphs around single targets: each is asked for once at a time and kept for a moment, for everybody; it was read with the
 * backend's own identity, and what one may see of it is decided later. The last one stays at hand for when Kiali fails.
 */
export class TargetGraphs<G> {
  readonly #entries = new Map<string, Entry<G>>();
  readonly #now: () => number;
  readonly #keepMs: number;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  /** @param options - `keepMs`: how long the last graph may stand in for a newer one */
  constructor(options: { now: () => number; keepMs: number }) {
    this.#now = options.now;
    this.#keepMs = options.keepMs;
  }

  /**
   * Never rejects for a failure of Kiali.
   *
   * @param load - asks Kiali
   */
  async get(key: string, load: () => Promise<G>): Promise<TargetAnswer<G>> {
    const entry = this.#entryOf(key);
    if (entry.at !== undefined && this.#now() - entry.at < FRESH_MS) {
      return { graph: entry.graph, at: entry.at };
    }
    entry.running ??= this.#load(entry, load).finally(() => {
      entry.running = undefined;
    });
    return entry.running;
  }

  #entryOf(key: string): Entry<G> {
    const entry = this.#entries.get(key) ?? {};
    // Moves the key to the end: those that nobody asks for go first.
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    if (this.#entries.size > MAX_ENTRIES) {
      const [oldest] = this.#entries.keys();
      this.#entries.delete(oldest);
    }
    return entry;
  }

  async #load(
    entry: Entry<G>,
    load: () => Promise<G>,
  ): Promise<TargetAnswer<G>> {
    try {
      const graph = await this.#limited(load);
      entry.graph = graph;
      entry.at = this.#now();
      return { graph, at: entry.at };
    } catch (error) {
      if (!(error instanceof KialiError)) {
        throw error;
      }
      const { failure } = error;
      const { graph, at } = entry;
      return at !== undefined && this.#now() - at <= this.#keepMs
        ? { graph, at, failure }
        : { failure };
    }
  }

  async #limited<T>(task: () => Promise<T>): Promise<T> {
    if (this.#running >= MAX_AT_ONCE) {
      await new Promise<void>(resolve => this.#waiting.push(resolve));
    } else {
      this.#running += 1;
    }
    try {
      return await task();
    } finally {
      const next = this.#waiting.shift();
      if (next) {
        next();
      } else {
        this.#running -= 1;
      }
    }
  }
}
