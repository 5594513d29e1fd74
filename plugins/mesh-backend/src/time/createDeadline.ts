import type { Clock } from './Clock';

/** A signal that is aborted when its time is up or its parent is aborted. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** Whether the time was up, as opposed to an abort by the parent. */
  readonly expired: boolean;
  /** Starts the time anew. */
  extend(delayMs: number): void;
  /** Ends timer and listener. To be called in every case. */
  clear(): void;
}

/**
 * @param delayMs - time until the signal is aborted
 * @param parent - its abort is passed on
 */
export function createDeadline(
  clock: Clock,
  delayMs: number,
  parent: AbortSignal,
): Deadline {
  const controller = new AbortController();
  let expired = false;
  const expire = () => {
    expired = true;
    controller.abort();
  };
  const passOn = () => controller.abort();
  let cancel = clock.setTimer(expire, delayMs);
  parent.addEventListener('abort', passOn);
  if (parent.aborted) {
    passOn();
  }
  return {
    signal: controller.signal,
    get expired() {
      return expired;
    },
    extend(nextMs) {
      cancel();
      cancel = clock.setTimer(expire, nextMs);
    },
    clear() {
      cancel();
      parent.removeEventListener('abort', passOn);
    },
  };
}
