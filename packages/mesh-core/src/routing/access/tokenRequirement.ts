import type { Evidence } from '../../verdict';
import type { TokenRequirement } from './accessModel';
import type { CompiledPolicy } from './compilePolicy';
import type { Alternative } from './compileRule';
import type { TokenRule } from './checkToken';
import { asksForToken } from './grants';

/** How far a rule asks for a token: whoever it takes, some, or nobody. */
type Extent = 'all' | 'some' | 'none';

interface RuleExtent {
  extent: Extent;
  evidence: Evidence;
}

const enforced = (policy: CompiledPolicy): boolean =>
  !policy.dryRun && !policy.unsupported;

function evidenceOf(policy: CompiledPolicy, index: number): Evidence {
  return {
    text: `${policy.action} policy ${policy.ref.namespace}/${policy.ref.name}, rule ${index}`,
    ref: policy.ref,
    path: `spec.rules[${index}]`,
  };
}

/** An ALLOW rule asks everyone for a token when one of its clauses does in each alternative. */
function allowExtent(clauses: readonly (readonly Alternative[])[]): Extent {
  if (clauses.some(alternatives => alternatives.every(asksForToken))) {
    return 'all';
  }
  return clauses.some(alternatives => alternatives.some(asksForToken))
    ? 'some'
    : 'none';
}

const refusesWithout = ({ conditions }: Alternative): boolean =>
  conditions.some(
    ({ name, negated }) =>
      negated &&
      (name === 'requestPrincipals' || name === 'request.auth.principal'),
  );

/** A DENY rule asks for a token when it refuses those without; of everyone, when it asks for nothing else. */
function denyExtent(clauses: readonly (readonly Alternative[])[]): Extent {
  const alternatives = clauses.flat();
  if (!alternatives.some(refusesWithout)) {
    return 'none';
  }
  return clauses.length === 1 &&
    alternatives.some(one => refusesWithout(one) && one.conditions.length === 1)
    ? 'all'
    : 'some';
}

function extents(
  policies: readonly CompiledPolicy[],
  action: 'ALLOW' | 'DENY',
): RuleExtent[] {
  return policies
    .filter(policy => policy.action === action && enforced(policy))
    .flatMap(policy =>
      policy.rules.flatMap(({ index, rule }) => {
        if (rule.state === 'skipped') {
          return [];
        }
        const clauses = rule.clauses.map(({ alternatives }) => alternatives);
        const extent =
          action === 'ALLOW' ? allowExtent(clauses) : denyExtent(clauses);
        return [{ extent, evidence: evidenceOf(policy, index) }];
      }),
    );
}

/**
 * Whether callers need a token. RequestAuthentication alone never asks for one: it takes an ALLOW rule that names tokens, or a DENY
 * rule for those without.
 *
 * @see https://istio.io/latest/docs/reference/config/security/request_authentication/
 */
export function tokenRequirement(
  rules: readonly TokenRule[],
  policies: readonly CompiledPolicy[],
): TokenRequirement {
  const checks = [
    ...new Map(
      rules.map(({ ref }) => [
        `${ref.namespace}/${ref.name}`,
        {
          text: `RequestAuthentication ${ref.namespace}/${ref.name}`,
          ref,
        } satisfies Evidence,
      ]),
    ).values(),
  ];
  const allow = extents(policies, 'ALLOW');
  const deny = extents(policies, 'DENY');
  const asking = [...allow, ...deny].filter(({ extent }) => extent !== 'none');
  const evidence = [...checks, ...asking.map(one => one.evidence)];
  const isRequired =
    deny.some(({ extent }) => extent === 'all') ||
    (allow.length > 0 && allow.every(({ extent }) => extent === 'all'));
  if (isRequired) {
    return {
      state: 'required',
      reason:
        checks.length > 0
          ? 'Every caller needs a token.'
          : 'Every caller needs a token, but none is looked at: no RequestAuthentication holds here.',
      evidence,
    };
  }
  if (asking.length > 0) {
    return {
      state: 'required-for-some',
      reason: 'Some callers or requests need a token.',
      evidence,
    };
  }
  return checks.length > 0
    ? {
        state: 'checked',
        reason:
          'A token is checked when one is sent; without one requests pass.',
        evidence,
      }
    : { state: 'not-checked', reason: 'Tokens are not looked at.', evidence };
}
