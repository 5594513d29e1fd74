/**
 * Upper bounds of Istio's duration histogram in milliseconds, without `+Inf`.
 *
 * @see https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/statistics (default histogram buckets)
 */
export const durationBuckets: readonly number[] = [
  0.5, 1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000,
  60_000, 300_000, 600_000, 1_800_000, 3_600_000,
];

/** Spread of response times: the ratio of P84 to the median is e to this power. */
const sigma = 0.5;

/** Error function, to seven digits (Abramowitz and Stegun 7.1.26). */
function erf(x: number): number {
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const polynomial =
    ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) *
      t +
      0.254829592) *
    t;
  const value = 1 - polynomial * Math.exp(-x * x);
  return x < 0 ? -value : value;
}

/** Share of responses that take at most `ms`, for a log-normal distribution with the given median. */
export function shareWithin(ms: number, medianMs: number): number {
  if (medianMs <= 0) {
    return 1;
  }
  return Math.min(
    1,
    Math.max(
      0,
      0.5 * (1 + erf(Math.log(ms / medianMs) / (sigma * Math.SQRT2))),
    ),
  );
}

/** Mean of the distribution in milliseconds. */
export function meanMs(medianMs: number): number {
  return medianMs * Math.exp((sigma * sigma) / 2);
}

/** A quantile as Prometheus computes it from the histogram: linear within a bucket. */
export function histogramQuantile(quantile: number, medianMs: number): number {
  let lower = 0;
  let below = 0;
  for (const upper of durationBuckets) {
    const share = shareWithin(upper, medianMs);
    if (share >= quantile) {
      return lower + ((upper - lower) * (quantile - below)) / (share - below);
    }
    lower = upper;
    below = share;
  }
  return durationBuckets[durationBuckets.length - 1];
}
