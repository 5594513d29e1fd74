const INITIAL_CAPACITY = 16;

/**
 * Samples of one series in ascending time: appended at the end, forgotten at the start. When the arrays are full, the
 * live part moves into new ones (twice as long when more than half is live), so views handed out earlier never change.
 */
export class SeriesBuffer {
  private timestampsMs = new Float64Array(INITIAL_CAPACITY);
  private values = new Float64Array(INITIAL_CAPACITY);
  private start = 0;
  private end = 0;

  /** Number of samples. */
  get length(): number {
    return this.end - this.start;
  }

  /** Timestamp of the newest sample in Unix milliseconds, `-Infinity` when empty. */
  get newestMs(): number {
    return this.end > this.start ? this.timestampsMs[this.end - 1] : -Infinity;
  }

  /** Adds a sample; the caller guarantees that it is newer than the last one. */
  push(timestampMs: number, value: number): void {
    if (this.end === this.timestampsMs.length) {
      this.move();
    }
    this.timestampsMs[this.end] = timestampMs;
    this.values[this.end] = value;
    this.end += 1;
  }

  /** Forgets samples older than a time, then the oldest ones beyond a count. Returns how many were forgotten. */
  forget(olderThanMs: number, maxSamples: number): number {
    const before = this.start;
    while (
      this.start < this.end &&
      this.timestampsMs[this.start] < olderThanMs
    ) {
      this.start += 1;
    }
    this.start = Math.max(this.start, this.end - maxSamples);
    return this.start - before;
  }

  /** The samples of a closed interval as views, undefined when there is none. */
  slice(
    fromMs: number,
    toMs: number,
  ): { timestampsMs: Float64Array; values: Float64Array } | undefined {
    const from = this.firstAtOrAfter(fromMs);
    const to = this.firstAfter(toMs);
    if (from >= to) {
      return undefined;
    }
    return {
      timestampsMs: this.timestampsMs.subarray(from, to),
      values: this.values.subarray(from, to),
    };
  }

  private firstAtOrAfter(timeMs: number): number {
    return lowerBound(this.timestampsMs, timeMs, this.start, this.end);
  }

  private firstAfter(timeMs: number): number {
    const at = this.firstAtOrAfter(timeMs);
    return at < this.end && this.timestampsMs[at] === timeMs ? at + 1 : at;
  }

  private move(): void {
    const live = this.length;
    const capacity = Math.max(
      INITIAL_CAPACITY,
      live > this.timestampsMs.length / 2
        ? live + Math.ceil(live / 2)
        : this.timestampsMs.length,
    );
    const timestampsMs = new Float64Array(capacity);
    const values = new Float64Array(capacity);
    timestampsMs.set(this.timestampsMs.subarray(this.start, this.end));
    values.set(this.values.subarray(this.start, this.end));
    this.timestampsMs = timestampsMs;
    this.values = values;
    this.start = 0;
    this.end = live;
  }
}

/**
 * First index in `[from, to)` whose value is not less than `wanted`; `to` when there is none. The range must ascend.
 */
export function lowerBound(
  ascending: Float64Array,
  wanted: number,
  from: number = 0,
  to: number = ascending.length,
): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle] < wanted) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
