/** One figure of a benchmark: what, how much, and the figure to reach (`undefined` where there is none). */
export interface BenchRow {
  what: string;
  measured: string;
  target?: string;
  /** Whether the target is reached; absent without a target. */
  reached?: boolean;
}

/** What a `*.bench.ts` file exports as `bench`. */
export interface Bench {
  name: string;
  run(): Promise<BenchRow[]>;
}

/** The p-th percentile (0–100) of the values, by the nearest rank. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = Math.ceil((p / 100) * sorted.length);
  return sorted[Math.max(0, rank - 1)];
}

/** The middle value. */
export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/**
 * Milliseconds of processor time that work takes, in all threads: what it takes on one core, also while others use the machine.
 */
export function processorTime(work: () => unknown): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
