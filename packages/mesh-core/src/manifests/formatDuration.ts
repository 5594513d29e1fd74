/**
 * Writes a duration as Istio and Flagger read it: in seconds where they are whole, else in milliseconds.
 *
 * @param ms - whole milliseconds, at least 1, which is the shortest that Istio takes
 */
export function formatDuration(ms: number): string {
  return ms % 1000 === 0 ? `${ms / 1000}s` : `${ms}ms`;
}
