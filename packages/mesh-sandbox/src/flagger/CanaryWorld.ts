import {
  KubernetesObject,
  nameOf,
  namespaceOf,
  ObjectStore,
} from '../kubernetes';
import { stableHash, stableUid } from '../world/stableHash';
import { WorkloadObject } from '../world/workloadShapes';
import { toTimestamp } from '../world/WorldClock';
import { CanaryPlan } from './CanaryPlan';
import {
  CanaryStatus,
  promotedCondition,
  PromotedCondition,
} from './CanaryStatus';
import { CanaryEffect, CanaryState, RouteWeights } from './CanaryTick';
import {
  canaryDestinationRule,
  canaryVirtualService,
  readRoutes,
} from './canaryRoutes';
import { canaryService } from './canaryServices';
import { primaryDeployment, primaryScaler } from './primaryObjects';
import { CanaryMessage, eventOf } from './eventOf';
import { readCanaryPlan } from './readCanaryPlan';

const eventsPerCanary = 80;
const kinds = {
  canary: 'canaries.flagger.app',
  deployment: 'deployments.apps',
  event: 'events',
  scaler: 'horizontalpodautoscalers.autoscaling',
  virtualService: 'virtualservices.networking.istio.io',
} as const;

/** Reads the state of one canary from the store and writes the effects of a pass to it. */
export class CanaryWorld {
  readonly #store: ObjectStore;
  readonly plan: CanaryPlan;

  constructor(store: ObjectStore, canary: KubernetesObject) {
    this.#store = store;
    this.plan = readCanaryPlan(canary);
  }

  /** The target Deployment, undefined when it is missing. */
  get target(): WorkloadObject | undefined {
    return this.#get(kinds.deployment, this.plan.target) as
      WorkloadObject | undefined;
  }

  /** The primary Deployment, undefined before there is one. */
  get primary(): KubernetesObject | undefined {
    return this.#get(kinds.deployment, `${this.plan.target}-primary`);
  }

  get #canary(): KubernetesObject {
    const canary = this.#get(kinds.canary, this.plan.name);
    if (!canary) {
      throw new Error(
        `Canary ${this.plan.namespace}/${this.plan.name} is gone`,
      );
    }
    return canary;
  }

  /** State of the machine, as the objects have it. */
  state(): CanaryState {
    const status = (this.#canary.status ?? {}) as Partial<CanaryStatus>;
    return {
      plan: this.plan,
      status: {
        phase: status.phase ?? '',
        canaryWeight: status.canaryWeight ?? 0,
        iterations: status.iterations ?? 0,
        failedChecks: status.failedChecks ?? 0,
        lastAppliedSpec: status.lastAppliedSpec,
        lastPromotedSpec: status.lastPromotedSpec,
      },
      routes: readRoutes(
        this.#get(kinds.virtualService, this.plan.service),
        this.plan.service,
      ),
    };
  }

  /** Carries out one effect. */
  apply(effect: CanaryEffect, nowMs: number): void {
    switch (effect.type) {
      case 'event':
        return this.#event(effect, nowMs);
      case 'status':
        return this.#writeStatus(effect.status, nowMs);
      case 'routes':
        return this.#writeRoutes(effect.routes);
      case 'create-primary':
        return this.#createPrimary();
      case 'take-over':
        return this.#takeOver();
      case 'scale-target':
        return this.#scaleTarget(effect.up);
      default:
        return this.#promote(nowMs);
    }
  }

  #get(kind: string, name: string): KubernetesObject | undefined {
    return this.#store.get({ kind, namespace: this.plan.namespace, name });
  }

  #event(message: CanaryMessage, nowMs: number): void {
    const canary = this.#canary;
    const own = this.#store
      .list(kinds.event, this.plan.namespace)
      .items.filter(isAbout(canary));
    const previous = own.find(
      event =>
        event.message === message.message && event.type === message.level,
    );
    this.#store.apply(eventOf(canary, message, previous, nowMs));
    // the API server drops Events after an hour; here the oldest go, so that a demonstration keeps its evidence
    const oldest = own
      .sort(byLastTimestamp)
      .slice(0, Math.max(own.length - eventsPerCanary, 0));
    for (const event of oldest) {
      this.#store.delete({
        kind: kinds.event,
        namespace: this.plan.namespace,
        name: nameOf(event),
      });
    }
  }

  #writeStatus(status: CanaryStatus, nowMs: number): void {
    const canary = this.#canary;
    const [previous] = (canary.status?.conditions ?? []) as PromotedCondition[];
    const now = toTimestamp(nowMs);
    this.#store.updateStatus({
      ...canary,
      status: {
        ...canary.status,
        ...status,
        trackedConfigs: {},
        lastTransitionTime: now,
        ...(status.phase
          ? { conditions: [promotedCondition(status.phase, previous, now)] }
          : {}),
      },
    });
  }

  #writeRoutes(routes: RouteWeights): void {
    this.#store.apply(
      withMetadataOf(
        canaryVirtualService(this.#canary, this.plan.service, routes),
        this.#get(kinds.virtualService, this.plan.service),
      ),
    );
  }

  #createPrimary(): void {
    const { target } = this;
    if (!target) {
      return;
    }
    const canary = this.#canary;
    this.#store.apply(canaryService(canary, target, 'canary'));
    this.#store.apply(canaryService(canary, target, 'primary'));
    if (!this.primary) {
      const replicas = target.spec.replicas ?? 1;
      this.#store.create(
        primaryDeployment(canary, target, {
          replicas,
          flaggerId: this.#flaggerId(target),
        }),
      );
    }
    const scaler = this.#scaler();
    if (scaler) {
      this.#store.apply(primaryScaler(canary, scaler, this.plan.target));
    }
  }

  #takeOver(): void {
    const { target } = this;
    if (!target) {
      return;
    }
    this.#store.apply(canaryService(this.#canary, target, 'apex'));
    this.#scaleTarget(false);
    this.#store.apply(
      canaryDestinationRule(this.#canary, this.plan.service, 'canary'),
    );
    this.#store.apply(
      canaryDestinationRule(this.#canary, this.plan.service, 'primary'),
    );
  }

  #scaler(): KubernetesObject | undefined {
    const reference = this.#canary.spec?.autoscalerRef as
      { name?: string } | undefined;
    return reference?.name
      ? this.#get(kinds.scaler, reference.name)
      : undefined;
  }

  #scaleTarget(up: boolean): void {
    const { target } = this;
    if (target) {
      this.#store.update({
        ...target,
        spec: { ...target.spec, replicas: up ? this.#replicasUp(target) : 0 },
      });
    }
  }

  /** Own replicas when they are set, else the least of the autoscaler, else as many as the primary has. */
  #replicasUp(target: WorkloadObject): number {
    const least = this.#scaler()?.spec?.minReplicas as number | undefined;
    const primary = this.primary?.spec?.replicas as number | undefined;
    return target.spec.replicas || least || primary || 1;
  }

  #promote(nowMs: number): void {
    const { target, primary } = this;
    if (!target || !primary) {
      return;
    }
    const replicas =
      (this.#scaler()
        ? (primary.spec?.replicas as number)
        : target.spec.replicas) ?? 1;
    const flaggerId = this.#flaggerId(target, nowMs);
    this.#store.apply(
      withMetadataOf(
        primaryDeployment(this.#canary, target, { replicas, flaggerId }),
        primary,
      ),
    );
  }

  #flaggerId(target: WorkloadObject, nowMs = 0): string {
    return stableUid(
      `${namespaceOf(target)}/${nameOf(target)}@${nowMs}:${stableHash(target.spec.template)}`,
    );
  }
}

function isAbout(
  canary: KubernetesObject,
): (event: KubernetesObject) => boolean {
  return event =>
    (event.involvedObject as { uid?: string } | undefined)?.uid ===
    canary.metadata.uid;
}

function byLastTimestamp(a: KubernetesObject, b: KubernetesObject): number {
  return String(a.lastTimestamp) < String(b.lastTimestamp) ? -1 : 1;
}

/** An object as Flagger writes it over an existing one: what others added to the metadata and the status stay. */
function withMetadataOf(
  object: KubernetesObject,
  existing: KubernetesObject | undefined,
): KubernetesObject {
  if (!existing) {
    return object;
  }
  return {
    ...object,
    metadata: {
      ...object.metadata,
      labels: { ...existing.metadata.labels, ...object.metadata.labels },
      annotations: {
        ...existing.metadata.annotations,
        ...object.metadata.annotations,
      },
    },
    ...(existing.status ? { status: existing.status } : {}),
  };
}
