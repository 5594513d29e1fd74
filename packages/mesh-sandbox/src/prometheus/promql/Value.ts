import type { Labels } from '../SeriesStore';
import { labelSetKey } from '../labelSetKey';
import { executionError } from './PromqlError';

/** One element of an instant vector. */
export interface VectorElement {
  /** Metric name; undefined where an operation dropped it. */
  readonly name: string | undefined;
  /** Labels without the name. Evaluation keeps the identity of label objects, so they serve as cache keys. */
  readonly labels: Labels;
  readonly value: number;
}

/** Result of an expression at one time. */
export type Value =
  | { readonly type: 'scalar'; readonly value: number }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'vector'; readonly elements: readonly VectorElement[] };

const keys = new WeakMap<Labels, string>();

/** Key of a label set, computed once per label object. */
export function keyOf(labels: Labels): string {
  let key = keys.get(labels);
  if (key === undefined) {
    key = labelSetKey(labels);
    keys.set(labels, key);
  }
  return key;
}

/** Value of a label, `''` when absent; `__name__` is the metric name. */
export function labelOf(element: VectorElement, name: string): string {
  if (name === '__name__') {
    return element.name ?? '';
  }
  return Object.hasOwn(element.labels, name) ? element.labels[name] : '';
}

/**
 * Elements with other values and without metric names.
 *
 * @throws PromqlError when two elements differ only in the name
 */
export function mapValues(
  elements: readonly VectorElement[],
  change: (value: number) => number,
): VectorElement[] {
  rejectDuplicates(elements);
  return elements.map(({ labels, value }) => ({
    name: undefined,
    labels,
    value: change(value),
  }));
}

function rejectDuplicates(elements: readonly VectorElement[]): void {
  const first = elements[0]?.name;
  if (elements.every(element => element.name === first)) {
    return;
  }
  const seen = new Set(elements.map(element => keyOf(element.labels)));
  if (seen.size < elements.length) {
    throw executionError(
      'vector cannot contain metrics with the same labelset',
    );
  }
}
