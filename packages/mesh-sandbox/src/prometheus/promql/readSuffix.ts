import type { SyntaxNode } from '@lezer/common';
import type { SequenceItem } from './arrangeOperators';
import type { Expression } from './Expression';
import { parseDuration } from './literals';
import { parseError, unsupportedError } from './PromqlError';

const NAMES: Readonly<Record<string, string>> = {
  OffsetExpr: 'offset',
  MatrixSelector: 'a range',
  SubqueryExpr: 'a subquery',
  StepInvariantExpr: 'the @ modifier',
  AnchoredExpr: 'the anchored modifier',
  SmoothedExpr: 'the smoothed modifier',
};

/** True for nodes that put something behind an expression: a range, an offset, `@` … */
export function isSuffix(nodeName: string): boolean {
  return Object.hasOwn(NAMES, nodeName);
}

/** Reads what such a node puts behind its expression. */
export function readSuffix(query: string, node: SyntaxNode): SequenceItem {
  switch (node.name) {
    case 'OffsetExpr':
      return { item: 'suffix', apply: offsetOf(query, node) };
    case 'MatrixSelector':
      return { item: 'suffix', apply: rangeOf(query, node) };
    case 'SubqueryExpr':
      return { item: 'suffix', apply: subqueryOf(query, node) };
    default:
      throw unsupportedError(NAMES[node.name]);
  }
}

type Apply = (operand: Expression) => Expression;

function offsetOf(query: string, node: SyntaxNode): Apply {
  const duration = node.getChild('OffsetDurationExpr');
  const text = duration ? query.slice(duration.from, duration.to) : '';
  const size = durationOf(query, node, text.replace(/^[-+]\s*/, ''));
  const offsetMs = text.startsWith('-') ? -size : size;
  const apply: Apply = operand => {
    if (operand.kind === 'range') {
      const selector = apply(operand.selector);
      return selector.kind === 'selector' ? { ...operand, selector } : operand;
    }
    if (operand.kind !== 'selector' && operand.kind !== 'subquery') {
      throw parseError(
        query,
        operand.at,
        'offset modifier must be preceded by an instant vector selector or range vector selector or a subquery',
      );
    }
    if (operand.offsetMs !== undefined) {
      throw parseError(
        query,
        node.from,
        'offset may not be set multiple times',
      );
    }
    return { ...operand, offsetMs };
  };
  return apply;
}

function rangeOf(query: string, node: SyntaxNode): Apply {
  const duration = node.getChild('DurationExpr');
  const rangeMs = durationOf(
    query,
    node,
    duration ? query.slice(duration.from, duration.to) : '',
  );
  return operand => {
    if (operand.kind !== 'selector') {
      throw parseError(
        query,
        operand.at,
        'ranges only allowed for vector selectors',
      );
    }
    if (operand.offsetMs !== undefined) {
      throw parseError(
        query,
        operand.at,
        'no offset modifiers allowed before range',
      );
    }
    if (rangeMs <= 0) {
      throw parseError(query, node.from, 'duration must be greater than 0');
    }
    return { kind: 'range', selector: operand, rangeMs, at: operand.at };
  };
}

function subqueryOf(query: string, node: SyntaxNode): Apply {
  const [rangeMs, stepMs] = node
    .getChildren('DurationExpr')
    .map(({ from, to }) => durationOf(query, node, query.slice(from, to)));
  return inner => {
    if (rangeMs <= 0 || (stepMs !== undefined && stepMs <= 0)) {
      throw parseError(query, node.from, 'duration must be greater than 0');
    }
    return { kind: 'subquery', inner, rangeMs, stepMs, at: inner.at };
  };
}

function durationOf(query: string, node: SyntaxNode, text: string): number {
  const duration = parseDuration(text);
  if (duration !== undefined) {
    return duration;
  }
  if (/^[\d.]+$/.test(text)) {
    // Prometheus 3 would read the number as seconds.
    throw parseError(query, node.from, 'missing unit character in duration');
  }
  throw unsupportedError(`the duration ${text}`);
}
