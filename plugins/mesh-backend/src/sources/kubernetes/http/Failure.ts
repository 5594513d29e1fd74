/**
 * Why a request to a cluster did not deliver. Closed, so that every case has its state, its sentence and its next step.
 *
 * - `unreachable`: the kubernetes plugin could not reach the API server.
 * - `backend`: the kubernetes plugin itself does not answer, or does not know the cluster.
 * - `cut`: the connection ended in the middle of an answer.
 * - `not-found`: the API server does not serve the kind in this version.
 * - `gone`: the resource version is too old, everything must be listed again.
 */
export type Failure =
  | { type: 'unreachable'; detail?: string }
  | { type: 'backend'; detail: string }
  | { type: 'timeout' }
  | { type: 'cut' }
  | { type: 'unauthorized' }
  | { type: 'forbidden' }
  | { type: 'not-found' }
  | { type: 'gone' }
  | { type: 'throttled'; retryAfterMs?: number }
  | { type: 'server-error'; status: number }
  | { type: 'malformed'; detail: string };

/** Carries a {@link Failure} up to where the next step is decided. */
export class RequestFailure extends Error {
  readonly failure: Failure;

  constructor(failure: Failure, cause?: unknown) {
    super(`Request to the cluster failed: ${failure.type}`, { cause });
    this.name = 'RequestFailure';
    this.failure = failure;
  }
}
