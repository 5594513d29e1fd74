import type { AnalysisPlan } from './analysisPlan';
import type { ReadEvent } from './canaryEvents';
import type { Bare, RunFacts, States } from './stepStates';

/** When a step began, by an event of the run. */
export function beganAt(step: Bare, facts: RunFacts): string | undefined {
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
export function earliestTimes(
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
