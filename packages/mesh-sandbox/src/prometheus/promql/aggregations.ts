/** Reduces the values of a group to one. */
export interface Reducer {
  readonly kind: 'reduce';
  reduce(values: readonly number[], parameter: number): number;
}

/** Keeps some elements of a group, with all their labels. */
export interface Selector {
  readonly kind: 'keep';
  /** Indices of the elements to keep, in the order of the result. */
  keep(values: readonly number[], parameter: number): number[];
}

/** The aggregations that the sandbox evaluates. */
export const aggregations: ReadonlyMap<string, Reducer | Selector> = new Map<
  string,
  Reducer | Selector
>([
  ['sum', reduce(sum)],
  ['avg', reduce(values => sum(values) / values.length)],
  ['min', reduce(values => values.reduce(smaller))],
  ['max', reduce(values => values.reduce(larger))],
  ['count', reduce(values => values.length)],
  ['group', reduce(() => 1)],
  ['quantile', reduce((values, parameter) => quantile(parameter, values))],
  ['topk', keep((a, b) => b - a)],
  ['bottomk', keep((a, b) => a - b)],
]);

function reduce(compute: Reducer['reduce']): Reducer {
  return { kind: 'reduce', reduce: compute };
}

function keep(order: (a: number, b: number) => number): Selector {
  return {
    kind: 'keep',
    keep: (values, parameter) =>
      values
        .map((value, index) => ({ value, index }))
        .sort((a, b) => nanLast(a.value, b.value) || order(a.value, b.value))
        .slice(0, Math.max(0, Math.trunc(parameter) || 0))
        .map(({ index }) => index),
  };
}

function nanLast(a: number, b: number): number {
  return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function smaller(a: number, b: number): number {
  return Number.isNaN(a) || b < a ? b : a;
}

function larger(a: number, b: number): number {
  return Number.isNaN(a) || b > a ? b : a;
}

/** φ-quantile of plain values, interpolated between neighbours. */
function quantile(phi: number, values: readonly number[]): number {
  if (Number.isNaN(phi)) {
    return NaN;
  }
  if (phi < 0 || phi > 1) {
    return phi < 0 ? -Infinity : Infinity;
  }
  const sorted = [...values].sort((a, b) => -nanLast(a, b) || a - b);
  const rank = phi * (sorted.length - 1);
  const lower = Math.floor(rank);
  const upper = Math.min(sorted.length - 1, lower + 1);
  const weight = rank - lower;
  return sorted[lower] * (1 - weight) + sorted[upper] * weight;
}
