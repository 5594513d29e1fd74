import type { BinaryOperator, Expression, VectorMatching } from './Expression';

/** A binary operator with its modifiers, as written. */
export interface OperatorItem {
  readonly item: 'operator';
  readonly operator: BinaryOperator;
  readonly bool: boolean;
  readonly matching?: VectorMatching;
  readonly at: number;
}

/** Parts of an operation in the order of the text: signs, operands, suffixes (`[5m]`, `offset`), operators. */
export type SequenceItem =
  | OperatorItem
  | {
      readonly item: 'sign';
      readonly operator: '+' | '-';
      readonly at: number;
    }
  | { readonly item: 'operand'; readonly expression: Expression }
  | {
      readonly item: 'suffix';
      /** Wraps the operand before it. */
      readonly apply: (operand: Expression) => Expression;
    };

/** Binding strength; a sign binds like a multiplication, so `-a^2` is `-(a^2)`. */
const PRECEDENCE: Readonly<Record<BinaryOperator, number>> = {
  or: 1,
  and: 2,
  unless: 2,
  '==': 3,
  '!=': 3,
  '<': 3,
  '<=': 3,
  '>': 3,
  '>=': 3,
  '+': 4,
  '-': 4,
  '*': 5,
  '/': 5,
  '%': 5,
  atan2: 5,
  '^': 6,
};
const SIGN_PRECEDENCE = PRECEDENCE['*'];

/**
 * Builds the tree of an operation. The editor grammar lets a suffix swallow the whole operation on its left
 * (`a + b offset 5m`) and a sign its number (`-1^2`); Prometheus binds suffixes tightest and signs looser than `^`.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/operators/#binary-operator-precedence
 */
export function arrangeOperators(items: readonly SequenceItem[]): Expression {
  const cursor = { items, next: 0 };
  return parseOperation(cursor, 0);
}

interface Cursor {
  readonly items: readonly SequenceItem[];
  next: number;
}

function parseOperation(cursor: Cursor, weakest: number): Expression {
  let left = parseOperand(cursor);
  for (;;) {
    const item = cursor.items[cursor.next];
    if (item?.item !== 'operator' || PRECEDENCE[item.operator] < weakest) {
      return left;
    }
    cursor.next += 1;
    const own = PRECEDENCE[item.operator];
    const right = parseOperation(cursor, item.operator === '^' ? own : own + 1);
    left = {
      kind: 'binary',
      operator: item.operator,
      left,
      right,
      bool: item.bool,
      matching: item.matching,
      at: left.at,
    };
  }
}

function parseOperand(cursor: Cursor): Expression {
  const item = cursor.items[cursor.next];
  cursor.next += 1;
  if (item?.item === 'sign') {
    const operand = parseOperation(cursor, SIGN_PRECEDENCE + 1);
    return { kind: 'unary', operator: item.operator, operand, at: item.at };
  }
  if (item?.item !== 'operand') {
    throw new Error('operand expected');
  }
  let operand = item.expression;
  for (;;) {
    const suffix = cursor.items[cursor.next];
    if (suffix?.item !== 'suffix') {
      return operand;
    }
    cursor.next += 1;
    operand = suffix.apply(operand);
  }
}
