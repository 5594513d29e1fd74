import type { SnapshotChange } from '@fairway/mesh-core';
import { createDeadline, sleep } from '../../../time';
import { RequestFailure, type Failure } from '../http';
import { listAll, probe } from './listAll';
import type { WatchLine } from './readAnswers';
import { readEvents } from './readEvents';
import { watchPath } from './requestPaths';
import {
  initialWatchState,
  nextWatchState,
  type WatchEvent,
  type WatchState,
} from './watchState';
import type { WatcherEnvironment, WatcherListener } from './WatcherEnvironment';
import { factsOf, type WatchTarget } from './WatchTarget';

/** Bounds of `timeoutSeconds`: spread, so that watches of many kinds do not end together. */
const MIN_WATCH_SECONDS = 300;
const MAX_WATCH_SECONDS = 600;
/** Every watch ends before. */
const MAX_SILENCE_MS = 2 * MAX_WATCH_SECONDS * 1_000;

/**
 * Lists a collection once and watches it from there on. What comes next after each event is decided by the pure
 * {@link nextWatchState}; this class carries it out.
 *
 * The proxy of the kubernetes plugin passes a connection that is cut behind it on as silence, and holds the head of a watch back
 * until its first event. So a watch that says nothing for longer than an API server is silent is opened anew, after a probe that
 * tells whether anything answers.
 */
export class ResourceWatcher {
  readonly target: WatchTarget;
  readonly #env: WatcherEnvironment;
  readonly #listener: WatcherListener;
  readonly #controller = new AbortController();
  #state: WatchState;
  /** Grows for a kind that is silent by nature: not every API server sends bookmarks for Events. */
  #silenceMs: number;
  #doubtful = false;
  #watching?: AbortController;
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
    this.#silenceMs = env.watchSilenceMs;
  }

  get state(): WatchState {
    return this.#state;
  }

  start(): void {
    this.#running ??= this.#run(this.#controller.signal);
  }

  /** Opens the watch anew, if one is open: there is reason to doubt the connection. */
  doubt(): void {
    this.#watching?.abort();
  }

  /** Aborts requests and timers; resolves when nothing runs any more. */
  async stop(): Promise<void> {
    this.#controller.abort();
    await this.#running;
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { clock, limitLists } = this.#env;
    while (!signal.aborted) {
      const { next, notBefore } = this.#state;
      await sleep(clock, notBefore - clock.now(), signal);
      if (signal.aborted) {
        return;
      }
      try {
        if (next.do === 'list') {
          await limitLists(() => this.#list(signal));
        } else {
          await this.#watch(next.resourceVersion, signal);
        }
      } catch (error) {
        this.#dispatch({ type: 'failed', failure: failureOf(error) });
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

  #version(): string {
    return factsOf(this.target).versions[this.#state.version];
  }

  async #list(signal: AbortSignal): Promise<void> {
    const { objects, resourceVersion } = await listAll(
      this.target,
      this.#version(),
      this.#env,
      signal,
    );
    if (!signal.aborted) {
      this.#listener.onChanges([this.#replacement(objects)]);
      this.#dispatch({ type: 'listed', resourceVersion });
    }
  }

  async #watch(resourceVersion: string, signal: AbortSignal): Promise<void> {
    if (this.#doubtful || this.#state.health !== 'live') {
      await probe(this.target, this.#version(), this.#env, signal);
      this.#doubtful = false;
      this.#dispatch({ type: 'reached' });
    }
    const { client, clock, random } = this.#env;
    const seconds = Math.round(
      MIN_WATCH_SECONDS + random() * (MAX_WATCH_SECONDS - MIN_WATCH_SECONDS),
    );
    const path = watchPath(
      this.target,
      this.#version(),
      resourceVersion,
      seconds,
    );
    this.#watching = new AbortController();
    const doubted = this.#watching.signal;
    const deadline = createDeadline(
      clock,
      this.#silenceMs,
      AbortSignal.any([signal, doubted]),
    );
    const openedAt = clock.now();
    try {
      const response = await client.get(
        this.target.cluster,
        path,
        deadline.signal,
      );
      this.#dispatch({ type: 'reached' });
      await readEvents(response, lines => {
        this.#silenceMs = this.#env.watchSilenceMs;
        deadline.extend(this.#silenceMs);
        this.#receive(lines);
      });
      this.#dispatch({ type: 'ended', openMs: clock.now() - openedAt });
    } catch (error) {
      if (!deadline.expired && !doubted.aborted) {
        throw error;
      }
      if (deadline.expired) {
        this.#silenceMs = Math.min(this.#silenceMs * 2, MAX_SILENCE_MS);
      }
      this.#doubtful = true;
      this.#dispatch({ type: 'silent' });
    } finally {
      this.#watching = undefined;
      deadline.clear();
    }
  }

  #receive(lines: readonly WatchLine[]): void {
    const { kind } = this.target;
    const changes: SnapshotChange[] = [];
    let resourceVersion: string | undefined;
    for (const line of lines) {
      if (line.type === 'ignored') {
        continue;
      }
      resourceVersion = line.resourceVersion ?? resourceVersion;
      if (line.type !== 'bookmark') {
        changes.push({ type: line.type, kind, object: line.object });
      }
    }
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

function failureOf(error: unknown): Failure {
  return error instanceof RequestFailure
    ? error.failure
    : { type: 'malformed', detail: 'The answer could not be read.' };
}
