import { CanaryEnvironment } from '../flagger';
import { Webhook } from '../flagger/CanaryPlan';
import { HookAnswer } from '../flagger/CanaryTick';
import { readCanaryPlan } from '../flagger/readCanaryPlan';
import { KubernetesObject, ObjectStore } from '../kubernetes';
import { TrafficModel } from '../traffic';
import { noise } from '../traffic/noise';
import { templateHash } from '../world/stableHash';
import { WorkloadObject } from '../world/workloadShapes';
import { nextVersion } from './nextVersion';
import { CanaryStory, Release, Timeline } from './Timeline';

/** What a director needs. */
export interface ReleaseDirectorOptions {
  readonly store: ObjectStore;
  readonly timeline: Timeline;
  readonly traffic?: TrafficModel;
  /** Start of the sandbox in Unix milliseconds: releases of the past are dated from it. */
  readonly startMs: number;
  readonly pace: number;
  readonly now: () => number;
}

interface PromotionStatus {
  phase?: string;
  lastTransitionTime?: string;
  lastPromotedSpec?: string;
}

const approved: HookAnswer = { code: 200, body: 'OK' };
const refused: HookAnswer = { code: 403, body: 'Forbidden' };

function splitKey(key: string): { namespace: string; name: string } {
  const [namespace, name] = key.split('/');
  return { namespace, name };
}

/** Pushes new versions as the timeline says, and answers what Flagger asks: gates, load tests, metrics. */
export class ReleaseDirector implements CanaryEnvironment {
  readonly #options: ReleaseDirectorOptions;
  readonly #pending = new Map<string, Release[]>();
  readonly #closed = new Set<string>();

  constructor(options: ReleaseDirectorOptions) {
    this.#options = options;
    for (const [key, { releases, closedGates }] of options.timeline.canaries) {
      this.#pending.set(
        key,
        [...releases].sort((a, b) => b.beforeMs - a.beforeMs),
      );
      closedGates.forEach(gate => this.setGate(key, gate, 'closed'));
    }
  }

  /** Opens or closes a webhook of a canary (`<namespace>/<name>`) by its name. */
  setGate(canary: string, hook: string, state: 'closed' | 'open'): void {
    const gate = `${canary} ${hook}`;
    if (state === 'closed') {
      this.#closed.add(gate);
    } else {
      this.#closed.delete(gate);
    }
  }

  /** Time of the next release of the past, undefined when all are out. Unix milliseconds. */
  nextReleaseMs(): number | undefined {
    const times = [...this.#pending.values()]
      .flat()
      .map(({ beforeMs }) => this.#options.startMs - beforeMs);
    return times.length > 0 ? Math.min(...times) : undefined;
  }

  /** Pushes what is due. */
  run(nowMs: number): void {
    for (const [key, story] of this.#options.timeline.canaries) {
      const pending = this.#pending.get(key) ?? [];
      while (
        pending.length > 0 &&
        this.#options.startMs - pending[0].beforeMs <= nowMs
      ) {
        this.#push(key, () => pending[0].image);
        pending.shift();
      }
      if (pending.length === 0 && this.#isNextDue(key, story, nowMs)) {
        this.#push(key, nextVersion);
      }
    }
  }

  ask(canary: string, hook: Webhook): HookAnswer {
    const gate = `${canary} ${hook.name}`;
    return this.#closed.has(gate) ? refused : approved;
  }

  measure(canary: string, metric: string): number | undefined {
    const object = this.#canary(canary);
    if (!object) {
      return undefined;
    }
    const { namespace, target } = readCanaryPlan(object);
    const traffic = this.#options.traffic?.trafficOf(`${namespace}/${target}`);
    if (!traffic) {
      return undefined;
    }
    // a window of samples never shows quite the same figure twice
    const wobble =
      0.97 +
      0.06 *
        noise(`${canary} ${metric}`, Math.floor(this.#options.now() / 1000));
    const values: Readonly<Record<string, number>> = {
      'request-success-rate': traffic.successPercent,
      'request-duration': traffic.p99Ms * wobble,
      'not-found': traffic.notFoundPercent * wobble,
    };
    return values[metric];
  }

  isHeld(canary: string): boolean {
    const hold = this.#options.timeline.canaries.get(canary)?.holdAtIteration;
    const iterations = this.#canary(canary)?.status?.iterations as
      number | undefined;
    return hold !== undefined && iterations !== undefined && iterations >= hold;
  }

  #canary(key: string): KubernetesObject | undefined {
    return this.#options.store.get({
      kind: 'canaries.flagger.app',
      ...splitKey(key),
    });
  }

  /** True when the last version was promoted long enough ago and no other one has been pushed since. */
  #isNextDue(
    key: string,
    { nextAfterMs }: CanaryStory,
    nowMs: number,
  ): boolean {
    const canary = this.#canary(key);
    const status = canary?.status as PromotionStatus | undefined;
    if (nextAfterMs === undefined || !canary || status?.phase !== 'Succeeded') {
      return false;
    }
    const dueMs =
      Date.parse(status.lastTransitionTime ?? '') +
      nextAfterMs / this.#options.pace;
    const target = this.#target(canary);
    return (
      nowMs >= dueMs &&
      target !== undefined &&
      templateHash(target.spec.template) === status.lastPromotedSpec
    );
  }

  #target(canary: KubernetesObject): WorkloadObject | undefined {
    const { namespace, target } = readCanaryPlan(canary);
    const address = { kind: 'deployments.apps', namespace, name: target };
    return this.#options.store.get(address) as WorkloadObject | undefined;
  }

  #push(key: string, imageOf: (present: string) => string): void {
    const canary = this.#canary(key);
    const deployment = canary && this.#target(canary);
    if (!deployment) {
      return;
    }
    const { template } = deployment.spec;
    const [first, ...others] = template.spec.containers;
    const containers = [{ ...first, image: imageOf(first.image) }, ...others];
    this.#options.store.update({
      ...deployment,
      spec: {
        ...deployment.spec,
        template: { ...template, spec: { ...template.spec, containers } },
      },
    });
  }
}
