import type { SyntaxNode } from '@lezer/common';
import type { OperatorItem } from './arrangeOperators';
import type { BinaryOperator, VectorMatching } from './Expression';
import { unsupportedError } from './PromqlError';
import { readLabelNames } from './readLabelNames';

const OPERATORS: Readonly<Record<string, BinaryOperator>> = {
  Pow: '^',
  Mul: '*',
  Div: '/',
  Mod: '%',
  Atan2: 'atan2',
  Add: '+',
  Sub: '-',
  Eql: '==',
  Neq: '!=',
  Gtr: '>',
  Gte: '>=',
  Lss: '<',
  Lte: '<=',
  And: 'and',
  Or: 'or',
  Unless: 'unless',
};
const NOT_EVALUATED: readonly string[] = [
  'TrimUpper',
  'TrimLower',
  'FillClause',
  'FillLeftClause',
  'FillRightClause',
  'FillModifier',
];

/** Reads the operator of a `BinaryExpr` node with its modifiers. */
export function readOperator(query: string, node: SyntaxNode): OperatorItem {
  for (const name of NOT_EVALUATED) {
    const part = node.getChild(name);
    if (part) {
      throw unsupportedError(query.slice(part.from, part.to));
    }
  }
  // The first child is the left operand, the operator follows it.
  const operator = node.firstChild?.nextSibling;
  if (!operator || !Object.hasOwn(OPERATORS, operator.name)) {
    throw unsupportedError(`the operator ${operator?.name ?? ''}`);
  }
  const clause = node.getChild('MatchingModifierClause');
  return {
    item: 'operator',
    operator: OPERATORS[operator.name],
    bool: node.getChild('BoolModifier') !== null,
    matching: clause ? readMatching(query, clause) : undefined,
    at: operator.from,
  };
}

function readMatching(query: string, clause: SyntaxNode): VectorMatching {
  const [labels, include] = clause.getChildren('GroupingLabels');
  return {
    on: clause.getChild('On') !== null,
    labels: readLabelNames(query, labels),
    cardinality: readCardinality(clause),
    include: include ? readLabelNames(query, include) : [],
  };
}

function readCardinality(clause: SyntaxNode): VectorMatching['cardinality'] {
  if (clause.getChild('GroupLeft')) {
    return 'many-to-one';
  }
  return clause.getChild('GroupRight') ? 'one-to-many' : 'one-to-one';
}
