import type { SourceState } from '@fairway/backstage-plugin-mesh-common';
import type { Failure } from '../http';
import { backoffMs } from './backoff';

/** States that a watch can be in. */
export type WatchHealth = Exclude<SourceState['state'], 'not-configured'>;

/** What to do next, not before `WatchState.notBefore`. */
export type WatchStep =
  { do: 'list' } | { do: 'watch'; resourceVersion: string };

/**
 * Where one list and watch stands. Times are milliseconds since 1970.
 */
export interface WatchState {
  readonly health: WatchHealth;
  /** When `health` became what it is. */
  readonly since: number;
  /** Why it is not live. */
  readonly failure?: Failure;
  /** When the API server last delivered. Absent until the first list is complete. */
  readonly observedAt?: number;
  /** Failures in a row. */
  readonly failures: number;
  /** Index of the API version in use, in the order of preference. */
  readonly version: number;
  readonly next: WatchStep;
  readonly notBefore: number;
}

/** What happened to a list or watch. */
export type WatchEvent =
  /** All pages are there. */
  | { type: 'listed'; resourceVersion: string }
  /** The API server accepted a watch or answered a probe. */
  | { type: 'reached' }
  /** Changes or a bookmark came. */
  | { type: 'received'; resourceVersion?: string }
  /** Nothing came for longer than an API server is silent: the connection may be dead, which nobody tells. */
  | { type: 'silent' }
  /** The watch ended as agreed, after `openMs`. */
  | { type: 'ended'; openMs: number }
  | { type: 'failed'; failure: Failure };

/** What the next state depends on besides the event. */
export interface WatchCircumstances {
  /** Milliseconds since 1970. */
  now: number;
  /** In [0, 1). */
  random: number;
  /** Number of API versions that can be tried. */
  versions: number;
}

/** Time after which a missing kind or permission is asked for again. */
const ASK_AGAIN_MS = 5 * 60_000;

/** A watch that ends sooner did not work; the next one waits. */
const SHORTEST_WATCH_MS = 1_000;

/** The state of a watch that has not begun. */
export function initialWatchState(now: number): WatchState {
  return {
    health: 'loading',
    since: now,
    failures: 0,
    version: 0,
    next: { do: 'list' },
    notBefore: now,
  };
}

/** The state after an event. */
export function nextWatchState(
  state: WatchState,
  event: WatchEvent,
  circumstances: WatchCircumstances,
): WatchState {
  const { now } = circumstances;
  switch (event.type) {
    case 'listed':
      return live(state, now, {
        do: 'watch',
        resourceVersion: event.resourceVersion,
      });
    case 'reached':
      // Only what a watch delivers proves that it works: one that breaks as soon as it opens must wait longer each time.
      return { ...live(state, now, state.next), failures: state.failures };
    case 'received':
      return live(state, now, resumedAt(state.next, event.resourceVersion));
    case 'silent':
      // Opening it anew tells whether anything was wrong.
      return { ...state, notBefore: now };
    case 'ended':
      return event.openMs < SHORTEST_WATCH_MS
        ? failed(state, { type: 'cut' }, circumstances)
        : { ...state, observedAt: now, failures: 0, notBefore: now };
    default:
      return failed(state, event.failure, circumstances);
  }
}

function resumedAt(step: WatchStep, resourceVersion?: string): WatchStep {
  return resourceVersion && step.do === 'watch'
    ? { do: 'watch', resourceVersion }
    : step;
}

function live(state: WatchState, now: number, next: WatchStep): WatchState {
  return {
    health: 'live',
    since: state.health === 'live' ? state.since : now,
    observedAt: now,
    failures: 0,
    version: state.version,
    next,
    notBefore: now,
  };
}

function failed(
  state: WatchState,
  failure: Failure,
  circumstances: WatchCircumstances,
): WatchState {
  switch (failure.type) {
    case 'not-found':
      return notServed(state, circumstances);
    case 'forbidden':
      return withoutData(state, 'forbidden', failure, circumstances);
    case 'gone':
      return retry(state, failure, circumstances, { do: 'list' });
    case 'malformed':
      // The same place may be unreadable for ever: the second time goes around it.
      return retry(
        state,
        failure,
        circumstances,
        state.failures > 0 ? { do: 'list' } : state.next,
      );
    default:
      return retry(state, failure, circumstances, state.next);
  }
}

/** Tries the next version at once; after the last one the kind is not installed. */
function notServed(
  state: WatchState,
  circumstances: WatchCircumstances,
): WatchState {
  const { now, versions } = circumstances;
  if (state.next.do === 'watch') {
    return { ...state, version: 0, next: { do: 'list' }, notBefore: now };
  }
  if (state.version + 1 < versions) {
    return { ...state, version: state.version + 1, notBefore: now };
  }
  const failure: Failure = { type: 'not-found' };
  return withoutData(state, 'not-installed', failure, circumstances);
}

/** The API server says that there is nothing to see; what was read before counts no more. */
function withoutData(
  state: WatchState,
  health: 'forbidden' | 'not-installed',
  failure: Failure,
  { now, random }: WatchCircumstances,
): WatchState {
  return {
    health,
    since: state.health === health ? state.since : now,
    failure,
    failures: 0,
    version: 0,
    next: { do: 'list' },
    notBefore: now + ASK_AGAIN_MS * (0.9 + random * 0.2),
  };
}

/**
 * Waits and tries again. One cut or one expired version of a watch that worked is everyday life and shows nowhere: the next
 * request closes the gap. Anything else, and the second failure in a row, is shown.
 */
function retry(
  state: WatchState,
  failure: Failure,
  { now, random }: WatchCircumstances,
  next: WatchStep,
): WatchState {
  const failures = state.failures + 1;
  const everyday =
    failures === 1 && (failure.type === 'cut' || failure.type === 'gone');
  const health = everyday ? state.health : failingHealth(state);
  const wait = Math.max(waitAsked(failure), backoffMs(failures, random));
  return {
    ...state,
    health,
    since: health === state.health ? state.since : now,
    ...(!everyday && { failure }),
    failures,
    next,
    notBefore: now + (everyday ? backoffMs(1, random) : wait),
  };
}

function failingHealth(state: WatchState): WatchHealth {
  return state.observedAt === undefined ? 'unavailable' : 'stale';
}

function waitAsked(failure: Failure): number {
  return failure.type === 'throttled' ? (failure.retryAfterMs ?? 0) : 0;
}
