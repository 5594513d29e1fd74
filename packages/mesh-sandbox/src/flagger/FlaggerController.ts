import {
  KubernetesObject,
  nameOf,
  namespaceOf,
  ObjectStore,
} from '../kubernetes';
import { templateHash } from '../world/stableHash';
import { Webhook } from './CanaryPlan';
import { HookAnswer } from './CanaryTick';
import { CanaryWorld } from './CanaryWorld';
import { deploymentReadiness } from './readiness';
import { tickCanary } from './tickCanary';

/** What a canary meets outside of the cluster's objects. */
export interface CanaryEnvironment {
  /** Answers a webhook of a canary. */
  ask(canary: string, hook: Webhook): HookAnswer;
  /** Value of a metric check of a canary in its unit; undefined without samples. */
  measure(canary: string, metric: string): number | undefined;
  /** True when a canary is left as it is: a still scene. */
  isHeld(canary: string): boolean;
}

/** What the controller needs. */
export interface FlaggerControllerOptions {
  readonly store: ObjectStore;
  readonly environment: CanaryEnvironment;
  /** How many times more often than their interval canaries are looked at. */
  readonly pace: number;
}

/** `<namespace>/<name>` of a Canary. */
export function canaryKey(canary: KubernetesObject): string {
  return `${namespaceOf(canary)}/${nameOf(canary)}`;
}

/** Runs {@link tickCanary} for every Canary of the store at its interval. It has no timer: the caller says when it is. */
export class FlaggerController {
  readonly #options: FlaggerControllerOptions;
  readonly #nextPassMs = new Map<string, number>();

  constructor(options: FlaggerControllerOptions) {
    this.#options = options;
  }

  /** Time of the next pass of any canary, undefined when there is none. Unix milliseconds. */
  nextPassMs(): number | undefined {
    const times = [...this.#nextPassMs.values()];
    return times.length > 0 ? Math.min(...times) : undefined;
  }

  /** Lets no canary be looked at before a time, and all of them then. Unix milliseconds. */
  postpone(untilMs: number): void {
    for (const canary of this.#options.store.list('canaries.flagger.app')
      .items) {
      this.#nextPassMs.set(canaryKey(canary), untilMs);
    }
  }

  /** Looks at all canaries whose time has come. Returns their keys. */
  run(nowMs: number): string[] {
    const due = this.#options.store
      .list('canaries.flagger.app')
      .items.filter(
        canary => (this.#nextPassMs.get(canaryKey(canary)) ?? nowMs) <= nowMs,
      );
    this.#forgetDeleted();
    for (const canary of due) {
      this.pass(canary, nowMs);
    }
    return due.map(canaryKey);
  }

  /** One pass over one canary. */
  pass(canary: KubernetesObject, nowMs: number): void {
    const { store, environment, pace } = this.#options;
    const key = canaryKey(canary);
    const world = new CanaryWorld(store, canary);
    this.#nextPassMs.set(key, nowMs + world.plan.intervalMs / pace);
    const { target } = world;
    if (environment.isHeld(key) || !target) {
      return;
    }
    const effects = tickCanary(world.state(), {
      templateHash: templateHash(target.spec.template),
      primary: deploymentReadiness(world.primary),
      canary: deploymentReadiness(target),
      ask: hook => environment.ask(key, hook),
      measure: metric => environment.measure(key, metric),
    });
    effects.forEach(effect => world.apply(effect, nowMs));
  }

  #forgetDeleted(): void {
    const known = new Set(
      this.#options.store.list('canaries.flagger.app').items.map(canaryKey),
    );
    for (const key of this.#nextPassMs.keys()) {
      if (!known.has(key)) {
        this.#nextPassMs.delete(key);
      }
    }
  }
}
