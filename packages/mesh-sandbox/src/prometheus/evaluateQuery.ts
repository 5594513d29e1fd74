import { Evaluator } from './promql/Evaluator';
import type { Expression, RangeExpression } from './promql/Expression';
import { parseQuery } from './promql/parseQuery';
import { PromqlError } from './promql/PromqlError';
import { typeOf } from './promql/typeOf';
import { keyOf, type VectorElement } from './promql/Value';
import type { Labels, SeriesStore } from './SeriesStore';

/** A sample as `[Unix milliseconds, value]`. */
export type Point = readonly [timestampMs: number, value: number];

/** One series of a result. */
export interface ResultSeries {
  /** Labels with `__name__` where the operation kept it. */
  readonly metric: Labels;
  readonly points: readonly Point[];
}

/** Result of a query; a vector has exactly one point per series. */
export type QueryResult =
  | { readonly type: 'scalar'; readonly point: Point }
  | {
      readonly type: 'string';
      readonly timestampMs: number;
      readonly value: string;
    }
  | { readonly type: 'vector'; readonly series: readonly ResultSeries[] }
  | { readonly type: 'matrix'; readonly series: readonly ResultSeries[] };

/**
 * Evaluates a query at one time.
 *
 * @throws PromqlError
 */
export function evaluateInstant(
  store: SeriesStore,
  query: string,
  timeMs: number,
): QueryResult {
  const expression = parseQuery(query);
  const evaluator = new Evaluator(store, expression, timeMs, timeMs);
  const range = asRange(expression);
  if (range) {
    return { type: 'matrix', series: matrixSeries(evaluator, range, timeMs) };
  }
  const value = evaluator.evaluate(expression, timeMs);
  switch (value.type) {
    case 'scalar':
      return { type: 'scalar', point: [timeMs, value.value] };
    case 'string':
      return { type: 'string', timestampMs: timeMs, value: value.value };
    default:
      return {
        type: 'vector',
        series: value.elements.map(element => ({
          metric: metricOf(element),
          points: [[timeMs, element.value]],
        })),
      };
  }
}

/** Times of a range query in Unix milliseconds; `stepMs` is positive. */
export interface QueryRange {
  readonly startMs: number;
  readonly endMs: number;
  readonly stepMs: number;
}

/**
 * Evaluates a query at every step of a range; series come sorted by labels.
 *
 * @throws PromqlError
 */
export function evaluateRange(
  store: SeriesStore,
  query: string,
  range: QueryRange,
): QueryResult {
  const expression = parseQuery(query);
  const type = typeOf(expression);
  if (type === 'matrix' || type === 'string') {
    throw new PromqlError(
      'bad_data',
      `invalid expression type "${type === 'matrix' ? 'range vector' : type}" for range query, must be Scalar or instant Vector`,
    );
  }
  const { startMs, endMs, stepMs } = range;
  const evaluator = new Evaluator(store, expression, startMs, endMs);
  const series = new Map<string, { metric: Labels; points: Point[] }>();
  for (let timeMs = startMs; timeMs <= endMs; timeMs += stepMs) {
    for (const element of elementsAt(evaluator, expression, timeMs)) {
      const key = `${element.name ?? ''}\n${keyOf(element.labels)}`;
      let entry = series.get(key);
      if (!entry) {
        entry = { metric: metricOf(element), points: [] };
        series.set(key, entry);
      }
      entry.points.push([timeMs, element.value]);
    }
  }
  return { type: 'matrix', series: sortByLabels([...series.values()]) };
}

function elementsAt(
  evaluator: Evaluator,
  expression: Expression,
  timeMs: number,
): readonly VectorElement[] {
  const value = evaluator.evaluate(expression, timeMs);
  switch (value.type) {
    case 'vector':
      return value.elements;
    case 'scalar':
      return [{ name: undefined, labels: {}, value: value.value }];
    default:
      return [];
  }
}

function asRange(expression: Expression): RangeExpression | undefined {
  if (expression.kind === 'paren') {
    return asRange(expression.inner);
  }
  return expression.kind === 'range' || expression.kind === 'subquery'
    ? expression
    : undefined;
}

function matrixSeries(
  evaluator: Evaluator,
  range: RangeExpression,
  timeMs: number,
): ResultSeries[] {
  return sortByLabels(
    evaluator.matrix(range, timeMs).map(({ name, labels, window }) => ({
      metric: metricOf({ name, labels }),
      points: Array.from(
        window.timestampsMs.subarray(window.from, window.to),
        (timestampMs, index): Point => [
          timestampMs,
          window.values[window.from + index],
        ],
      ),
    })),
  );
}

function metricOf(element: Pick<VectorElement, 'labels' | 'name'>): Labels {
  return element.name === undefined
    ? element.labels
    : { __name__: element.name, ...element.labels };
}

function sortByLabels(series: ResultSeries[]): ResultSeries[] {
  return series
    .map(one => ({ one, key: sortedPairs(one.metric) }))
    .sort((a, b) => comparePairs(a.key, b.key))
    .map(({ one }) => one);
}

function sortedPairs(metric: Labels): string[] {
  return Object.entries(metric)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flat();
}

function comparePairs(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i += 1) {
    if (a[i] !== b[i]) {
      return a[i] < b[i] ? -1 : 1;
    }
  }
  return a.length - b.length;
}
