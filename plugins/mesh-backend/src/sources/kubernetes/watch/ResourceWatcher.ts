import type { SnapshotChange } from '@fairway/mesh-core';
import { createDeadline, sleep, type Clock } from '../../../time';
import { RequestFailure, type Failure, type KubernetesClient } from '../http';
import { LineDecoder } from './LineDecoder';
import { readListPage, readWatchLine, type ListPage } from './readAnswers';
import { listPath, watchPath } from './requestPaths';
import {
  initialWatchState,
  nextWatchState,
  type WatchEvent,
  type WatchState,
} from './watchState';
import { factsOf, type WatchTarget } from './WatchTarget';

/** What a watcher needs of the world. */
export interface WatcherEnvironment {
  client: KubernetesClient;
  clock: Clock;
  /** A number in [0, 1). */
  random: () => number;
  requestTimeoutMs: number;
  /** Runs a list when there is room for it: lists are heavy, many at once would overrun the API server. */
  limitLists: <T>(task: () => Promise<T>) => Promise<T>;
}

/** Who is told what a watcher reads. */
export interface WatcherListener {
  onChanges(changes: SnapshotChange[]): void;
  onState(state: WatchState, event: WatchEvent): void;
}

/** Bounds of `timeoutSeconds`: spread, so that watches of many kinds do not end together. */
const MIN_WATCH_SECONDS = 300;
const MAX_WATCH_SECONDS = 600;
/** A watch that is still open this long after its end is dead. */
const STALL_GRACE_MS = 15_000;

/**
 * Lists a collection once and watches it from there on. What comes next after each event is decided by the pure
 * {@link nextWatchState}; this class carries it out.
 */
export class ResourceWatcher {
  readonly target: WatchTarget;
  readonly #env: WatcherEnvironment;
  readonly #listener: WatcherListener;
  readonly #controller = new AbortController();
  #state: WatchState;
  #running?: Promise<void>;

  constructor(
    target: WatchTarget,
    env: WatcherEnvironment,
    listener: WatcherListener,
  ) {
    this.target = target;
    this.#env = env;
    this.#listener = listener;
    this.#state = initialWatchState(env.clock.now());
  }

  get state(): WatchState {
    return this.#state;
  }

  start(): void {
    this.#running ??= this.#run(this.#controller.signal);
  }

  /** Aborts requests and timers; resolves when nothing runs any more. */
  async stop(): Promise<void> {
    this.#controller.abort();
    await this.#running;
  }

  async #run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const { next, notBefore } = this.#state;
      await sleep(this.#env.clock, notBefore - this.#env.clock.now(), signal);
      if (signal.aborted) {
        return;
      }
      try {
        if (next.do === 'list') {
          await this.#env.limitLists(() => this.#list(signal));
        } else {
          await this.#watch(next.resourceVersion, signal);
        }
      } catch (error) {
        if (!signal.aborted) {
          this.#dispatch({ type: 'failed', failure: failureOf(error) });
        }
      }
    }
  }

  #dispatch(event: WatchEvent): void {
    if (this.#controller.signal.aborted) {
      return;
    }
    const hadData = this.#state.observedAt !== undefined;
    this.#state = nextWatchState(this.#state, event, {
      now: this.#env.clock.now(),
      random: this.#env.random(),
      versions: factsOf(this.target).versions.length,
    });
    if (hadData && this.#state.observedAt === undefined) {
      this.#listener.onChanges([this.#replacement([])]);
    }
    this.#listener.onState(this.#state, event);
  }

  #replacement(objects: readonly unknown[]): SnapshotChange {
    const { kind, namespace } = this.target;
    return { type: 'replace', kind, ...(namespace && { namespace }), objects };
  }

  async #list(signal: AbortSignal): Promise<void> {
    if (signal.aborted) {
      return;
    }
    const objects: unknown[] = [];
    let page: ListPage | undefined;
    do {
      page = await this.#readPage(page?.continueToken, signal);
      objects.push(...page.objects);
    } while (page.continueToken);
    if (!signal.aborted) {
      this.#listener.onChanges([this.#replacement(objects)]);
      this.#dispatch({ type: 'listed', resourceVersion: page.resourceVersion });
    }
  }

  async #readPage(
    continueToken: string | undefined,
    signal: AbortSignal,
  ): Promise<ListPage> {
    const { client, clock, requestTimeoutMs } = this.#env;
    const version = this.#version();
    const deadline = createDeadline(clock, requestTimeoutMs, signal);
    try {
      const path = listPath(this.target, version, continueToken);
      const response = await client.get(
        this.target.cluster,
        path,
        deadline.signal,
      );
      deadline.extend(requestTimeoutMs);
      const text = await response.text().catch(error => {
        throw new RequestFailure({ type: 'cut' }, error);
      });
      return readListPage(this.target, version, parseJson(text));
    } catch (error) {
      throw deadline.expired ? new RequestFailure({ type: 'timeout' }) : error;
    } finally {
      deadline.clear();
    }
  }

  async #watch(resourceVersion: string, signal: AbortSignal): Promise<void> {
    const { client, clock, random, requestTimeoutMs } = this.#env;
    const seconds = Math.round(
      MIN_WATCH_SECONDS + random() * (MAX_WATCH_SECONDS - MIN_WATCH_SECONDS),
    );
    const deadline = createDeadline(clock, requestTimeoutMs, signal);
    let opened = false;
    try {
      const response = await client.get(
        this.target.cluster,
        watchPath(this.target, this.#version(), resourceVersion, seconds),
        deadline.signal,
      );
      opened = true;
      deadline.extend(seconds * 1_000 + STALL_GRACE_MS);
      const openedAt = clock.now();
      this.#dispatch({ type: 'opened' });
      await this.#readEvents(response);
      this.#dispatch({ type: 'ended', openMs: clock.now() - openedAt });
    } catch (error) {
      if (deadline.expired) {
        throw new RequestFailure({ type: opened ? 'stalled' : 'timeout' });
      }
      throw error;
    } finally {
      deadline.clear();
    }
  }

  async #readEvents(response: Response): Promise<void> {
    const reader = response.body?.getReader();
    if (!reader) {
      return;
    }
    const decoder = new LineDecoder();
    try {
      for (;;) {
        const { done, value } = await reader.read().catch(error => {
          throw new RequestFailure({ type: 'cut' }, error);
        });
        if (done) {
          break;
        }
        this.#receive(decoder.push(value));
      }
    } finally {
      // Also after a line that cannot be read: the rest of the watch is of no use.
      await reader.cancel().catch(() => undefined);
    }
    if (decoder.rest()) {
      throw new RequestFailure({ type: 'cut' });
    }
  }

  /** Reads the lines in order. What came before a line that cannot be read counts. */
  #receive(lines: string[]): void {
    const { kind } = this.target;
    const changes: SnapshotChange[] = [];
    let resourceVersion: string | undefined;
    try {
      for (const text of lines) {
        const line = readWatchLine(text);
        if (line.type === 'ignored') {
          continue;
        }
        resourceVersion = line.resourceVersion ?? resourceVersion;
        if (line.type !== 'bookmark') {
          changes.push({ type: line.type, kind, object: line.object });
        }
      }
    } finally {
      if (changes.length > 0) {
        this.#listener.onChanges(changes);
      }
      if (changes.length > 0 || resourceVersion) {
        this.#dispatch({
          type: 'received',
          ...(resourceVersion && { resourceVersion }),
        });
      }
    }
  }

  #version(): string {
    return factsOf(this.target).versions[this.#state.version];
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new RequestFailure(
      { type: 'malformed', detail: 'The answer is no JSON.' },
      error,
    );
  }
}

function failureOf(error: unknown): Failure {
  return error instanceof RequestFailure
    ? error.failure
    : { type: 'malformed', detail: 'The answer could not be read.' };
}
