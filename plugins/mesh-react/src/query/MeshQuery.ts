import type { MeshFailure } from './MeshFailure';

/**
 * What is known about one question. `stale` is "it failed, and this is what we still have".
 * Times are ms since the epoch.
 *
 * @public
 */
export type MeshQuery<T> =
  | { state: 'loading' }
  | { state: 'ready'; data: T; receivedAt: number }
  | {
      state: 'stale';
      data: T;
      receivedAt: number;
      failure: MeshFailure;
      retryAt: number;
    }
  | { state: 'failed'; failure: MeshFailure; retryAt: number };

/** What can happen to a question. */
export type MeshQueryEvent<T> =
  | { type: 'answered'; data: T; at: number }
  | { type: 'failed'; failure: MeshFailure; retryAt: number };

/**
 * The next state of a question. Who may no longer see something, or asks for what is gone, is not shown the old answer.
 */
export function nextQuery<T>(
  query: MeshQuery<T>,
  event: MeshQueryEvent<T>,
): MeshQuery<T> {
  if (event.type === 'answered') {
    return { state: 'ready', data: event.data, receivedAt: event.at };
  }
  const { failure, retryAt } = event;
  const hadData = query.state === 'ready' || query.state === 'stale';
  if (hadData && keepsData(failure)) {
    return {
      state: 'stale',
      data: query.data,
      receivedAt: query.receivedAt,
      failure,
      retryAt,
    };
  }
  return { state: 'failed', failure, retryAt };
}

function keepsData(failure: MeshFailure): boolean {
  return failure.kind !== 'forbidden' && failure.kind !== 'not-found';
}

/** The answer that can be shown, if there is one. @public */
export function dataOf<T>(query: MeshQuery<T>): T | undefined {
  return query.state === 'ready' || query.state === 'stale'
    ? query.data
    : undefined;
}
