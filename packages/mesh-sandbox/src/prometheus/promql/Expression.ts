import type { LabelMatcher } from '../SeriesStore';

/** Types of PromQL values. */
export type ValueType = 'scalar' | 'string' | 'vector' | 'matrix';

/** Binary operators. */
export type BinaryOperator =
  ArithmeticOperator | ComparisonOperator | SetOperator;
/** Operators that compute a number. */
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%' | '^' | 'atan2';
/** Operators that filter, or answer 0 and 1 with `bool`. */
export type ComparisonOperator = '==' | '!=' | '<' | '<=' | '>' | '>=';
/** Operators on sets of series. */
export type SetOperator = 'and' | 'or' | 'unless';

interface Located {
  /** Offset in the query text, for messages. */
  readonly at: number;
}

/** Number literal. */
export interface NumberLiteral extends Located {
  readonly kind: 'number';
  readonly value: number;
}

/** String literal. */
export interface StringLiteral extends Located {
  readonly kind: 'string';
  readonly value: string;
}

/** Instant selector. */
export interface VectorSelector extends Located {
  readonly kind: 'selector';
  readonly matchers: readonly LabelMatcher[];
  /** Undefined when no `offset` was written. */
  readonly offsetMs?: number;
}

/** Range selector. */
export interface MatrixSelector extends Located {
  readonly kind: 'range';
  readonly selector: VectorSelector;
  readonly rangeMs: number;
}

/** Subquery: an expression evaluated again and again over a range. */
export interface Subquery extends Located {
  readonly kind: 'subquery';
  readonly inner: Expression;
  readonly rangeMs: number;
  /** Undefined when none was written: the server's evaluation interval. */
  readonly stepMs?: number;
  /** Undefined when no `offset` was written. */
  readonly offsetMs?: number;
}

/** What has samples over a range. */
export type RangeExpression = MatrixSelector | Subquery;

/** Function call. */
export interface Call extends Located {
  readonly kind: 'call';
  readonly name: string;
  readonly args: readonly Expression[];
}

/** Aggregation. */
export interface Aggregation extends Located {
  readonly kind: 'aggregation';
  readonly operator: string;
  readonly args: readonly Expression[];
  readonly grouping: readonly string[];
  readonly without: boolean;
}

/** How the two sides of a binary operation find each other. */
export interface VectorMatching {
  /** `on` when true, else `ignoring`. */
  readonly on: boolean;
  readonly labels: readonly string[];
  readonly cardinality: 'one-to-one' | 'many-to-one' | 'one-to-many';
  /** Labels copied from the "one" side. */
  readonly include: readonly string[];
}

/** Binary operation. */
export interface Binary extends Located {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
  readonly bool: boolean;
  /** Undefined when neither `on` nor `ignoring` was written. */
  readonly matching?: VectorMatching;
}

/** Sign in front of an expression. */
export interface Unary extends Located {
  readonly kind: 'unary';
  readonly operator: '+' | '-';
  readonly operand: Expression;
}

/** Expression in brackets. */
export interface Parenthesised extends Located {
  readonly kind: 'paren';
  readonly inner: Expression;
}

/** A parsed query. */
export type Expression =
  | NumberLiteral
  | StringLiteral
  | VectorSelector
  | MatrixSelector
  | Subquery
  | Call
  | Aggregation
  | Binary
  | Unary
  | Parenthesised;

const COMPARISONS: ReadonlySet<string> = new Set([
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
]);
const SET_OPERATORS: ReadonlySet<string> = new Set(['and', 'or', 'unless']);

/** True for `==`, `!=`, `<`, `<=`, `>`, `>=`. */
export function isComparison(
  operator: BinaryOperator,
): operator is ComparisonOperator {
  return COMPARISONS.has(operator);
}

/** True for `and`, `or`, `unless`. */
export function isSetOperator(
  operator: BinaryOperator,
): operator is SetOperator {
  return SET_OPERATORS.has(operator);
}

/** Operands of an expression. */
export function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'number':
    case 'string':
    case 'selector':
      return [];
    case 'range':
      return [expression.selector];
    case 'call':
    case 'aggregation':
      return expression.args;
    case 'binary':
      return [expression.left, expression.right];
    case 'unary':
      return [expression.operand];
    case 'paren':
    case 'subquery':
      return [expression.inner];
    default:
      return expression satisfies never;
  }
}
