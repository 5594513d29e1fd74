import type { SyntaxNode } from '@lezer/common';
import { parseString } from './literals';

/** Label names of a `by`, `on` … list in the order of the text, unquoted. */
export function readLabelNames(query: string, list: SyntaxNode): string[] {
  return [
    ...list.getChildren('LabelName'),
    ...list.getChildren('QuotedLabelName'),
  ]
    .sort((a, b) => a.from - b.from)
    .map(node => {
      const text = query.slice(node.from, node.to);
      return node.name === 'LabelName' ? text : parseString(text);
    });
}
