import type { AuthorizationRule } from '../../resources';
import type { Attribute, SeenRequest, ValueContext } from './attributeKinds';
import { clausesOf, type Condition } from './clauses';
import type { PolicyAction } from './model';
import { anyOf, not, type Truth } from './truth';

/** What enforces a rule: Envoy on a port of HTTP, Envoy on any other, or ztunnel. */
export type Layer = 'http' | 'tcp' | 'ztunnel';

/** A condition that acts. */
export interface ActiveCondition extends Condition {
  test(request: SeenRequest): Truth;
}

/** One way to fulfil a clause. */
export interface Alternative {
  conditions: readonly ActiveCondition[];
  /** Nothing of it is left that the enforcer knows, and it takes that for no match. */
  void: boolean;
}

/** A field that does not act, with the consequence. */
export interface Dropped {
  path: string;
  message: string;
}

/** A rule as it is enforced. */
export type CompiledRule =
  | { state: 'skipped'; field: string; reason: string; dropped: Dropped[] }
  | {
      state: 'active';
      clauses: readonly {
        path: string;
        alternatives: readonly Alternative[];
      }[];
      dropped: Dropped[];
    };

/** How a rule is to be read. */
export interface RuleContext extends ValueContext {
  action: PolicyAction;
  layer: Layer;
}

/** The rule is left out as a whole. */
class SkippedRule extends Error {
  constructor(
    readonly field: string,
    readonly problem: string,
  ) {
    super(problem);
  }
}

function unsupported(
  { attribute, name }: Condition,
  layer: Layer,
): string | undefined {
  if (layer === 'ztunnel' && !attribute?.ztunnel) {
    return `ztunnel does not know ${name}`;
  }
  return layer === 'tcp' && attribute?.http
    ? `${name} exists only in HTTP`
    : undefined;
}

function activeTest(
  condition: Condition,
  tests: readonly ((request: SeenRequest) => Truth)[],
): ActiveCondition {
  const test = (request: SeenRequest) => anyOf(tests.map(one => one(request)));
  return {
    ...condition,
    test: condition.negated ? request => not(test(request)) : test,
  };
}

/** Its values that can be compared; one that cannot takes an ALLOW rule of Envoy away. */
function compileValues(
  { path, values }: Condition,
  attribute: Attribute,
  context: RuleContext,
  dropped: Dropped[],
): ((request: SeenRequest) => Truth)[] {
  const isStrict = context.action === 'ALLOW' && context.layer !== 'ztunnel';
  return values.flatMap(value => {
    const compiled = attribute.compile(value, context);
    if (compiled.ok) {
      return [compiled.test];
    }
    if (isStrict) {
      throw new SkippedRule(path, compiled.problem);
    }
    dropped.push({ path, message: `${compiled.problem}: it does not act.` });
    return [];
  });
}

/** The condition as it is enforced, or `undefined` when nothing of it is. */
function compileCondition(
  condition: Condition,
  context: RuleContext,
  dropped: Dropped[],
): ActiveCondition | undefined {
  const { action, layer } = context;
  const { path, name, attribute } = condition;
  if (!attribute && layer !== 'ztunnel') {
    // Whatever the action: Istio builds nothing from such a rule.
    throw new SkippedRule(path, `Istio knows no attribute ${name}`);
  }
  const problem = unsupported(condition, layer);
  if (problem || !attribute) {
    if (action === 'ALLOW') {
      throw new SkippedRule(path, problem ?? name);
    }
    const effect =
      layer === 'tcp'
        ? 'the rule is wider without it'
        : 'it is left out of the rule';
    dropped.push({ path, message: `${problem}: ${effect}.` });
    return undefined;
  }
  const tests = compileValues(condition, attribute, context, dropped);
  return tests.length > 0 ? activeTest(condition, tests) : undefined;
}

/**
 * A rule as it is enforced. What the enforcer does not know takes an ALLOW rule away as a whole. From other rules only that field is
 * taken: Envoy refuses more than is written then; ztunnel takes an alternative of which nothing is left for one that never matches.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/security/authz/model/model.go
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/serviceregistry/kube/controller/ambient/authorization.go
 * @see https://github.com/istio/ztunnel/blob/master/src/rbac.rs
 */
export function compileRule(
  rule: AuthorizationRule,
  context: RuleContext,
): CompiledRule {
  const dropped: Dropped[] = [];
  try {
    const clauses = clausesOf(rule).map(({ path, alternatives }) => ({
      path,
      alternatives: alternatives.map(conditions => {
        const active = conditions.flatMap(condition => {
          const compiled = compileCondition(condition, context, dropped);
          return compiled ? [compiled] : [];
        });
        return {
          conditions: active,
          void: context.layer === 'ztunnel' && active.length === 0,
        };
      }),
    }));
    return { state: 'active', clauses, dropped };
  } catch (error) {
    if (error instanceof SkippedRule) {
      const { field, problem } = error;
      return {
        state: 'skipped',
        field,
        reason: `${problem}, so the rule is left out`,
        dropped: [
          { path: field, message: `${problem}: the whole rule is left out.` },
        ],
      };
    }
    throw error;
  }
}
