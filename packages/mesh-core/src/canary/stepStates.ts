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

/** A step without its state. */
export type Bare = Pick<CanaryStep, 'kind' | 'value'>;

/** The steps of a plan, from start to promotion. */
export function bareSteps(plan: AnalysisPlan): Bare[] {
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

/** The state of each step, by its index. */
export type States = (index: number) => CanaryStep['state'];

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

/** Which steps are done, where the run stands, and what is to come. */
export function statesOf(steps: readonly Bare[], facts: RunFacts): States {
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
