import type { Canary } from '../resources';
import type { AnalysisPlan } from './analysisPlan';
import type { ReadEvent } from './canaryEvents';
import type { CanaryPhase, CanaryStep, LiveWeights } from './model';

/** What the steps of a run are derived from. */
export interface RunFacts {
  canary: Canary;
  phase: CanaryPhase;
  plan: AnalysisPlan;
  weights: LiveWeights;
  /** Events of the last run, oldest first. */
  events: readonly ReadEvent[];
  /** Without it no times to come are derived. */
  now?: Date;
}

type Bare = Pick<CanaryStep, 'kind' | 'value'>;

function bareSteps(plan: AnalysisPlan): Bare[] {
  if (plan.strategy === 'unknown') {
    return [];
  }
  const iterations = Array.from({ length: plan.iterations }, (_, i) => i + 1);
  return [
    { kind: 'start' },
    ...plan.weights.map((value): Bare => ({ kind: 'weight', value })),
    ...iterations.map((value): Bare => ({ kind: 'iteration', value })),
    { kind: 'promotion' },
  ];
}

/** Index of the step at which the canary has a weight: the last one that is not above it. */
function stepAtWeight(steps: readonly Bare[], weight: number): number {
  const exact = steps.findIndex(
    ({ kind, value }) => kind === 'weight' && value === weight,
  );
  if (exact >= 0 || weight <= 0) {
    return Math.max(exact, 0);
  }
  // The weights were edited while the run is on: it stands between two of them.
  return steps.findLastIndex(
    ({ kind, value }) =>
      kind === 'start' || (kind === 'weight' && (value ?? 0) <= weight),
  );
}

function stepAtIteration(steps: readonly Bare[], iteration: number): number {
  // Blue/green counts one more when it has moved all traffic to the canary.
  return Math.min(Math.max(iteration, 0), steps.length - 1);
}

/** Where a run in progress stands, by the weight that the mesh has, or by Flagger's count of iterations. */
function progressingAt(steps: readonly Bare[], facts: RunFacts): number {
  const { plan, weights, canary } = facts;
  if (plan.strategy !== 'weighted') {
    return stepAtIteration(steps, canary.status?.iterations ?? 0);
  }
  const weight =
    weights.state === 'known'
      ? weights.canary
      : (canary.status?.canaryWeight ?? 0);
  return stepAtWeight(steps, weight);
}

/** Where the last run failed, by its events: Flagger resets its counters. `undefined` when no event tells. */
function failedAt(steps: readonly Bare[], facts: RunFacts): number | undefined {
  const { weights, events } = facts;
  if (weights.state === 'known' && weights.canary === 100) {
    return steps.length - 1;
  }
  const last = events.findLast(
    ({ kind }) => kind === 'advanced' || kind === 'promoting',
  )?.meaning;
  if (last?.kind === 'promoting') {
    return steps.length - 1;
  }
  if (last?.canaryWeight !== undefined) {
    return stepAtWeight(steps, last.canaryWeight);
  }
  if (last?.iteration !== undefined) {
    return stepAtIteration(steps, last.iteration);
  }
  return events.length > 0 ? 0 : undefined;
}

type States = (index: number) => CanaryStep['state'];

const split =
  (at: number, state: 'current' | 'failed'): States =>
  index => {
    if (index === at) {
      return state;
    }
    return index < at ? 'done' : 'todo';
  };

const all =
  (state: CanaryStep['state']): States =>
  () =>
    state;

function statesOf(steps: readonly Bare[], facts: RunFacts): States {
  const last = steps.length - 1;
  switch (facts.phase) {
    case 'Waiting':
      return split(0, 'current');
    case 'Progressing':
      return split(progressingAt(steps, facts), 'current');
    case 'WaitingPromotion':
    case 'Promoting':
    case 'Finalising':
      return split(last, 'current');
    case 'Succeeded':
      return all('done');
    case 'Failed': {
      const at = failedAt(steps, facts);
      return at === undefined ? all('unknown') : split(at, 'failed');
    }
    case 'Initializing':
    case 'Initialized':
      return all('todo');
    default:
      return all('unknown');
  }
}

/** When a step began, by an event of the run. */
function beganAt(step: Bare, facts: RunFacts): string | undefined {
  const { events } = facts;
  const at = (test: (event: ReadEvent) => boolean): string | undefined =>
    events.find(test)?.at;
  switch (step.kind) {
    case 'start':
      return at(() => true);
    case 'weight':
      return at(({ meaning }) => meaning.canaryWeight === step.value);
    case 'iteration':
      return at(({ meaning }) => meaning.iteration === step.value);
    default:
      return at(
        ({ kind, message }) =>
          kind === 'promoted' || /Copying .* template spec/.test(message),
      );
  }
}

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

/** The next tick of Flagger at the earliest: it ticks at the same distance from its last write of the status. */
function nextTick(facts: RunFacts, now: Date): number | undefined {
  const { canary, plan } = facts;
  const last = Date.parse(canary.status?.lastTransitionTime ?? '');
  if (!Number.isFinite(last)) {
    return undefined;
  }
  const passed = Math.ceil((now.getTime() - last) / plan.intervalMs);
  return last + Math.max(passed, 1) * plan.intervalMs;
}

/** Ticks that a step takes beyond its own: mirroring before the first weight, moving all traffic before a blue/green promotion. */
function extraTicks(step: Bare, steps: readonly Bare[], plan: AnalysisPlan) {
  const first = steps[1] === step && plan.strategy === 'weighted';
  const mirrored = first && plan.mirror ? 1 : 0;
  const moved =
    step.kind === 'promotion' && plan.strategy === 'blue-green' ? 1 : 0;
  return mirrored + moved;
}

/** The earliest time of each step to come, when every check passes and every gate is open. */
function earliestTimes(
  steps: readonly Bare[],
  states: States,
  facts: RunFacts,
): (string | undefined)[] {
  const { now, phase, canary } = facts;
  const running = phase === 'Progressing' && !canary.spec.suspend;
  const tick = now && running ? nextTick(facts, now) : undefined;
  let time = tick;
  return steps.map((step, index) => {
    if (time === undefined || states(index) !== 'todo') {
      return undefined;
    }
    time += extraTicks(step, steps, facts.plan) * facts.plan.intervalMs;
    const earliest = new Date(time).toISOString();
    time += facts.plan.intervalMs;
    return earliest;
  });
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
