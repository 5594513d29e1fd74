import type { LabelSelector } from '../resources';

/**
 * One condition of a label selector. Several hold together.
 *
 * @public
 */
export type LabelRequirement =
  | { key: string; op: 'in' | 'notIn'; values: readonly string[] }
  | { key: string; op: 'exists' | 'notExists' }
  | { key: string; op: 'greater' | 'less'; value: number };

/**
 * What reading a label selector gave: its conditions, or what is wrong with it in one sentence.
 *
 * @public
 */
export type ParsedLabelSelector =
  | { ok: true; requirements: readonly LabelRequirement[] }
  | { ok: false; problem: string };

const labelKey =
  /^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9]([-\w.]{0,61}[A-Za-z0-9])?$/;
const labelValue = /^([A-Za-z0-9]([-\w.]{0,61}[A-Za-z0-9])?)?$/;

class SelectorError extends Error {}

function checked(pattern: RegExp, text: string, what: string): string {
  if (!pattern.test(text)) {
    throw new SelectorError(`"${text}" is no ${what}`);
  }
  return text;
}

const asKey = (text: string): string =>
  checked(labelKey, text.trim(), 'name of a label');
const asValue = (text: string): string =>
  checked(labelValue, text.trim(), 'value of a label');

/** Splits at the commas that stand outside of parentheses. */
function splitRequirements(selector: string): string[] {
  const parts: string[] = [''];
  let depth = 0;
  for (const char of selector) {
    if (char === ',' && depth === 0) {
      parts.push('');
      continue;
    }
    if (char === '(') depth += 1;
    if (char === ')') depth -= 1;
    parts[parts.length - 1] += char;
  }
  return parts;
}

function parseSet(match: RegExpExecArray): LabelRequirement {
  const values = match[3].split(',').map(asValue);
  return {
    key: asKey(match[1]),
    op: match[2] === 'in' ? 'in' : 'notIn',
    values: [...new Set(values)],
  };
}

function parseComparison(match: RegExpExecArray): LabelRequirement {
  const [, key, operator, value] = match;
  if (operator === '>' || operator === '<') {
    const bound = value.trim();
    checked(/^-?\d+$/, bound, 'whole number');
    const op = operator === '>' ? 'greater' : 'less';
    return { key: asKey(key), op, value: Number(bound) };
  }
  const op = operator === '!=' ? 'notIn' : 'in';
  return { key: asKey(key), op, values: [asValue(value)] };
}

function parseRequirement(text: string): LabelRequirement {
  const set = /^\s*(\S+)\s+(in|notin)\s*\(([^()]*)\)\s*$/.exec(text);
  if (set) {
    return parseSet(set);
  }
  const comparison = /^([^=!<>]+)(==|=|!=|>|<)([^=!<>]*)$/.exec(text);
  if (comparison) {
    return parseComparison(comparison);
  }
  const negated = /^\s*!(.*)$/s.exec(text);
  return negated
    ? { key: asKey(negated[1]), op: 'notExists' }
    : { key: asKey(text), op: 'exists' };
}

/**
 * Reads a label selector in the notation of kubectl: `app=web,tier!=db`, `env in (prod,stage)`, `env notin (dev)`, `canary`,
 * `!canary`, `generation>3`. An empty text selects everything.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 * @public
 */
export function parseLabelSelector(selector: string): ParsedLabelSelector {
  if (selector.trim() === '') {
    return { ok: true, requirements: [] };
  }
  try {
    const requirements = splitRequirements(selector).map(parseRequirement);
    return { ok: true, requirements };
  } catch (error) {
    if (error instanceof SelectorError) {
      return { ok: false, problem: error.message };
    }
    throw error;
  }
}

function holds(
  requirement: LabelRequirement,
  labels: Readonly<Record<string, string>>,
): boolean {
  const value = Object.hasOwn(labels, requirement.key)
    ? labels[requirement.key]
    : undefined;
  switch (requirement.op) {
    case 'in':
      return value !== undefined && requirement.values.includes(value);
    case 'notIn':
      return value === undefined || !requirement.values.includes(value);
    case 'exists':
      return value !== undefined;
    case 'notExists':
      return value === undefined;
    default:
      return compares(requirement.op, requirement.value, value);
  }
}

function compares(
  op: 'greater' | 'less',
  bound: number,
  value: string | undefined,
): boolean {
  if (value === undefined || !/^-?\d+$/.test(value)) {
    return false;
  }
  return op === 'greater' ? Number(value) > bound : Number(value) < bound;
}

/**
 * Whether labels satisfy all conditions. A label that is absent satisfies `!=` and `notin`, as in Kubernetes.
 *
 * @public
 */
export function matchesLabels(
  requirements: readonly LabelRequirement[],
  labels: Readonly<Record<string, string>> | undefined,
): boolean {
  return requirements.every(requirement => holds(requirement, labels ?? {}));
}

const operators = {
  In: 'in',
  NotIn: 'notIn',
  Exists: 'exists',
  DoesNotExist: 'notExists',
} as const;

function requirementOf(
  expression: NonNullable<LabelSelector['matchExpressions']>[number],
): LabelRequirement {
  const { key, values = [] } = expression;
  const op = Object.hasOwn(operators, expression.operator)
    ? operators[expression.operator as keyof typeof operators]
    : undefined;
  switch (op) {
    case 'in':
    case 'notIn':
      return { key, op, values };
    case 'exists':
    case 'notExists':
      return { key, op };
    default:
      // An operator that is not known must not widen the selection.
      return { key, op: 'in', values: [] };
  }
}

/**
 * Whether labels satisfy a selector as Kubernetes objects hold it. An absent selector selects nothing, an empty one everything.
 *
 * @public
 */
export function matchesSelector(
  selector: LabelSelector | undefined,
  labels: Readonly<Record<string, string>> | undefined,
): boolean {
  if (!selector) {
    return false;
  }
  const equal: LabelRequirement[] = Object.entries(
    selector.matchLabels ?? {},
  ).map(([key, value]) => ({ key, op: 'in', values: [value] }));
  const expressions = (selector.matchExpressions ?? []).map(requirementOf);
  return matchesLabels([...equal, ...expressions], labels);
}
