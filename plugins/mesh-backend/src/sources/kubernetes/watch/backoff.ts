const BASE_MS = 500;
const CAP_MS = 60_000;
const FLOOR_MS = 100;

/**
 * Time to wait before the next try: exponential with full jitter, so that the watches of a cluster that comes back do not
 * all ask at once.
 *
 * @param failures - in a row, at least 1
 * @param random - in [0, 1)
 * @returns milliseconds, at most a minute
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function backoffMs(failures: number, random: number): number {
  const ceiling = Math.min(CAP_MS, BASE_MS * 2 ** Math.min(failures - 1, 10));
  return Math.max(FLOOR_MS, Math.round(random * ceiling));
}
