import type { Labels } from '../SeriesStore';
import type { Expression, Subquery } from './Expression';
import type { Window } from './extrapolatedDelta';
import { executionError } from './PromqlError';
import { keyOf, type Value, type VectorElement } from './Value';

/** Samples of one series inside a range. */
export interface MatrixElement {
  /** Metric name; undefined where an operation dropped it. */
  readonly name: string | undefined;
  readonly labels: Labels;
  readonly window: Window;
}

/** `evaluation_interval` of a server that is not configured otherwise: the step of a subquery without one. */
const DEFAULT_STEP_MS = 60_000;

/** Range of a subquery at a time, with its step. */
export function stepsOf(
  { rangeMs, offsetMs = 0, stepMs = DEFAULT_STEP_MS }: Subquery,
  timeMs: number,
): { startMs: number; endMs: number; stepMs: number } {
  const endMs = timeMs - offsetMs;
  return { startMs: endMs - rangeMs, endMs, stepMs };
}

interface Samples {
  readonly name: string | undefined;
  readonly labels: Labels;
  readonly timestampsMs: number[];
  readonly values: number[];
}

/** Makes series of instant vectors, which are added in the order of their times. */
class SampleCollector {
  private readonly series = new Map<string, Samples>();

  add(timeMs: number, elements: readonly VectorElement[]): void {
    for (const { name, labels, value } of elements) {
      const key = `${name ?? ''}\n${keyOf(labels)}`;
      let samples = this.series.get(key);
      if (!samples) {
        samples = { name, labels, timestampsMs: [], values: [] };
        this.series.set(key, samples);
      }
      samples.timestampsMs.push(timeMs);
      samples.values.push(value);
    }
  }

  /** The series as the samples of a range. */
  elements(startMs: number, endMs: number): MatrixElement[] {
    return [...this.series.values()].map(
      ({ name, labels, timestampsMs, values }) => ({
        name,
        labels,
        window: {
          timestampsMs: Float64Array.from(timestampsMs),
          values: Float64Array.from(values),
          from: 0,
          to: values.length,
          startMs,
          endMs,
        },
      }),
    );
  }
}

/** Steps of a subquery at one time; a real server stops at a number of samples. */
const MAX_STEPS = 50_000;

/** Evaluates subqueries. Steps lie at multiples of the step, so those of neighbouring times are the same and kept. */
export class Resampler {
  private readonly known = new Map<
    Subquery,
    Map<number, readonly VectorElement[]>
  >();

  constructor(
    private readonly evaluate: (inner: Expression, timeMs: number) => Value,
  ) {}

  /**
   * Samples of a subquery at a time.
   *
   * @throws PromqlError with `execution` when there are too many steps
   * @see https://prometheus.io/docs/prometheus/latest/querying/basics/#subquery
   */
  matrix(subquery: Subquery, timeMs: number): MatrixElement[] {
    const { startMs, endMs, stepMs } = stepsOf(subquery, timeMs);
    if ((endMs - startMs) / stepMs > MAX_STEPS) {
      throw executionError(
        'query processing would load too many samples into memory in query execution',
      );
    }
    const collector = new SampleCollector();
    const first = Math.ceil(startMs / stepMs) * stepMs;
    for (let at = first; at <= endMs; at += stepMs) {
      collector.add(at, this.innerAt(subquery, at));
    }
    return collector.elements(startMs, endMs);
  }

  private innerAt(
    subquery: Subquery,
    timeMs: number,
  ): readonly VectorElement[] {
    const known = this.known.get(subquery) ?? new Map();
    this.known.set(subquery, known);
    const found: readonly VectorElement[] | undefined = known.get(timeMs);
    if (found) {
      return found;
    }
    const value = this.evaluate(subquery.inner, timeMs);
    const elements = value.type === 'vector' ? value.elements : [];
    known.set(timeMs, elements);
    return elements;
  }
}
