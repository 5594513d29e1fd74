export {
  createPrometheusHandler,
  type PrometheusHandler,
} from './createPrometheusHandler';
export { createSeriesStore } from './createSeriesStore';
export {
  evaluateInstant,
  evaluateRange,
  type Point,
  type QueryRange,
  type QueryResult,
  type ResultSeries,
} from './evaluateQuery';
export { formatValue } from './http/formatResult';
export { parseDuration } from './promql/literals';
export type {
  LabelMatcher,
  LabelMatchType,
  Labels,
  Sample,
  Series,
  SeriesStore,
  SeriesStoreOptions,
  SeriesStoreStats,
} from './SeriesStore';
