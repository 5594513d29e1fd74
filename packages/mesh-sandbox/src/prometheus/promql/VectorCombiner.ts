import type { Labels } from '../SeriesStore';
import {
  type Binary,
  isComparison,
  isSetOperator,
  type SetOperator,
  type VectorMatching,
} from './Expression';
import { MatchKeys } from './MatchKeys';
import { executionError } from './PromqlError';
import { compare, compute } from './scalarOperations';
import { keyOf, labelOf, type VectorElement } from './Value';

const DEFAULT_MATCHING: VectorMatching = {
  on: false,
  labels: [],
  cardinality: 'one-to-one',
  include: [],
};

/**
 * Evaluates one binary operation between vectors; remembers match keys of label objects between the steps of a range
 * query.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/operators/#vector-matching
 */
export class VectorCombiner {
  private readonly matching: VectorMatching;
  private readonly keys: MatchKeys;
  private readonly results = new WeakMap<Labels, Labels>();

  constructor(private readonly expression: Binary) {
    this.matching = expression.matching ?? DEFAULT_MATCHING;
    this.keys = new MatchKeys(this.matching);
  }

  /**
   * Combines two vectors.
   *
   * @throws PromqlError when an element has more than one partner and no grouping allows it
   */
  evaluate(
    left: readonly VectorElement[],
    right: readonly VectorElement[],
  ): VectorElement[] {
    const { operator } = this.expression;
    if (isSetOperator(operator)) {
      return this.combineSets(operator, left, right);
    }
    return this.matching.cardinality === 'one-to-many'
      ? this.join(right, left, 'left')
      : this.join(left, right, 'right');
  }

  private combineSets(
    operator: SetOperator,
    left: readonly VectorElement[],
    right: readonly VectorElement[],
  ): VectorElement[] {
    const keysOf = (elements: readonly VectorElement[]) =>
      new Set(elements.map(element => this.keys.of(element)));
    if (operator === 'or') {
      const known = keysOf(left);
      return [
        ...left,
        ...right.filter(element => !known.has(this.keys.of(element))),
      ];
    }
    const other = keysOf(right);
    return left.filter(
      element => other.has(this.keys.of(element)) === (operator === 'and'),
    );
  }

  private join(
    many: readonly VectorElement[],
    one: readonly VectorElement[],
    oneSide: 'left' | 'right',
  ): VectorElement[] {
    const partners = this.indexUnique(one, oneSide);
    const results: VectorElement[] = [];
    const taken = new Set<string>();
    for (const element of many) {
      const key = this.keys.of(element);
      const partner = partners.get(key);
      if (!partner) {
        continue;
      }
      const value =
        oneSide === 'right'
          ? this.valueOf(element.value, partner.value)
          : this.valueOf(partner.value, element.value);
      if (value === undefined) {
        continue;
      }
      const result = this.resultOf(element, partner, value);
      this.rejectTaken(taken, key, result);
      results.push(result);
    }
    return results;
  }

  private rejectTaken(
    taken: Set<string>,
    matchKey: string,
    result: VectorElement,
  ): void {
    const single = this.matching.cardinality === 'one-to-one';
    const key = single
      ? matchKey
      : JSON.stringify([result.name ?? '', keyOf(result.labels)]);
    if (taken.has(key)) {
      throw executionError(
        single
          ? 'multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)'
          : 'multiple matches for labels: grouping labels must ensure unique matches',
      );
    }
    taken.add(key);
  }

  private indexUnique(
    elements: readonly VectorElement[],
    side: 'left' | 'right',
  ): Map<string, VectorElement> {
    const index = new Map<string, VectorElement>();
    for (const element of elements) {
      const key = this.keys.of(element);
      if (index.has(key)) {
        throw executionError(
          `found duplicate series for the match group on the ${side} hand-side of the operation; many-to-many matching not allowed: matching labels must be unique on one side`,
        );
      }
      index.set(key, element);
    }
    return index;
  }

  /** Undefined: the comparison filters the element out. */
  private valueOf(left: number, right: number): number | undefined {
    const { operator, bool } = this.expression;
    if (isSetOperator(operator)) {
      return undefined;
    }
    if (!isComparison(operator)) {
      return compute(operator, left, right);
    }
    const holds = compare(operator, left, right);
    if (bool) {
      return holds ? 1 : 0;
    }
    return holds ? left : undefined;
  }

  private resultOf(
    element: VectorElement,
    partner: VectorElement,
    value: number,
  ): VectorElement {
    const { operator, bool } = this.expression;
    const { cardinality, on, labels: matched } = this.matching;
    const dropsName =
      bool ||
      !isComparison(operator) ||
      (cardinality === 'one-to-one' && on && !matched.includes('__name__'));
    return {
      name: dropsName ? undefined : element.name,
      labels: this.resultLabels(element, partner),
      value,
    };
  }

  private resultLabels(element: VectorElement, partner: VectorElement): Labels {
    const { cardinality, include, labels, on } = this.matching;
    if (cardinality !== 'one-to-one') {
      return include.length === 0
        ? element.labels
        : withIncluded(element.labels, partner, include);
    }
    if (!on && labels.length === 0) {
      return element.labels;
    }
    let result = this.results.get(element.labels);
    if (!result) {
      result = Object.fromEntries(
        Object.entries(element.labels).filter(
          ([name]) => labels.includes(name) === on,
        ),
      );
      this.results.set(element.labels, result);
    }
    return result;
  }
}

function withIncluded(
  labels: Labels,
  partner: VectorElement,
  include: readonly string[],
): Labels {
  const result: Record<string, string> = { ...labels };
  for (const name of include) {
    const value = labelOf(partner, name);
    if (value === '') {
      delete result[name];
    } else {
      result[name] = value;
    }
  }
  return result;
}
