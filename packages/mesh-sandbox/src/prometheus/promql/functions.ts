import {
  extrapolatedDelta,
  instantRate,
  type Window,
} from './extrapolatedDelta';
import { histogramQuantile } from './histogramQuantile';
import { mapValues, type Value, type VectorElement } from './Value';

/** Computes one number from the samples of a range; undefined leaves the series out. */
export interface RangeFunction {
  readonly input: 'range';
  /** The metric name stays when the result is one of the samples. */
  readonly keepsName: boolean;
  compute(window: Window): number | undefined;
}

/** Computes a value from values. */
export interface ValueFunction {
  readonly input: 'values';
  compute(args: readonly Value[], timeMs: number): Value;
}

/** The functions that the sandbox evaluates. */
export const functions: ReadonlyMap<string, RangeFunction | ValueFunction> =
  new Map<string, RangeFunction | ValueFunction>([
    ['rate', range(w => perSecond(extrapolatedDelta(w, true), w))],
    ['increase', range(w => extrapolatedDelta(w, true))],
    ['delta', range(w => extrapolatedDelta(w, false))],
    ['irate', range(instantRate)],
    ['sum_over_time', range(w => fold(w, (sum, value) => sum + value, 0))],
    [
      'avg_over_time',
      range(w => fold(w, (sum, value) => sum + value, 0) / (w.to - w.from)),
    ],
    ['min_over_time', range(w => fold(w, smaller, NaN))],
    ['max_over_time', range(w => fold(w, larger, NaN))],
    ['count_over_time', range(w => w.to - w.from)],
    [
      'last_over_time',
      {
        input: 'range',
        keepsName: true,
        compute: w => w.values[w.to - 1],
      },
    ],
    ['abs', each(Math.abs)],
    ['ceil', each(Math.ceil)],
    ['floor', each(Math.floor)],
    ['clamp_min', each((value, least) => keepNaN(Math.max, value, least))],
    ['clamp_max', each((value, most) => keepNaN(Math.min, value, most))],
    ['round', each(roundTo)],
    [
      'histogram_quantile',
      values(([quantile, buckets]) => ({
        type: 'vector',
        elements: histogramQuantile(scalarOf(quantile), elementsOf(buckets)),
      })),
    ],
    [
      'vector',
      values(([scalar]) => ({
        type: 'vector',
        elements: [{ name: undefined, labels: {}, value: scalarOf(scalar) }],
      })),
    ],
    [
      'scalar',
      values(([vector]) => {
        const elements = elementsOf(vector);
        return {
          type: 'scalar',
          value: elements.length === 1 ? elements[0].value : NaN,
        };
      }),
    ],
    [
      'time',
      values((_args, timeMs) => ({ type: 'scalar', value: timeMs / 1000 })),
    ],
  ]);

function range(compute: (window: Window) => number | undefined): RangeFunction {
  return { input: 'range', keepsName: false, compute };
}

function values(compute: ValueFunction['compute']): ValueFunction {
  return { input: 'values', compute };
}

/** A function of each value; the second argument of the call is `NaN` when left out. */
function each(
  change: (value: number, parameter: number) => number,
): ValueFunction {
  return values(([vector, parameter]) => {
    const second = parameter === undefined ? NaN : scalarOf(parameter);
    return {
      type: 'vector',
      elements: mapValues(elementsOf(vector), value => change(value, second)),
    };
  });
}

function fold(
  window: Window,
  step: (result: number, value: number) => number,
  initial: number,
): number {
  let result = initial;
  for (let i = window.from; i < window.to; i += 1) {
    result = step(result, window.values[i]);
  }
  return result;
}

function smaller(a: number, b: number): number {
  return Number.isNaN(a) || b < a ? b : a;
}

function larger(a: number, b: number): number {
  return Number.isNaN(a) || b > a ? b : a;
}

function perSecond(
  change: number | undefined,
  window: Window,
): number | undefined {
  return change === undefined
    ? undefined
    : change / ((window.endMs - window.startMs) / 1000);
}

function keepNaN(
  choose: (a: number, b: number) => number,
  value: number,
  bound: number,
): number {
  return Number.isNaN(value) ? NaN : choose(value, bound);
}

/** Rounds half up to a multiple of `nearest` (1 when left out); the inverse keeps 0.001 exact. */
function roundTo(value: number, nearest: number): number {
  const inverse = 1 / (Number.isNaN(nearest) ? 1 : nearest);
  return Math.floor(value * inverse + 0.5) / inverse;
}

function scalarOf(value: Value): number {
  return value.type === 'scalar' ? value.value : NaN;
}

function elementsOf(value: Value): readonly VectorElement[] {
  return value.type === 'vector' ? value.elements : [];
}
