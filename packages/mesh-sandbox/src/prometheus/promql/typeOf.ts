import type { Expression, ValueType } from './Expression';
import { functionSignatures } from './functionSignatures';

/** The type that an expression evaluates to. */
export function typeOf(expression: Expression): ValueType {
  switch (expression.kind) {
    case 'number':
      return 'scalar';
    case 'string':
      return 'string';
    case 'selector':
    case 'aggregation':
      return 'vector';
    case 'range':
    case 'subquery':
      return 'matrix';
    case 'call':
      return functionSignatures.get(expression.name)?.returns ?? 'vector';
    case 'binary':
      return typeOf(expression.left) === 'scalar' &&
        typeOf(expression.right) === 'scalar'
        ? 'scalar'
        : 'vector';
    case 'unary':
      return typeOf(expression.operand);
    case 'paren':
      return typeOf(expression.inner);
    default:
      return expression satisfies never;
  }
}
