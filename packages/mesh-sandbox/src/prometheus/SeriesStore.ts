/** Labels of one series, without `__name__`. */
export type Labels = Readonly<Record<string, string>>;

/** One measured value of one series. */
export interface Sample {
  /** Metric name, for example `istio_requests_total`. */
  readonly metric: string;
  /** Labels without `__name__`. An empty value means the label is absent. */
  readonly labels: Labels;
  readonly value: number;
  /** Unix time in milliseconds. */
  readonly timestampMs: number;
}

/** How a matcher compares; the operators of a PromQL selector. */
export type LabelMatchType = '=' | '!=' | '=~' | '!~';

/** A predicate on the value of one label; an absent label has the value `''`. */
export interface LabelMatcher {
  /** Label name; `__name__` addresses the metric name. */
  readonly name: string;
  readonly type: LabelMatchType;
  /** Literal or RE2 pattern, as written. */
  readonly value: string;
  /** True when the label's value satisfies the matcher. */
  matches(labelValue: string): boolean;
}

/**
 * A read-only view of one series. Timestamps ascend strictly. The arrays do not change when samples are appended
 * later, so a view can be kept for the length of a query.
 */
export interface Series {
  readonly metric: string;
  /** The same object for the whole life of the series: usable as a cache key. */
  readonly labels: Labels;
  /** Unix milliseconds. */
  readonly timestampsMs: Float64Array;
  readonly values: Float64Array;
}

/** Size of a store, for tests and logs. */
export interface SeriesStoreStats {
  readonly series: number;
  readonly samples: number;
  /** Samples refused because they were not newer than the last one of their series, or had no finite timestamp. */
  readonly refused: number;
}

/** In-memory store of time series with bounded retention. */
export interface SeriesStore {
  /**
   * Adds samples. Within a series timestamps must ascend; a sample that is not newer than the last one is refused and
   * counted, as Prometheus does with out-of-order samples. Samples older than the retention, measured from the newest
   * sample of the store, are forgotten; a series without samples disappears.
   */
  append(samples: Iterable<Sample>): void;
  /**
   * Series that satisfy all matchers and have a sample in the closed interval, cut to it. Order: by first appearance.
   */
  select(
    matchers: readonly LabelMatcher[],
    fromMs: number,
    toMs: number,
  ): Series[];
  /** Names of all labels in use, `__name__` included, sorted. */
  labelNames(): string[];
  /** Values of one label, sorted. */
  labelValues(name: string): string[];
  /** Newest timestamp of the store in Unix milliseconds, undefined when it is empty. */
  newestMs(): number | undefined;
  stats(): SeriesStoreStats;
}

/** Bounds of a store. */
export interface SeriesStoreOptions {
  /** How long samples are kept, in milliseconds. Default: one hour. */
  readonly retentionMs?: number;
  /** Most samples kept per series; the oldest are dropped. Default: 2000. */
  readonly maxSamplesPerSeries?: number;
}
