import { Step } from './Step';

function confirmTrafficIncrease(step: Step): boolean {
  if (step.status.phase !== 'Progressing') {
    return true;
  }
  for (const hook of step.hooks('confirm-traffic-increase')) {
    if (!step.agrees(hook)) {
      step.warning(
        `Halt ${step.canaryName} advancement waiting for traffic increase approval ${hook.name}`,
      );
      return false;
    }
    step.normal(`Confirm-traffic-increase check ${hook.name} passed`);
  }
  return true;
}

function confirmPromotion(step: Step): boolean {
  for (const hook of step.hooks('confirm-promotion')) {
    if (!step.agrees(hook)) {
      const first = step.status.phase !== 'WaitingPromotion';
      step.phase('WaitingPromotion');
      if (first) {
        step.warning(
          `Halt ${step.canaryName} advancement waiting for promotion approval ${hook.name}`,
        );
      }
      return false;
    }
    step.normal(`Confirm-promotion check ${hook.name} passed`);
  }
  return true;
}

function promote(step: Step): void {
  step.normal(
    `Copying ${step.targetName} template spec to ${step.primaryName}`,
  );
  step.effect({ type: 'promote' });
  step.phase('Promoting');
}

function advanceIteration(step: Step): void {
  const iterations = step.status.iterations + 1;
  step.set({ iterations });
  step.normal(
    `Advance ${step.canaryName} canary iteration ${iterations}/${step.state.plan.iterations}`,
  );
}

function advanceWeight(step: Step): void {
  const { weights } = step.state.plan;
  const max = weights.at(-1) ?? 0;
  if (!confirmTrafficIncrease(step)) {
    return;
  }
  if (step.canaryWeight >= max) {
    if (max > 0 && confirmPromotion(step)) {
      promote(step);
    }
    return;
  }
  const next = weights.find(weight => weight > step.canaryWeight) ?? max;
  step.routes(next);
  step.set({ canaryWeight: next });
  step.normal(`Advance ${step.canaryName} canary weight ${next}`);
}

function advanceAb(step: Step): void {
  if (step.status.iterations < step.state.plan.iterations) {
    step.routes(100);
    advanceIteration(step);
  } else if (confirmPromotion(step)) {
    promote(step);
  }
}

function advanceBlueGreen(step: Step): void {
  const { iterations } = step.state.plan;
  if (step.status.iterations < iterations) {
    advanceIteration(step);
  } else if (!confirmPromotion(step)) {
    return;
  } else if (step.status.iterations === iterations) {
    step.normal('Routing all traffic to canary');
    step.routes(100);
    step.set({ iterations: iterations + 1 });
  } else {
    promote(step);
  }
}

/** The step that a strategy takes after a good check. */
export function advance(step: Step): void {
  switch (step.state.plan.strategy) {
    case 'ab':
      return advanceAb(step);
    case 'blue-green':
      return advanceBlueGreen(step);
    default:
      return advanceWeight(step);
  }
}
