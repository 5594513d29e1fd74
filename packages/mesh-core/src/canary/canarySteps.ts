import type { AnalysisPlan } from './analysisPlan';
import type { CanaryStep } from './model';
import { bareSteps, statesOf, type Bare, type RunFacts } from './stepStates';
import { beganAt, earliestTimes } from './stepTimes';

/** The gate that a step has to pass. */
function gateOf(step: Bare): string | undefined {
  switch (step.kind) {
    case 'start':
      return 'confirm-rollout';
    case 'promotion':
      return 'confirm-promotion';
    case 'weight':
      return 'confirm-traffic-increase';
    default:
      return undefined;
  }
}

function isGated(
  step: Bare,
  state: CanaryStep['state'],
  { canary, phase }: RunFacts,
): boolean {
  const gate = gateOf(step);
  const closed =
    state === 'todo' ||
    (state === 'current' &&
      (phase === 'Waiting' || phase === 'WaitingPromotion'));
  return (
    closed &&
    gate !== undefined &&
    (canary.spec.analysis?.webhooks ?? []).some(({ type }) => type === gate)
  );
}

/**
 * The steps of the present run, or of the last one: what is done, where it stands, what is to come. A run that skips the analysis
 * has no steps between start and promotion.
 */
export function canarySteps(facts: RunFacts): CanaryStep[] {
  const plan: AnalysisPlan = facts.plan.skip
    ? { ...facts.plan, weights: [], iterations: 0 }
    : facts.plan;
  const steps = bareSteps(plan);
  const states = statesOf(steps, { ...facts, plan });
  const earliest = earliestTimes(steps, states, { ...facts, plan });
  return steps.map((step, index) => {
    const state = states(index);
    const at =
      state === 'done' || state === 'current' || state === 'failed'
        ? beganAt(step, facts)
        : undefined;
    return {
      ...step,
      state,
      ...(at === undefined ? {} : { at }),
      ...(earliest[index] === undefined ? {} : { earliest: earliest[index] }),
      gated: isGated(step, state, facts),
    };
  });
}
