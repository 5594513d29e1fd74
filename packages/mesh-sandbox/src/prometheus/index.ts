export {
  createPrometheusHandler,
  type PrometheusHandler,
} from './createPrometheusHandler';
export { createSeriesStore } from './createSeriesStore';
export {
  evaluateInstant,
  type Point,
  type QueryRange,
  type QueryResult,
  type ResultSeries,
} from './evaluateQuery';
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
