import type { TokenCheck } from './checkToken';
import type { CompiledPolicy } from './compilePolicy';
import type { Layer } from './compileRule';
import type { AccessDecision, DecidedBy, PolicyStep } from './decisionModel';
import type { MtlsMode, PolicyAction } from './model';

/** A policy with what it said of the request. */
export interface JudgedPolicy {
  policy: CompiledPolicy;
  step: PolicyStep;
}

/** All that a decision rests on. */
export interface Judgement {
  layer: Layer;
  mtls: MtlsMode;
  token: TokenCheck;
  principal: string | null | undefined;
  /** In the order in which they are looked at. */
  policies: readonly JudgedPolicy[];
}

/** What one cause decides. */
export type Decision = Omit<
  AccessDecision,
  'policies' | 'ignored' | 'inactive'
>;
/** `namespace/name`. */
export const nameOf = ({ step }: JudgedPolicy): string =>
  `${step.ref.namespace}/${step.ref.name}`;

/** The rule that spoke for the policy: the one that took the request, else the one that might, else the only one. */
export function decidedBy({ policy, step }: JudgedPolicy): DecidedBy {
  const position = step.rules.findIndex(({ match }) => match === step.match);
  const isOne = step.match !== 'no' || step.rules.length === 1;
  const rule = isOne ? step.rules[position] : undefined;
  if (!rule) {
    return { ref: step.ref, path: 'spec.rules' };
  }
  const base = policy.rules[position].path;
  return {
    ref: step.ref,
    rule: rule.index,
    path: rule.field === undefined ? base : `${base}.${rule.field}`,
  };
}

/** The rule and its policy, as in `rule 1 of DENY policy shop/x`. */
export function ruleWords(judged: JudgedPolicy): string {
  const by = decidedBy(judged);
  const policy = `${judged.step.action} policy ${nameOf(judged)}`;
  return by.rule === undefined ? policy : `rule ${by.rule} of ${policy}`;
}

/** With a capital at the beginning. */
export const capital = (text: string): string =>
  text.charAt(0).toUpperCase() + text.slice(1);

/** Policies of an action that are not on trial. */
export function enforced(
  { policies }: Judgement,
  action: PolicyAction,
): JudgedPolicy[] {
  return policies.filter(
    ({ policy, step }) =>
      step.action === action && !step.dryRun && !policy.unsupported,
  );
}
