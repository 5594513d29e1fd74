import type { SeenRequest } from './attributeKinds';
import type { ActiveCondition, Alternative, CompiledRule } from './compileRule';
import { allOf, anyOf, type Truth } from './truth';

/** Whether a rule takes a request, and the field that decided when it does not for certain. */
export interface RuleMatch {
  match: Truth;
  field?: string;
  reason: string;
}

function conditionWords(
  condition: ActiveCondition,
  match: Truth,
  request: SeenRequest,
): string {
  const { attribute, modelled, name, negated, path } = condition;
  if (match === 'unknown') {
    return modelled
      ? `the request does not tell what ${path} asks for`
      : `${name} is not modelled`;
  }
  const shown = attribute?.show(request) ?? '';
  return negated
    ? `${path} takes out ${shown}`
    : `${path} does not take ${shown}`;
}

function matchAlternative(
  alternative: Alternative,
  path: string,
  request: SeenRequest,
): RuleMatch {
  if (alternative.void) {
    return {
      match: 'no',
      field: path,
      reason: `nothing in ${path} is known to ztunnel`,
    };
  }
  const tested = alternative.conditions.map(condition => ({
    condition,
    match: condition.test(request),
  }));
  const match = allOf(tested.map(({ match: one }) => one));
  const decisive = tested.find(({ match: one }) => one === match);
  return match === 'yes' || !decisive
    ? { match, reason: 'takes the request' }
    : {
        match,
        field: decisive.condition.path,
        reason: conditionWords(decisive.condition, match, request),
      };
}

function matchClause(
  path: string,
  alternatives: readonly Alternative[],
  request: SeenRequest,
): RuleMatch {
  const tried = alternatives.map((alternative, index) =>
    matchAlternative(
      alternative,
      alternatives.length > 1 ? `${path}[${index}]` : path,
      request,
    ),
  );
  const match = anyOf(tried.map(({ match: one }) => one));
  const first = tried.find(one => one.match === match) ?? tried[0];
  return match === 'no' && tried.length > 1
    ? {
        match,
        field: path,
        reason: `none of the ${tried.length} entries of ${path} takes it: ${first.reason}`,
      }
    : first;
}

/**
 * Whether a rule takes a request: each clause by one of its alternatives. A rule without clauses takes every request.
 *
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Rule
 */
export function matchRule(rule: CompiledRule, request: SeenRequest): RuleMatch {
  if (rule.state === 'skipped') {
    return { match: 'no', field: rule.field, reason: rule.reason };
  }
  const tested = rule.clauses.map(({ path, alternatives }) =>
    matchClause(path, alternatives, request),
  );
  const match = allOf(tested.map(({ match: one }) => one));
  if (match === 'yes') {
    return {
      match,
      reason: tested.length === 0 ? 'takes every request' : 'takes the request',
    };
  }
  return tested.find(one => one.match === match) ?? { match, reason: '' };
}
