import { Webhook, WebhookType } from './CanaryPlan';
import {
  CanaryPhase,
  CanaryStatus,
  restarted,
  withPhase,
} from './CanaryStatus';
import { CanaryEffect, CanaryState, TickInputs } from './CanaryTick';

/** Collects the effects of one pass and keeps the status that they lead to. */
export class Step {
  readonly state: CanaryState;
  readonly inputs: TickInputs;
  readonly effects: CanaryEffect[] = [];
  /** Status as it is after the effects so far. */
  status: CanaryStatus;

  constructor(state: CanaryState, inputs: TickInputs) {
    this.state = state;
    this.inputs = inputs;
    this.status = state.status;
  }

  /** `<canary>.<namespace>` */
  get canaryName(): string {
    return `${this.state.plan.name}.${this.state.plan.namespace}`;
  }

  /** `<target>.<namespace>` */
  get targetName(): string {
    return `${this.state.plan.target}.${this.state.plan.namespace}`;
  }

  /** `<target>-primary.<namespace>` */
  get primaryName(): string {
    return `${this.state.plan.target}-primary.${this.state.plan.namespace}`;
  }

  /** Weight of the canary in the routes at the beginning of the pass. */
  get canaryWeight(): number {
    return this.state.routes?.canary ?? 0;
  }

  effect(effect: CanaryEffect): void {
    this.effects.push(effect);
  }

  normal(message: string): void {
    this.effect({ type: 'event', level: 'Normal', message });
  }

  warning(message: string): void {
    this.effect({ type: 'event', level: 'Warning', message });
  }

  routes(canary: number): void {
    this.effect({ type: 'routes', routes: { primary: 100 - canary, canary } });
  }

  /** Changes fields of the status. */
  set(fields: Partial<CanaryStatus>): void {
    this.#write({ ...this.status, ...fields });
  }

  /** Enters a phase. */
  phase(phase: CanaryPhase): void {
    this.#write(withPhase(this.status, phase, this.state.plan.iterations));
  }

  /** Enters a phase with all counters at zero and the present template remembered. */
  restart(phase: CanaryPhase): void {
    const status = restarted(this.status, phase, this.inputs.templateHash);
    this.#write(withPhase(status, phase, this.state.plan.iterations));
  }

  hooks(type: WebhookType): readonly Webhook[] {
    return this.state.plan.webhooks.filter(hook => hook.type === type);
  }

  agrees(hook: Webhook): boolean {
    return this.inputs.ask(hook).code <= 202;
  }

  #write(status: CanaryStatus): void {
    this.status = status;
    this.effect({ type: 'status', status });
  }
}
