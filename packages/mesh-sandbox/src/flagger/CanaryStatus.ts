/** Phases of a Canary; the empty string before Flagger has seen it. */
export type CanaryPhase =
  | ''
  | 'Failed'
  | 'Finalising'
  | 'Initialized'
  | 'Initializing'
  | 'Progressing'
  | 'Promoting'
  | 'Succeeded'
  | 'Waiting'
  | 'WaitingPromotion';

/** What the state machine keeps in the status of a Canary. */
export interface CanaryStatus {
  readonly phase: CanaryPhase;
  readonly canaryWeight: number;
  readonly iterations: number;
  readonly failedChecks: number;
  /** Hash of the template that the present run analyses, or the last one did. */
  readonly lastAppliedSpec?: string;
  /** Hash of the template that was promoted. */
  readonly lastPromotedSpec?: string;
}

/** The condition `Promoted` of a Canary. */
export interface PromotedCondition {
  readonly type: 'Promoted';
  readonly status: 'False' | 'True' | 'Unknown';
  readonly reason: string;
  readonly message: string;
  readonly lastUpdateTime: string;
  readonly lastTransitionTime: string;
}

type ConditionText = Pick<PromotedCondition, 'status' | 'message'>;

const conditions: Readonly<Record<Exclude<CanaryPhase, ''>, ConditionText>> = {
  Initializing: {
    status: 'Unknown',
    message: 'New Deployment detected, starting initialization.',
  },
  Initialized: {
    status: 'True',
    message: 'Deployment initialization completed.',
  },
  Waiting: { status: 'Unknown', message: 'Waiting for approval.' },
  WaitingPromotion: { status: 'Unknown', message: 'Waiting for approval.' },
  Progressing: {
    status: 'Unknown',
    message: 'New revision detected, progressing canary analysis.',
  },
  Promoting: {
    status: 'Unknown',
    message: 'Canary analysis completed, starting primary rolling update.',
  },
  Finalising: {
    status: 'Unknown',
    message: 'Canary analysis completed, routing all traffic to primary.',
  },
  Succeeded: {
    status: 'True',
    message: 'Canary analysis completed successfully, promotion finished.',
  },
  Failed: {
    status: 'False',
    message: 'Canary analysis failed, Deployment scaled to zero.',
  },
};

/**
 * The condition for a phase. `lastUpdateTime` moves with the reason, `lastTransitionTime` with the status only.
 *
 * @param previous - the condition in force, if there is one
 * @param now - RFC 3339
 */
export function promotedCondition(
  phase: Exclude<CanaryPhase, ''>,
  previous: PromotedCondition | undefined,
  now: string,
): PromotedCondition {
  const { status, message } = conditions[phase];
  if (previous?.reason === phase && previous.status === status) {
    return previous;
  }
  return {
    type: 'Promoted',
    status,
    reason: phase,
    message,
    lastUpdateTime: now,
    lastTransitionTime:
      previous?.status === status ? previous.lastTransitionTime : now,
  };
}

const keepsWeight: readonly CanaryPhase[] = [
  'Progressing',
  'Waiting',
  'Promoting',
];

/**
 * Status after Flagger has set a phase. Outside of a run it forgets weight and iterations, also in `WaitingPromotion`,
 * where the routes still carry the weight: the status must not be read as the live weight.
 *
 * @param iterations - iterations of the plan
 * @see https://github.com/fluxcd/flagger/issues/1819
 */
export function withPhase(
  status: CanaryStatus,
  phase: CanaryPhase,
  iterations: number,
): CanaryStatus {
  const kept = keepsWeight.includes(phase);
  const promoted = phase === 'Initialized' || phase === 'Succeeded';
  const idle = phase === 'WaitingPromotion' ? iterations - 1 : 0;
  return {
    ...status,
    phase,
    canaryWeight: kept ? status.canaryWeight : 0,
    iterations: kept ? status.iterations : idle,
    ...(promoted ? { lastPromotedSpec: status.lastAppliedSpec } : {}),
  };
}

/** Status at the beginning of a run, and after a failed one: counters at zero, the present template remembered. */
export function restarted(
  status: CanaryStatus,
  phase: CanaryPhase,
  templateHash: string,
): CanaryStatus {
  return {
    ...status,
    phase,
    canaryWeight: 0,
    iterations: 0,
    failedChecks: 0,
    lastAppliedSpec: templateHash,
  };
}
