import type { Labels } from '../../prometheus';
import { type MetricQuery, metricQueries } from './metricQueries';
import type { MetricsOptions } from './MetricsOptions';

/** A series of a range query, without its metric name. */
export interface MetricsRow {
  readonly labels: Labels;
  /** Unix seconds and values in Prometheus' notation. */
  readonly points: readonly (readonly [timeS: number, value: string])[];
}

/** Answers a range query from the start to the end of what is asked for. */
export type RangeTelemetry = (query: string) => readonly MetricsRow[];

/** A series in an answer about metrics. */
export interface KialiMetric {
  readonly labels: Labels;
  readonly datapoints: MetricsRow['points'];
  readonly stat?: string;
  readonly name: string;
}

/** Metrics by name; null where there is no series. */
export type KialiMetrics = Readonly<Record<string, KialiMetric[] | null>>;

function seriesOf(
  { name, stat, query }: MetricQuery,
  telemetry: RangeTelemetry,
): KialiMetric[] {
  return telemetry(query).map(({ labels, points }) => ({
    labels,
    datapoints: points,
    ...(stat === undefined ? {} : { stat }),
    name,
  }));
}

/** Metrics of an app, service or workload over time, as Kiali answers them. */
export function answerMetrics(
  options: MetricsOptions,
  cluster: string,
  telemetry: RangeTelemetry,
): KialiMetrics {
  const metrics: Record<string, KialiMetric[] | null> = {};
  for (const query of metricQueries(options, cluster)) {
    const series = seriesOf(query, telemetry);
    const known = metrics[query.name] ?? [];
    const all = [...known, ...series];
    metrics[query.name] = all.length > 0 ? all : null;
  }
  return metrics;
}
