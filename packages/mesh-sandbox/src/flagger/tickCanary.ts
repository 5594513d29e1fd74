import { CanaryEffect, CanaryState, TickInputs } from './CanaryTick';
import { checkMetrics } from './checkMetrics';
import { Step } from './Step';
import { advance } from './advance';

/** True when the template is neither the one of the last run nor the promoted one. */
function hasTargetChanged(
  { status }: CanaryState,
  { templateHash }: TickInputs,
): boolean {
  return (
    templateHash !== status.lastAppliedSpec &&
    templateHash !== status.lastPromotedSpec
  );
}

function initialize(step: Step): void {
  const { inputs, status } = step;
  if (status.phase === '') {
    step.phase('Initializing');
  }
  step.normal('all the metrics providers are available!');
  step.effect({ type: 'create-primary' });
  if (!inputs.primary.ready) {
    step.warning(`${step.primaryName} not ready: ${inputs.primary.reason}`);
    return;
  }
  step.effect({ type: 'take-over' });
  step.routes(0);
  step.restart('Initialized');
  step.normal(`Initialization done! ${step.canaryName}`);
}

function confirmRollout(step: Step): boolean {
  for (const hook of step.hooks('confirm-rollout')) {
    if (!step.agrees(hook)) {
      if (step.status.phase !== 'Waiting') {
        step.phase('Waiting');
        step.warning(
          `Halt ${step.canaryName} advancement waiting for approval ${hook.name}`,
        );
      }
      return false;
    }
    step.normal(`Confirm-rollout check ${hook.name} passed`);
  }
  return true;
}

function startRun(step: Step): void {
  if (!confirmRollout(step)) {
    return;
  }
  step.normal(`New revision detected! Scaling up ${step.targetName}`);
  step.effect({ type: 'scale-target', up: true });
  step.restart('Progressing');
}

function restartRun(step: Step): void {
  step.normal(
    `New revision detected! Restarting analysis for ${step.targetName}`,
  );
  step.routes(0);
  step.restart('Progressing');
}

function rollBack(step: Step): void {
  step.routes(0);
  step.warning(`Canary failed! Scaling down ${step.canaryName}`);
  step.restart('Failed');
  step.effect({ type: 'scale-target', up: false });
  runPostRollout(step);
}

function runPostRollout(step: Step): void {
  for (const hook of step.hooks('post-rollout')) {
    const answer = step.inputs.ask(hook);
    if (answer.code > 202) {
      step.warning(
        `Post-rollout hook ${hook.name} failed ${answer.body ?? ''}`,
      );
      return;
    }
    step.normal(`Post-rollout check ${hook.name} passed`);
  }
}

/** True when a rollback hook asks for it. */
function rollbackWanted(step: Step): boolean {
  for (const hook of step.hooks('rollback')) {
    if (step.agrees(hook)) {
      step.warning(`Rollback check ${hook.name} passed`);
      step.warning(`Rolling back ${step.canaryName} manual webhook invoked`);
      return true;
    }
    step.normal(`Rollback hook ${hook.name} not signaling a rollback`);
  }
  return false;
}

function shiftPromotion(step: Step): void {
  const { stepWeightPromotion } = step.state.plan;
  if (stepWeightPromotion === 0) {
    step.normal('Routing all traffic to primary');
    step.routes(0);
    step.phase('Finalising');
    return;
  }
  const canary = Math.max(step.canaryWeight - stepWeightPromotion, 0);
  step.routes(canary);
  if (canary > 0) {
    step.set({ canaryWeight: canary });
  } else {
    step.phase('Finalising');
  }
  step.normal(`Advance ${step.canaryName} primary weight ${100 - canary}`);
}

function finish(step: Step): void {
  step.effect({ type: 'scale-target', up: false });
  step.phase('Succeeded');
  runPostRollout(step);
  step.normal(`Promotion completed! Scaling down ${step.targetName}`);
}

function firstCheck(step: Step): boolean {
  step.normal(`Starting canary analysis for ${step.targetName}`);
  for (const hook of step.hooks('pre-rollout')) {
    const answer = step.inputs.ask(hook);
    if (answer.code > 202) {
      step.warning(
        `Halt ${step.canaryName} advancement pre-rollout check ${hook.name} failed ${answer.body ?? ''}`,
      );
      return false;
    }
    step.normal(`Pre-rollout check ${hook.name} passed`);
  }
  return true;
}

function analyse(step: Step): boolean {
  for (const hook of step.hooks('rollout')) {
    const answer = step.inputs.ask(hook);
    if (answer.code > 202) {
      step.warning(
        `Halt ${step.canaryName} advancement external check ${hook.name} failed ${answer.body ?? ''}`,
      );
      return false;
    }
  }
  const failure = checkMetrics(step.state.plan, step.inputs.measure);
  if (failure !== undefined) {
    step.warning(failure);
  }
  return failure === undefined;
}

/** A step of a run that goes on: `Progressing` or `WaitingPromotion`, canary ready. */
function progress(step: Step): void {
  const { plan } = step.state;
  if (rollbackWanted(step)) {
    rollBack(step);
    return;
  }
  if (step.status.failedChecks >= plan.threshold) {
    step.warning(
      `Rolling back ${step.canaryName} failed checks threshold reached ${plan.threshold}`,
    );
    rollBack(step);
    return;
  }
  const untouched = step.canaryWeight === 0 && step.status.iterations === 0;
  if (untouched ? firstCheck(step) : analyse(step)) {
    advance(step);
  } else {
    step.set({ failedChecks: step.status.failedChecks + 1 });
  }
}

/** True when the primary is ready, or need not be in this phase. Says why not. */
function primaryAllows(step: Step): boolean {
  const { primary } = step.inputs;
  if (!primary.ready) {
    step.warning(`${step.primaryName} not ready: ${primary.reason}`);
  }
  return primary.ready;
}

function canaryAllows(step: Step): boolean {
  const { canary } = step.inputs;
  if (!canary.ready) {
    step.warning(
      `canary deployment ${step.targetName} not ready: ${canary.reason}`,
    );
  }
  return canary.ready;
}

function tickRun(step: Step): void {
  if (!primaryAllows(step)) {
    return;
  }
  const { phase } = step.status;
  const running = phase === 'Progressing' || phase === 'WaitingPromotion';
  if (hasTargetChanged(step.state, step.inputs)) {
    restartRun(step);
  } else if (!canaryAllows(step)) {
    return;
  } else if (running) {
    progress(step);
  } else if (phase === 'Promoting') {
    shiftPromotion(step);
  } else {
    finish(step);
  }
}

function tickIdle(step: Step): void {
  const changed = hasTargetChanged(step.state, step.inputs);
  if (step.status.phase === 'Failed') {
    // Flagger writes the status of a failed canary on every pass; the new template is remembered before it is looked at
    step.set({ lastAppliedSpec: step.inputs.templateHash });
  }
  if (changed && primaryAllows(step)) {
    startRun(step);
  }
}

/**
 * One pass of Flagger's control loop over one canary: what happens now, in order. A model of weighted, A/B and blue/green
 * runs on Istio; not of mirroring, session affinity, skipped analysis, tracked configs, and deadlines.
 *
 * @see https://github.com/fluxcd/flagger/blob/main/pkg/controller/scheduler.go
 */
export function tickCanary(
  state: CanaryState,
  inputs: TickInputs,
): readonly CanaryEffect[] {
  const step = new Step(state, inputs);
  if (state.plan.suspend) {
    step.normal('skipping canary run as object is suspended');
    return step.effects;
  }
  switch (state.status.phase) {
    case '':
    case 'Initializing':
      initialize(step);
      break;
    case 'Initialized':
    case 'Succeeded':
    case 'Failed':
      tickIdle(step);
      break;
    case 'Waiting':
      startRun(step);
      break;
    default:
      tickRun(step);
  }
  return step.effects;
}
