import type { ValueType } from './Expression';

/** Arguments and result of a function. */
export interface FunctionSignature {
  readonly args: readonly ValueType[];
  /** How many of the last arguments may be left out; `Infinity`: the last one may repeat. */
  readonly optional: number;
  readonly returns: ValueType;
}

type Row = readonly [
  names: string,
  args: readonly ValueType[],
  optional?: number,
  returns?: ValueType,
];

const ROWS: readonly Row[] = [
  ['abs absent ceil exp floor ln log10 log2 sgn sqrt', ['vector']],
  ['acos acosh asin asinh atan atanh cos cosh deg rad', ['vector']],
  ['sin sinh tan tanh sort sort_desc timestamp', ['vector']],
  ['histogram_avg histogram_count histogram_stddev', ['vector']],
  ['histogram_stdvar histogram_sum start_timestamp', ['vector']],
  ['day_of_month day_of_week day_of_year', ['vector'], 1],
  ['days_in_month hour minute month year', ['vector'], 1],
  ['absent_over_time avg_over_time changes', ['matrix']],
  ['count_over_time delta deriv first_over_time', ['matrix']],
  ['idelta increase irate last_over_time mad_over_time', ['matrix']],
  ['max_over_time min_over_time present_over_time', ['matrix']],
  ['rate resets stddev_over_time stdvar_over_time', ['matrix']],
  ['sum_over_time ts_of_first_over_time', ['matrix']],
  ['ts_of_last_over_time ts_of_max_over_time', ['matrix']],
  ['ts_of_min_over_time', ['matrix']],
  ['clamp', ['vector', 'scalar', 'scalar']],
  ['clamp_max clamp_min', ['vector', 'scalar']],
  ['round', ['vector', 'scalar'], 1],
  ['double_exponential_smoothing', ['matrix', 'scalar', 'scalar']],
  ['predict_linear', ['matrix', 'scalar']],
  ['quantile_over_time', ['scalar', 'matrix']],
  ['histogram_fraction', ['scalar', 'scalar', 'vector']],
  ['histogram_quantile', ['scalar', 'vector']],
  ['info', ['vector', 'vector'], 1],
  ['label_join', ['vector', 'string', 'string', 'string'], Infinity],
  ['label_replace', ['vector', 'string', 'string', 'string', 'string']],
  ['sort_by_label sort_by_label_desc', ['vector', 'string'], Infinity],
  ['vector', ['scalar']],
  ['scalar', ['vector'], 0, 'scalar'],
  ['pi time', [], 0, 'scalar'],
];

/**
 * All functions of PromQL, whether the sandbox evaluates them or not: what is not here is an unknown function.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/functions/
 */
export const functionSignatures: ReadonlyMap<string, FunctionSignature> =
  new Map(
    ROWS.flatMap(([names, args, optional = 0, returns = 'vector']) =>
      names
        .split(' ')
        .map(name => [name, { args, optional, returns }] as const),
    ),
  );
