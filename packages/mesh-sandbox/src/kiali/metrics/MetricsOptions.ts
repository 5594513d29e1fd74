/** Whose metrics are asked for. */
export interface MetricsTarget {
  readonly kind: 'app' | 'service' | 'workload';
  readonly namespace: string;
  readonly name: string;
}

/** What is asked for, defaults filled in. Times are Unix seconds. */
export interface MetricsOptions {
  readonly target: MetricsTarget;
  readonly startS: number;
  readonly endS: number;
  readonly stepS: number;
  readonly rateFunction: 'irate' | 'rate';
  /** A duration of Prometheus, as in `60s`. */
  readonly rateInterval: string;
  readonly direction: 'inbound' | 'outbound';
  /** Undefined for both. */
  readonly reporters: readonly string[] | undefined;
  /** Names of metrics; empty for all. */
  readonly filters: readonly string[];
  readonly byLabels: readonly string[];
  /** As written: they are repeated in the answer. */
  readonly quantiles: readonly string[];
  readonly average: boolean;
  readonly requestProtocol: string | undefined;
}
