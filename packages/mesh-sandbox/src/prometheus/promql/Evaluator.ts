import { lowerBound } from '../SeriesBuffer';
import type { Series, SeriesStore } from '../SeriesStore';
import { Aggregator } from './Aggregator';
import { combineWithScalar, scalarResult } from './combineWithScalar';
import { VectorCombiner } from './VectorCombiner';
import {
  type Aggregation,
  type Binary,
  type Call,
  childrenOf,
  type Expression,
  type MatrixSelector,
  type RangeExpression,
  type Unary,
  type VectorSelector,
} from './Expression';
import { functions, type RangeFunction } from './functions';
import { type GroupCache, groupCacheOf } from './GroupCache';
import { executionError, unsupportedError } from './PromqlError';
import { type MatrixElement, Resampler, stepsOf } from './Resampler';
import { mapValues, type Value, type VectorElement } from './Value';

/** An instant selector sees a sample for this long after it was taken. */
const LOOKBACK_MS = 5 * 60 * 1000;

/**
 * Evaluates an expression at any times of an interval. Series are selected once for the whole interval.
 *
 * Windows are closed on both sides and instant selectors look back 5 minutes inclusively, as in Prometheus 2;
 * Prometheus 3 leaves the left edge out.
 */
export class Evaluator {
  private readonly selections = new Map<VectorSelector, readonly Series[]>();
  private readonly aggregators = new Map<Aggregation, Aggregator>();
  private readonly combiners = new Map<Binary, VectorCombiner>();
  private readonly resampler = new Resampler((inner, timeMs) =>
    this.evaluate(inner, timeMs),
  );
  private readonly groupCache: GroupCache;

  constructor(
    private readonly store: SeriesStore,
    expression: Expression,
    firstMs: number,
    lastMs: number,
  ) {
    this.groupCache = groupCacheOf(store);
    this.prepare(expression, firstMs, lastMs);
  }

  /**
   * Value of an expression at a time.
   *
   * @throws PromqlError with `execution` when the data does not allow it
   */
  evaluate(expression: Expression, timeMs: number): Value {
    switch (expression.kind) {
      case 'number':
        return { type: 'scalar', value: expression.value };
      case 'string':
        return { type: 'string', value: expression.value };
      case 'paren':
        return this.evaluate(expression.inner, timeMs);
      case 'selector':
        return { type: 'vector', elements: this.instant(expression, timeMs) };
      case 'unary':
        return this.unary(expression, timeMs);
      case 'call':
        return this.call(expression, timeMs);
      case 'aggregation':
        return this.aggregation(expression, timeMs);
      case 'binary':
        return this.binary(expression, timeMs);
      case 'range':
      case 'subquery':
        throw executionError('a range vector has no value at one time');
      default:
        return expression satisfies never;
    }
  }

  /** Samples of a range at a time, series without samples left out. */
  matrix(expression: RangeExpression, timeMs: number): MatrixElement[] {
    return expression.kind === 'subquery'
      ? this.resampler.matrix(expression, timeMs)
      : this.stored(expression, timeMs);
  }

  private stored(expression: MatrixSelector, timeMs: number): MatrixElement[] {
    const endMs = timeMs - (expression.selector.offsetMs ?? 0);
    const startMs = endMs - expression.rangeMs;
    const found: MatrixElement[] = [];
    for (const series of this.selections.get(expression.selector) ?? []) {
      const from = lowerBound(series.timestampsMs, startMs);
      const to = indexAfter(series.timestampsMs, endMs, from);
      if (to > from) {
        const { timestampsMs, values, metric: name, labels } = series;
        const window = { timestampsMs, values, from, to, startMs, endMs };
        found.push({ name, labels, window });
      }
    }
    return found;
  }

  /** Selects the series that an expression sees at any time from the first to the last. */
  private prepare(
    expression: Expression,
    firstMs: number,
    lastMs: number,
    rangeMs: number = LOOKBACK_MS,
  ): void {
    if (expression.kind === 'selector') {
      const offsetMs = expression.offsetMs ?? 0;
      const selection = this.store.select(
        expression.matchers,
        firstMs - offsetMs - rangeMs,
        lastMs - offsetMs,
      );
      this.selections.set(expression, selection);
    } else if (expression.kind === 'aggregation') {
      this.aggregators.set(
        expression,
        new Aggregator(expression, this.groupCache),
      );
    } else if (expression.kind === 'binary') {
      this.combiners.set(expression, new VectorCombiner(expression));
    }
    const isSubquery = expression.kind === 'subquery';
    const first = isSubquery ? stepsOf(expression, firstMs).startMs : firstMs;
    const last = isSubquery ? stepsOf(expression, lastMs).endMs : lastMs;
    for (const child of childrenOf(expression)) {
      this.prepare(
        child,
        first,
        last,
        expression.kind === 'range' ? expression.rangeMs : LOOKBACK_MS,
      );
    }
  }

  private instant(
    selector: VectorSelector,
    timeMs: number,
  ): readonly VectorElement[] {
    const atMs = timeMs - (selector.offsetMs ?? 0);
    const elements: VectorElement[] = [];
    for (const series of this.selections.get(selector) ?? []) {
      const index = indexAfter(series.timestampsMs, atMs) - 1;
      if (index >= 0 && series.timestampsMs[index] >= atMs - LOOKBACK_MS) {
        const { metric: name, labels, values } = series;
        elements.push({ name, labels, value: values[index] });
      }
    }
    return elements;
  }

  private unary(expression: Unary, timeMs: number): Value {
    const value = this.evaluate(expression.operand, timeMs);
    if (expression.operator === '+') {
      return value;
    }
    if (value.type === 'vector') {
      return { type: 'vector', elements: mapValues(value.elements, v => -v) };
    }
    return value.type === 'scalar'
      ? { type: 'scalar', value: -value.value }
      : value;
  }

  private call(expression: Call, timeMs: number): Value {
    const implementation = functions.get(expression.name);
    if (!implementation) {
      throw unsupportedError(`the function ${expression.name}`);
    }
    if (implementation.input === 'range') {
      const range = rangeArgument(expression);
      const elements = this.overRange(implementation, range, timeMs);
      return { type: 'vector', elements };
    }
    const args = expression.args.map(arg => this.evaluate(arg, timeMs));
    return implementation.compute(args, timeMs);
  }

  private overRange(
    implementation: RangeFunction,
    range: RangeExpression,
    timeMs: number,
  ): VectorElement[] {
    const elements: VectorElement[] = [];
    for (const { name, labels, window } of this.matrix(range, timeMs)) {
      const value = implementation.compute(window);
      if (value !== undefined) {
        elements.push({ name, labels, value });
      }
    }
    if (implementation.keepsName) {
      return elements;
    }
    return mapValues(elements, value => value);
  }

  private aggregation(expression: Aggregation, timeMs: number): Value {
    const args = expression.args.map(arg => this.evaluate(arg, timeMs));
    const vector = args[args.length - 1];
    const parameter =
      args.length > 1 && args[0].type === 'scalar' ? args[0].value : NaN;
    const elements = vector.type === 'vector' ? vector.elements : [];
    return {
      type: 'vector',
      elements:
        this.aggregators.get(expression)?.evaluate(elements, parameter) ?? [],
    };
  }

  private binary(expression: Binary, timeMs: number): Value {
    const left = this.evaluate(expression.left, timeMs);
    const right = this.evaluate(expression.right, timeMs);
    if (left.type === 'vector' && right.type === 'vector') {
      const combiner = this.combiners.get(expression);
      return {
        type: 'vector',
        elements: combiner?.evaluate(left.elements, right.elements) ?? [],
      };
    }
    if (left.type === 'scalar' && right.type === 'scalar') {
      return {
        type: 'scalar',
        value: scalarResult(expression, left.value, right.value),
      };
    }
    return {
      type: 'vector',
      elements: combineWithScalar(expression, left, right),
    };
  }
}

function rangeArgument(expression: Call): RangeExpression {
  let arg: Expression | undefined = expression.args[0];
  while (arg?.kind === 'paren') {
    arg = arg.inner;
  }
  if (arg?.kind !== 'range' && arg?.kind !== 'subquery') {
    throw unsupportedError(`this argument of ${expression.name}`);
  }
  return arg;
}

function indexAfter(
  ascending: Float64Array,
  timeMs: number,
  from: number = 0,
): number {
  const index = lowerBound(ascending, timeMs, from);
  return ascending[index] === timeMs ? index + 1 : index;
}
