import type { Point, QueryResult, ResultSeries } from '../evaluateQuery';

type JsonPoint = [unixSeconds: number, value: string];

/** `data` of an answer of the query endpoints. */
export interface QueryData {
  readonly resultType: QueryResult['type'];
  readonly result: unknown;
}

/**
 * Puts a result into the shape of the HTTP API.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/api/#expression-query-result-formats
 */
export function formatResult(result: QueryResult): QueryData {
  switch (result.type) {
    case 'scalar':
      return { resultType: 'scalar', result: formatPoint(result.point) };
    case 'string':
      return {
        resultType: 'string',
        result: [result.timestampMs / 1000, result.value],
      };
    case 'vector':
      return { resultType: 'vector', result: result.series.map(vectorItem) };
    case 'matrix':
      return { resultType: 'matrix', result: result.series.map(matrixItem) };
    default:
      return result satisfies never;
  }
}

/**
 * Writes a value as Prometheus does: shortest digits, `+Inf`, `NaN`, an exponent below 1e-6 and from 1e21 on.
 */
export function formatValue(value: number): string {
  if (value === Infinity) {
    return '+Inf';
  }
  if (Object.is(value, -0)) {
    return '-0';
  }
  // Go writes at least two digits of the exponent.
  return String(value)
    .replace('Infinity', 'Inf')
    .replace(/e([-+])(\d)$/, 'e$10$2');
}

function vectorItem({ metric, points }: ResultSeries): {
  metric: ResultSeries['metric'];
  value: JsonPoint;
} {
  return { metric, value: formatPoint(points[0]) };
}

function matrixItem({ metric, points }: ResultSeries): {
  metric: ResultSeries['metric'];
  values: JsonPoint[];
} {
  return { metric, values: points.map(formatPoint) };
}

function formatPoint([timestampMs, value]: Point): JsonPoint {
  return [timestampMs / 1000, formatValue(value)];
}
