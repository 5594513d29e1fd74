import type { SyntaxNode } from '@lezer/common';
import { createLabelMatcher } from '../createLabelMatcher';
import type { LabelMatcher, LabelMatchType } from '../SeriesStore';
import type { VectorSelector } from './Expression';
import { parseString } from './literals';
import { parseError } from './PromqlError';

/**
 * Reads an instant selector.
 *
 * @throws PromqlError when a pattern is not RE2, the metric name is given twice, or every series would be selected
 */
export function readMatchers(query: string, node: SyntaxNode): VectorSelector {
  const identifier = node.getChild('Identifier');
  const matchers = [...readList(query, node.getChild('LabelMatchers'))];
  if (identifier) {
    if (matchers.some(matcher => matcher.name === '__name__')) {
      throw parseError(query, node.from, 'metric name must not be set twice');
    }
    const name = query.slice(identifier.from, identifier.to);
    matchers.unshift(createLabelMatcher('__name__', '=', name));
  }
  if (matchers.every(matcher => matcher.matches(''))) {
    throw parseError(
      query,
      node.from,
      'vector selector must contain at least one non-empty matcher',
    );
  }
  return { kind: 'selector', matchers, at: node.from };
}

function* readList(
  query: string,
  list: SyntaxNode | null,
): Generator<LabelMatcher> {
  for (let node = list?.firstChild; node; node = node.nextSibling) {
    const text = (part: SyntaxNode | null | undefined) =>
      part ? query.slice(part.from, part.to) : '';
    try {
      if (node.name === 'QuotedLabelName') {
        yield createLabelMatcher('__name__', '=', parseString(text(node)));
        continue;
      }
      const quoted = node.getChild('QuotedLabelName');
      const name = quoted
        ? parseString(text(quoted))
        : text(node.getChild('LabelName'));
      const type = text(node.getChild('MatchOp')) as LabelMatchType;
      const value = parseString(text(node.getChild('StringLiteral')));
      yield createLabelMatcher(name, type, value);
    } catch (error) {
      throw parseError(query, node.from, (error as Error).message);
    }
  }
}
