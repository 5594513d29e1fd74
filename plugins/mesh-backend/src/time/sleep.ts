import type { Clock } from './Clock';

/**
 * Resolves after `delayMs`, or as soon as the signal is aborted. Never rejects; the caller looks at the signal.
 */
export function sleep(
  clock: Clock,
  delayMs: number,
  signal: AbortSignal,
): Promise<void> {
  if (signal.aborted || delayMs <= 0) {
    return Promise.resolve();
  }
  return new Promise(resolve => {
    let cancel = () => {};
    const finish = () => {
      cancel();
      signal.removeEventListener('abort', finish);
      resolve();
    };
    cancel = clock.setTimer(finish, delayMs);
    signal.addEventListener('abort', finish);
  });
}
