import type { Labels } from '../SeriesStore';
import type { VectorMatching } from './Expression';
import { keyOf, labelOf, type VectorElement } from './Value';

/** Keys by which elements of two vectors find each other, remembered per label object. */
export class MatchKeys {
  private readonly remembered = new WeakMap<Labels, string>();
  private readonly needsName: boolean;

  constructor(private readonly matching: VectorMatching) {
    this.needsName = matching.on && matching.labels.includes('__name__');
  }

  /** Equal for elements that match. */
  of(element: VectorElement): string {
    const { on, labels } = this.matching;
    if (!on && labels.length === 0) {
      return keyOf(element.labels);
    }
    if (this.needsName) {
      return JSON.stringify(labels.map(name => labelOf(element, name)));
    }
    let key = this.remembered.get(element.labels);
    if (key === undefined) {
      key = JSON.stringify(
        on
          ? labels.map(name => labelOf(element, name))
          : Object.entries(element.labels)
              .filter(([name]) => !labels.includes(name))
              .sort(([a], [b]) => (a < b ? -1 : 1)),
      );
      this.remembered.set(element.labels, key);
    }
    return key;
  }
}
