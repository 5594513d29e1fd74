/** The time and timers. A parameter everywhere, so that tests do not wait. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /**
   * Calls back once after `delayMs`.
   *
   * @returns ends the timer; may be called more than once
   */
  setTimer(callback: () => void, delayMs: number): () => void;
}

/** The time of this machine. Its timers keep no process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  setTimer(callback, delayMs) {
    const timer = setTimeout(callback, delayMs);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
