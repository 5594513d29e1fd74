/** Samples `from` ≤ i < `to` of a series: those inside the range of a range selector. */
export interface Window {
  readonly timestampsMs: Float64Array;
  readonly values: Float64Array;
  readonly from: number;
  readonly to: number;
  /** Bounds of the range in Unix milliseconds. */
  readonly startMs: number;
  readonly endMs: number;
}

/**
 * Change of a series over a range, extrapolated to the edges of the range; undefined with fewer than two samples.
 * The extrapolation reaches at most half a sample interval beyond the first and last sample where the series seems to
 * begin or end inside the range, and a counter is never extrapolated below zero. A counter that falls was reset.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/functions/#rate
 */
export function extrapolatedDelta(
  window: Window,
  isCounter: boolean,
): number | undefined {
  const { timestampsMs, values, from, to } = window;
  const intervals = to - from - 1;
  if (intervals < 1) {
    return undefined;
  }
  const change = isCounter
    ? counterIncrease(window)
    : values[to - 1] - values[from];
  const sampledMs = timestampsMs[to - 1] - timestampsMs[from];
  const toEndMs = window.endMs - timestampsMs[to - 1];
  let toStartMs = timestampsMs[from] - window.startMs;
  if (isCounter && change > 0 && values[from] >= 0) {
    const toZeroMs = sampledMs * (values[from] / change);
    toStartMs = Math.min(toStartMs, toZeroMs);
  }
  const averageMs = sampledMs / intervals;
  const reach = (distanceMs: number) =>
    distanceMs < averageMs * 1.1 ? distanceMs : averageMs / 2;
  const extrapolatedMs = sampledMs + reach(toStartMs) + reach(toEndMs);
  return change * (extrapolatedMs / sampledMs);
}

function counterIncrease({ values, from, to }: Window): number {
  let increase = values[to - 1] - values[from];
  for (let i = from + 1; i < to; i += 1) {
    if (values[i] < values[i - 1]) {
      increase += values[i - 1];
    }
  }
  return increase;
}

/** Rate per second from the last two samples of a counter; undefined with fewer than two. */
export function instantRate(window: Window): number | undefined {
  const { timestampsMs, values, from, to } = window;
  if (to - from < 2) {
    return undefined;
  }
  const last = values[to - 1];
  const previous = values[to - 2];
  const change = last < previous ? last : last - previous;
  return change / ((timestampsMs[to - 1] - timestampsMs[to - 2]) / 1000);
}
