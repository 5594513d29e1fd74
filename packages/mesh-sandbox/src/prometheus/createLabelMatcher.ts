import { RE2JS } from 're2js';
import type { LabelMatcher, LabelMatchType } from './SeriesStore';

/**
 * Builds a matcher. Patterns are RE2, as in Prometheus and Istio: they run in linear time and have neither
 * look-around nor back-references. A pattern must match the whole value.
 *
 * @throws Error when a pattern is not valid RE2
 * @see https://prometheus.io/docs/prometheus/latest/querying/basics/#time-series-selectors
 */
export function createLabelMatcher(
  name: string,
  type: LabelMatchType,
  value: string,
): LabelMatcher {
  switch (type) {
    case '=':
      return { name, type, value, matches: given => given === value };
    case '!=':
      return { name, type, value, matches: given => given !== value };
    case '=~': {
      const pattern = compileAnchored(value);
      return { name, type, value, matches: given => pattern.test(given) };
    }
    case '!~': {
      const pattern = compileAnchored(value);
      return { name, type, value, matches: given => !pattern.test(given) };
    }
    default:
      throw new Error(`unknown match type ${String(type satisfies never)}`);
  }
}

function compileAnchored(pattern: string): RE2JS {
  // Compiled alone first: `a)(?:b` must not become valid through the brackets put around it.
  RE2JS.compile(pattern);
  return RE2JS.compile(`^(?:${pattern})$`);
}
