/** The time of a world: played back while a scenario's past is told, then the real one. */
export interface WorldClock {
  /** Unix milliseconds. */
  now(): number;
  /** Stops the clock at a moment of the past. */
  playback(atMs: number): void;
  /** Goes on with the real time. */
  live(): void;
}

/** A clock over `realNow`, which counts Unix milliseconds. */
export function createWorldClock(realNow: () => number): WorldClock {
  let playedMs: number | undefined;
  return {
    now: () => playedMs ?? realNow(),
    playback(atMs) {
      playedMs = atMs;
    },
    live() {
      playedMs = undefined;
    },
  };
}

/** RFC 3339 with seconds, as Kubernetes writes times. */
export function toTimestamp(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
}
