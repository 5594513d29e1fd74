import type { Clock } from '../time';

interface Timer {
  at: number;
  callback: () => void;
}

/** Lets everything run that waits for nothing but promises. */
async function settle(): Promise<void> {
  for (let i = 0; i < 5; i += 1) {
    await new Promise(resolve => setImmediate(resolve));
  }
}

/** Time that moves when a test says so. */
export class ManualClock implements Clock {
  #now: number;
  readonly #timers = new Set<Timer>();

  constructor(now: number = Date.parse('2026-11-25T10:00:00Z')) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  /** Number of timers that are waiting. */
  get waiting(): number {
    return this.#timers.size;
  }

  setTimer(callback: () => void, delayMs: number): () => void {
    const timer = { at: this.#now + delayMs, callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Moves on, timer by timer, and lets what follows from each run. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settle();
    for (;;) {
      const [next] = [...this.#timers]
        .filter(timer => timer.at <= end)
        .sort((a, b) => a.at - b.at);
      if (!next) {
        break;
      }
      this.#timers.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.callback();
      await settle();
    }
    this.#now = end;
  }
}
