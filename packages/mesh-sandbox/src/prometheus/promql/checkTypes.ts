import { aggregations } from './aggregations';
import {
  type Aggregation,
  type Binary,
  type Call,
  childrenOf,
  type Expression,
  isComparison,
  isSetOperator,
  type Subquery,
  type Unary,
  type ValueType,
} from './Expression';
import { functions } from './functions';
import { functionSignatures } from './functionSignatures';
import { parseError, unsupportedError } from './PromqlError';
import { typeOf } from './typeOf';

/** Type names in messages. */
const TYPE_NAMES: Readonly<Record<ValueType, string>> = {
  scalar: 'scalar',
  string: 'string',
  vector: 'instant vector',
  matrix: 'range vector',
};

/**
 * Checks types, arguments and modifiers of a whole query.
 *
 * @throws PromqlError with `bad_data`, or with `execution` for functions and aggregations that are not supported
 */
export function checkTypes(query: string, expression: Expression): void {
  for (const child of childrenOf(expression)) {
    checkTypes(query, child);
  }
  const problem = problemOf(expression);
  if (problem) {
    throw parseError(query, problem.at, problem.text);
  }
  if (expression.kind === 'call' && !functions.has(expression.name)) {
    throw unsupportedError(`the function ${expression.name}`);
  }
  if (
    expression.kind === 'aggregation' &&
    !aggregations.has(expression.operator)
  ) {
    throw unsupportedError(`the aggregation ${expression.operator}`);
  }
}

interface Problem {
  readonly at: number;
  readonly text: string;
}

function problemOf(expression: Expression): Problem | undefined {
  const here = (text: string | undefined) =>
    text === undefined ? undefined : { at: expression.at, text };
  switch (expression.kind) {
    case 'unary':
      return here(signProblem(expression));
    case 'binary':
      return here(operandProblem(expression) ?? matchingProblem(expression));
    case 'call':
      return here(countProblem(expression)) ?? callProblem(expression);
    case 'aggregation':
      return aggregationProblem(expression);
    case 'subquery':
      return here(subqueryProblem(expression));
    default:
      return undefined;
  }
}

function subqueryProblem({ inner }: Subquery): string | undefined {
  const type = typeOf(inner);
  return type === 'vector'
    ? undefined
    : `subquery is only allowed on instant vector, got ${type} instead`;
}

function signProblem(expression: Unary): string | undefined {
  const type = typeOf(expression.operand);
  return type === 'scalar' || type === 'vector'
    ? undefined
    : `unary expression only allowed on expressions of type scalar or instant vector, got ${TYPE_NAMES[type]}`;
}

function operandProblem(expression: Binary): string | undefined {
  const types = [typeOf(expression.left), typeOf(expression.right)];
  const scalars = types.filter(type => type === 'scalar').length;
  if (expression.bool && !isComparison(expression.operator)) {
    return 'bool modifier can only be used on comparison operators';
  }
  if (scalars === 2 && isComparison(expression.operator) && !expression.bool) {
    return 'comparisons between scalars must use BOOL modifier';
  }
  if (types.some(type => type !== 'scalar' && type !== 'vector')) {
    return 'binary expression must contain only scalar and instant vector types';
  }
  if (scalars > 0 && isSetOperator(expression.operator)) {
    return `set operator "${expression.operator}" not allowed in binary scalar expression`;
  }
  return undefined;
}

function matchingProblem(expression: Binary): string | undefined {
  const { matching } = expression;
  if (!matching) {
    return undefined;
  }
  const vectors =
    typeOf(expression.left) === 'vector' &&
    typeOf(expression.right) === 'vector';
  if (!vectors && matching.labels.length > 0) {
    return 'vector matching only allowed between instant vectors';
  }
  const twice = matching.include.find(label => matching.labels.includes(label));
  if (matching.on && twice !== undefined) {
    return `label ${JSON.stringify(twice)} must not occur in ON and GROUP clause at once`;
  }
  if (
    matching.cardinality !== 'one-to-one' &&
    isSetOperator(expression.operator)
  ) {
    return `no grouping allowed for "${expression.operator}" operation`;
  }
  return undefined;
}

function countProblem(expression: Call): string | undefined {
  const signature = functionSignatures.get(expression.name);
  if (!signature) {
    return `unknown function with name ${JSON.stringify(expression.name)}`;
  }
  const { args, optional } = signature;
  const given = expression.args.length;
  const least =
    optional === Infinity ? args.length - 1 : args.length - optional;
  const most = optional === Infinity ? Infinity : args.length;
  return given < least || given > most
    ? `expected ${args.length} argument(s) in call to "${expression.name}", got ${given}`
    : undefined;
}

function callProblem(expression: Call): Problem | undefined {
  const wanted = functionSignatures.get(expression.name)?.args ?? [];
  return firstTypeProblem(
    expression.args,
    index => wanted[Math.min(index, wanted.length - 1)],
    `call to function "${expression.name}"`,
  );
}

const PARAMETERS: Readonly<Record<string, ValueType>> = {
  bottomk: 'scalar',
  count_values: 'string',
  limit_ratio: 'scalar',
  limitk: 'scalar',
  quantile: 'scalar',
  topk: 'scalar',
};

function aggregationProblem(expression: Aggregation): Problem | undefined {
  const { at, args, operator } = expression;
  const parameter = PARAMETERS[operator];
  const wanted: ValueType[] = parameter ? [parameter, 'vector'] : ['vector'];
  if (args.length === 0) {
    return { at, text: 'no arguments for aggregate expression provided' };
  }
  if (args.length !== wanted.length) {
    return {
      at,
      text: `wrong number of arguments for aggregate expression provided, expected ${wanted.length}, got ${args.length}`,
    };
  }
  const where = `aggregation expression "${operator}"`;
  return firstTypeProblem(args, index => wanted[index], where);
}

function firstTypeProblem(
  args: readonly Expression[],
  wantedAt: (index: number) => ValueType,
  where: string,
): Problem | undefined {
  const index = args.findIndex((arg, i) => typeOf(arg) !== wantedAt(i));
  if (index < 0) {
    return undefined;
  }
  const [wanted, got] = [wantedAt(index), typeOf(args[index])];
  return {
    at: args[index].at,
    text: `expected type ${TYPE_NAMES[wanted]} in ${where}, got ${TYPE_NAMES[got]}`,
  };
}
