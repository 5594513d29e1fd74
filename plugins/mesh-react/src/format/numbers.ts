/** No line break between a figure and its unit. */
const NBSP = '\u00a0';

/**
 * A share in percent: one decimal where it has one, none for whole figures. A share that is not zero never reads as zero,
 * and one that is not all never reads as all.
 *
 * @param percent - 0–100
 * @returns as in `10.9 %`, `70 %`, `< 0.1 %`
 * @public
 */
export function formatPercent(percent: number): string {
  if (percent > 0 && percent < 0.1) {
    return `<${NBSP}0.1${NBSP}%`;
  }
  const bounded = percent < 100 ? Math.min(percent, 99.9) : percent;
  const rounded = Math.round(bounded * 10) / 10;
  const text = Number.isInteger(rounded) ? `${rounded}` : rounded.toFixed(1);
  return `${text}${NBSP}%`;
}

/**
 * Writes a ratio as a percentage.
 *
 * @param ratio - 0–1
 * @returns the same as `formatPercent` of the hundredfold
 * @public
 */
export function formatRatio(ratio: number): string {
  return formatPercent(ratio * 100);
}

/**
 * Writes a throughput in the unit that keeps it short.
 *
 * @param bytesPerSecond - at least 0
 * @returns as in `312 kB/s`
 * @public
 */
export function formatThroughput(bytesPerSecond: number): string {
  if (bytesPerSecond < 1_000) {
    return `${Math.round(bytesPerSecond)}${NBSP}B/s`;
  }
  if (bytesPerSecond < 1_000_000) {
    return `${Math.round(bytesPerSecond / 1_000)}${NBSP}kB/s`;
  }
  return `${(bytesPerSecond / 1_000_000).toFixed(1)}${NBSP}MB/s`;
}

/**
 * Writes a rate of requests or, for tcp, of bytes.
 *
 * @param ratePerSecond - requests per second, for tcp bytes per second
 * @returns as in `38.0 rps`; a measured zero is `0 rps`
 * @public
 */
export function formatRate(
  ratePerSecond: number,
  protocol: 'http' | 'grpc' | 'tcp' = 'http',
): string {
  if (protocol === 'tcp') {
    return formatThroughput(ratePerSecond);
  }
  if (ratePerSecond === 0) {
    return `0${NBSP}rps`;
  }
  if (ratePerSecond < 0.05) {
    return `<${NBSP}0.1${NBSP}rps`;
  }
  return `${ratePerSecond.toFixed(1)}${NBSP}rps`;
}

/**
 * A duration in the largest unit that keeps it exact to one decimal.
 *
 * @param milliseconds - at least 0
 * @returns as in `612 ms`, `2 s`, `1.5 s`, `5 min`, `2 h`
 * @public
 */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 1_000) {
    return `${Math.round(milliseconds)}${NBSP}ms`;
  }
  const [divisor, unit] = durationUnit(milliseconds);
  const value = Math.round((milliseconds / divisor) * 10) / 10;
  return `${value}${NBSP}${unit}`;
}

function durationUnit(milliseconds: number): [number, string] {
  if (milliseconds >= 3_600_000) {
    return [3_600_000, 'h'];
  }
  // 90 s reads better than 1.5 min, as it does in the objects
  return milliseconds >= 120_000 ? [60_000, 'min'] : [1_000, 's'];
}

/**
 * A latency: whole milliseconds below ten seconds, so that figures of one column compare.
 *
 * @param milliseconds - at least 0
 * @returns as in `86 ms`
 * @public
 */
export function formatLatency(milliseconds: number): string {
  return milliseconds < 10_000
    ? `${Math.round(milliseconds)}${NBSP}ms`
    : formatDuration(milliseconds);
}
