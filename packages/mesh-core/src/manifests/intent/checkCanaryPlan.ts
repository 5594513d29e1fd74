/** The part of a canary plan whose fields depend on each other. */
export interface CanaryPlan {
  stepWeight?: number;
  stepWeights?: number[];
  maxWeight?: number;
  stepWeightPromotion?: number;
  iterations?: number;
  match?: unknown[];
}

/** Something wrong with a plan, at a place in it. */
export interface PlanIssue {
  path: (string | number)[];
  message: string;
}

const WAYS = ['stepWeight', 'stepWeights', 'iterations'] as const;

function checkWay(plan: CanaryPlan): PlanIssue[] {
  const given = WAYS.filter(way => plan[way] !== undefined);
  if (given.length === 1) {
    return [];
  }
  const message =
    given.length === 0
      ? 'does not say how the new version gets requests. Give one of stepWeight, stepWeights and iterations.'
      : `says in ${given.length} ways how the new version gets requests (${given.join(', ')}), which the API server refuses. Keep one of them.`;
  return [{ path: [], message }];
}

function checkMaxWeight({ maxWeight, stepWeight }: CanaryPlan): PlanIssue[] {
  if (maxWeight === undefined) {
    return [];
  }
  if (stepWeight === undefined) {
    const message =
      'has no effect without stepWeight. Leave it out: stepWeights end with their last figure.';
    return [{ path: ['maxWeight'], message }];
  }
  if (stepWeight > maxWeight) {
    const message = `is more than maxWeight (${maxWeight}), so the first step would already exceed it. Lower it or raise maxWeight.`;
    return [{ path: ['stepWeight'], message }];
  }
  return [];
}

function checkRising({ stepWeights = [] }: CanaryPlan): PlanIssue[] {
  return stepWeights.flatMap((weight, index) => {
    const before = stepWeights[index - 1];
    if (index === 0 || weight > before) {
      return [];
    }
    const message = `(${weight}) is not more than the step before (${before}), where Flagger would then stay for good. Let the steps rise.`;
    return [{ path: ['stepWeights', index], message }];
  });
}

function checkIterations(plan: CanaryPlan): PlanIssue[] {
  if (plan.iterations === undefined) {
    const message =
      'chooses users for an A/B test, but there are no iterations. Give iterations instead of weights, or leave match out.';
    return plan.match ? [{ path: ['match'], message }] : [];
  }
  const message =
    'has no effect with iterations: there are no weights to move. Leave it out.';
  return plan.stepWeightPromotion === undefined
    ? []
    : [{ path: ['stepWeightPromotion'], message }];
}

/**
 * Checks what Flagger accepts and then stumbles over, or what its definition refuses.
 *
 * @see https://docs.flagger.app/usage/deployment-strategies
 */
export function checkCanaryPlan(plan: CanaryPlan): PlanIssue[] {
  return [checkWay, checkMaxWeight, checkRising, checkIterations].flatMap(
    check => check(plan),
  );
}
