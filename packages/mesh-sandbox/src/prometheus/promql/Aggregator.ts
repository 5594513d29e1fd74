import { labelSetKey, valueKey } from '../labelSetKey';
import type { Labels } from '../SeriesStore';
import { aggregations } from './aggregations';
import type { Aggregation } from './Expression';
import type { Group, GroupCache, Grouping } from './GroupCache';
import { unsupportedError } from './PromqlError';
import { labelOf, type VectorElement } from './Value';

/**
 * Evaluates one aggregation. It remembers which group each label object belongs to, so that the next step of a range
 * query, or the next query, finds it without building the labels again.
 */
export class Aggregator {
  private readonly grouping: Grouping;
  private readonly groupsByName: boolean;

  constructor(
    private readonly expression: Aggregation,
    cache: GroupCache,
  ) {
    const { grouping, without } = expression;
    this.grouping = cache.groupingOf(JSON.stringify([without, ...grouping]));
    this.groupsByName =
      !expression.without && expression.grouping.includes('__name__');
  }

  /** Aggregates a vector; `parameter` is the first argument of `topk`, `quantile` … */
  evaluate(
    elements: readonly VectorElement[],
    parameter: number,
  ): VectorElement[] {
    const aggregation = aggregations.get(this.expression.operator);
    if (!aggregation) {
      throw unsupportedError(`the aggregation ${this.expression.operator}`);
    }
    const members = new Map<Group, VectorElement[]>();
    for (const element of elements) {
      const group = this.groupOf(element);
      const list = members.get(group);
      if (list) {
        list.push(element);
      } else {
        members.set(group, [element]);
      }
    }
    return [...members].flatMap(([group, list]) => {
      const values = list.map(element => element.value);
      return aggregation.kind === 'keep'
        ? aggregation.keep(values, parameter).map(index => list[index])
        : [
            {
              name: group.name,
              labels: group.labels,
              value: aggregation.reduce(values, parameter),
            },
          ];
    });
  }

  private groupOf(element: VectorElement): Group {
    let group = this.groupsByName
      ? undefined
      : this.grouping.remembered.get(element.labels);
    if (!group) {
      const key = this.keyOf(element);
      group = this.grouping.groups.get(key);
      if (!group) {
        const name = this.groupsByName ? element.name : undefined;
        group = { name, labels: this.labelsOf(element) };
        this.grouping.groups.set(key, group);
      }
      this.grouping.remembered.set(element.labels, group);
    }
    return group;
  }

  private keyOf(element: VectorElement): string {
    const { grouping, without } = this.expression;
    if (without) {
      return labelSetKey(this.labelsOf(element));
    }
    let key = '';
    for (const name of grouping) {
      key += valueKey(labelOf(element, name));
    }
    return key;
  }

  private labelsOf(element: VectorElement): Labels {
    const { grouping, without } = this.expression;
    if (without) {
      return Object.fromEntries(
        Object.entries(element.labels).filter(
          ([name]) => !grouping.includes(name),
        ),
      );
    }
    const labels: Record<string, string> = {};
    for (const name of grouping) {
      const value = labelOf(element, name);
      if (value !== '' && name !== '__name__') {
        labels[name] = value;
      }
    }
    return labels;
  }
}
