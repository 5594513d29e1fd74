import { type Binary, isComparison, isSetOperator } from './Expression';
import { compare, compute } from './scalarOperations';
import { mapValues, type Value, type VectorElement } from './Value';

/** Result of an operation between two scalars. */
export function scalarResult(expression: Binary, a: number, b: number): number {
  const { operator } = expression;
  if (isSetOperator(operator)) {
    return NaN;
  }
  return isComparison(operator)
    ? Number(compare(operator, a, b))
    : compute(operator, a, b);
}

/** Result of an operation between a vector and a scalar, in either order. */
export function combineWithScalar(
  { operator, bool }: Binary,
  left: Value,
  right: Value,
): VectorElement[] {
  const vector = left.type === 'vector' ? left.elements : [];
  const elements = right.type === 'vector' ? right.elements : vector;
  const valuesOf = (value: number): [number, number] => [
    left.type === 'scalar' ? left.value : value,
    right.type === 'scalar' ? right.value : value,
  ];
  if (isSetOperator(operator)) {
    return [];
  }
  if (isComparison(operator) && !bool) {
    return elements.filter(({ value }) =>
      compare(operator, ...valuesOf(value)),
    );
  }
  return mapValues(elements, value =>
    isComparison(operator)
      ? Number(compare(operator, ...valuesOf(value)))
      : compute(operator, ...valuesOf(value)),
  );
}
