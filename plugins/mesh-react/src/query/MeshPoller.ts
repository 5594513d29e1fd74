import { toMeshFailure } from './MeshFailure';
import { nextQuery, type MeshQuery } from './MeshQuery';

/** Timers and the present moment, so that tests need not wait. */
export interface PollerClock {
  now(): number;
  setTimeout(callback: () => void, milliseconds: number): unknown;
  clearTimeout(timer: unknown): void;
}

/** Whether somebody can see the page. */
export interface PageVisibility {
  isHidden(): boolean;
  subscribe(onChange: () => void): () => void;
}

/** What a poller needs. */
export interface MeshPollerOptions<T> {
  load(signal: AbortSignal): Promise<T>;
  pollMs: number;
  clock: PollerClock;
  visibility: PageVisibility;
}

/** Failures double the pause up to this. */
const LONGEST_PAUSE_MS = 120_000;
/** Several hints in a row make one request. */
const HINT_DELAY_MS = 250;

/**
 * Asks one question again and again while somebody listens and the page is visible: every `pollMs`, later after failures,
 * at once when the page comes back or after a hint. Knows nothing of React.
 */
export class MeshPoller<T> {
  readonly #options: MeshPollerOptions<T>;
  readonly #listeners = new Set<() => void>();
  #query: MeshQuery<T> = { state: 'loading' };
  #running = false;
  #failures = 0;
  #timer: unknown;
  #request?: AbortController;
  #askAgain = false;
  #stopWatching?: () => void;

  constructor(options: MeshPollerOptions<T>) {
    this.#options = options;
  }

  readonly getSnapshot = (): MeshQuery<T> => this.#query;

  /** The first listener starts the polling, the last one that leaves stops it. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (!this.#running) {
      this.#start();
    }
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) {
        this.#stop();
      }
    };
  };

  /** Asks now; what is in flight is given up. */
  readonly refetch = (): void => {
    if (this.#running) {
      this.#request?.abort();
      this.#request = undefined;
      this.#ask();
    }
  };

  /** Somebody says that the answer has changed: ask soon, and once more if a request is in flight already. */
  readonly hint = (): void => {
    if (!this.#running || this.#options.visibility.isHidden()) {
      return; // becoming visible asks anyway
    }
    if (this.#request) {
      this.#askAgain = true;
    } else {
      this.#schedule(HINT_DELAY_MS);
    }
  };

  #start(): void {
    this.#running = true;
    this.#stopWatching = this.#options.visibility.subscribe(() =>
      this.#onVisibility(),
    );
    this.#ask();
  }

  #stop(): void {
    this.#running = false;
    this.#stopWatching?.();
    this.#clearTimer();
    this.#request?.abort();
    this.#request = undefined;
  }

  #onVisibility(): void {
    if (this.#options.visibility.isHidden()) {
      this.#clearTimer();
    } else if (!this.#request) {
      this.#ask();
    }
  }

  #ask(): void {
    this.#clearTimer();
    this.#askAgain = false;
    const request = new AbortController();
    this.#request = request;
    this.#options.load(request.signal).then(
      data => this.#settle(request, () => this.#onAnswer(data)),
      error => this.#settle(request, () => this.#onFailure(error)),
    );
  }

  /** Answers to questions that were given up change nothing. */
  #settle(request: AbortController, apply: () => void): void {
    if (this.#request !== request) {
      return;
    }
    this.#request = undefined;
    apply();
    for (const listener of [...this.#listeners]) {
      listener();
    }
  }

  #onAnswer(data: T): void {
    this.#failures = 0;
    const at = this.#options.clock.now();
    this.#query = nextQuery(this.#query, { type: 'answered', data, at });
    this.#schedule(this.#askAgain ? HINT_DELAY_MS : this.#options.pollMs);
  }

  #onFailure(error: unknown): void {
    this.#failures += 1;
    const pause = Math.min(
      this.#options.pollMs * 2 ** (this.#failures - 1),
      Math.max(LONGEST_PAUSE_MS, this.#options.pollMs),
    );
    this.#query = nextQuery(this.#query, {
      type: 'failed',
      failure: toMeshFailure(error),
      retryAt: this.#options.clock.now() + pause,
    });
    this.#schedule(pause);
  }

  #schedule(milliseconds: number): void {
    this.#clearTimer();
    if (this.#running && !this.#options.visibility.isHidden()) {
      this.#timer = this.#options.clock.setTimeout(
        () => this.#ask(),
        milliseconds,
      );
    }
  }

  #clearTimer(): void {
    if (this.#timer !== undefined) {
      this.#options.clock.clearTimeout(this.#timer);
      this.#timer = undefined;
    }
  }
}
