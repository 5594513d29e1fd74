import type { ArithmeticOperator, ComparisonOperator } from './Expression';

const ARITHMETIC: Readonly<
  Record<ArithmeticOperator, (a: number, b: number) => number>
> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '^': power,
  atan2: Math.atan2,
};

const COMPARISON: Readonly<
  Record<ComparisonOperator, (a: number, b: number) => boolean>
> = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

/** Result of an arithmetic operator. */
export function compute(
  operator: ArithmeticOperator,
  a: number,
  b: number,
): number {
  return ARITHMETIC[operator](a, b);
}

/** Verdict of a comparison; comparisons with NaN are false, except `!=`. */
export function compare(
  operator: ComparisonOperator,
  a: number,
  b: number,
): boolean {
  return COMPARISON[operator](a, b);
}

/** IEEE power: `1^x` and `(-1)^±Inf` are 1, where JavaScript says NaN. */
function power(base: number, exponent: number): number {
  if (base === 1 || (base === -1 && Math.abs(exponent) === Infinity)) {
    return 1;
  }
  return base ** exponent;
}
