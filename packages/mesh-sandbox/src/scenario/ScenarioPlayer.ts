import { FlaggerController } from '../flagger';
import {
  createObjectStore,
  KubernetesObject,
  LogLine,
  nameOf,
  namespaceOf,
  ObjectStore,
} from '../kubernetes';
import { SeriesStore } from '../prometheus/SeriesStore';
import { parseTrafficPlan, TrafficModel } from '../traffic';
import { GatewayController } from '../world/gateways';
import { reconcileEndpoints } from '../world/reconcileEndpoints';
import { stableUid } from '../world/stableHash';
import { ScenarioFiles } from '../world/loadScenario';
import { WorkloadController } from '../world/WorkloadController';
import { WorldClock } from '../world/WorldClock';
import { parseTimeline } from './parseTimeline';
import { ReleaseDirector } from './ReleaseDirector';
import { Timeline } from './Timeline';

const podStartMs = 2000;
const dayMs = 24 * 3_600_000;
const liveSampleMs = 5000;
/** Sampled less often while the past is played: the usual scrape interval. */
const pastSampleMs = 15_000;

/** What a player needs. */
export interface ScenarioPlayerOptions {
  readonly files: ScenarioFiles;
  readonly clock: WorldClock;
  readonly series: SeriesStore;
  readonly pace: number;
  /** How far the metrics reach back; default: what the timeline says. Milliseconds. */
  readonly historyMs?: number;
}

/** A scenario on stage: the objects, Flagger, the traffic, and the past that led to the present. */
export class ScenarioPlayer {
  readonly store: ObjectStore;
  readonly director: ReleaseDirector;
  /** Name of the cluster in the telemetry, undefined for a scenario without traffic. */
  readonly cluster: string | undefined;
  readonly #clock: WorldClock;
  readonly #series: SeriesStore;
  readonly #timeline: Timeline;
  readonly #flagger: FlaggerController;
  readonly #gateways: GatewayController;
  readonly #workloads: WorkloadController;
  readonly #traffic: TrafficModel | undefined;
  readonly #startMs: number;
  readonly #liveSampleMs: number;
  #reconciledRevision = -1;
  #startingPods = 0;
  #nextSampleMs = 0;

  constructor({
    files,
    clock,
    series,
    pace,
    historyMs,
  }: ScenarioPlayerOptions) {
    this.#clock = clock;
    this.#series = series;
    this.#startMs = clock.now();
    this.#liveSampleMs = Math.max(liveSampleMs / pace, 1000);
    const timeline = parseTimeline(files.timeline ?? {});
    this.#timeline = {
      ...timeline,
      historyMs: historyMs ?? timeline.historyMs,
    };
    clock.playback(this.#startMs - this.#timeline.worldAgeMs);
    this.store = createStore(files.objects, () => clock.now());
    const plan =
      files.traffic === undefined ? undefined : parseTrafficPlan(files.traffic);
    this.cluster = plan?.cluster;
    this.#traffic = plan && new TrafficModel(this.store, plan);
    this.director = new ReleaseDirector({
      store: this.store,
      timeline: this.#timeline,
      traffic: this.#traffic,
      startMs: this.#startMs,
      pace,
      now: () => clock.now(),
    });
    this.#flagger = new FlaggerController({
      store: this.store,
      environment: this.director,
      pace,
    });
    this.#gateways = new GatewayController(this.store);
    this.#workloads = new WorkloadController({
      store: this.store,
      readyAfterMs: podStartMs,
    });
  }

  /** What a container wrote. Applications write nothing, proxies a line for each request. */
  logs(
    pod: KubernetesObject,
    container: string,
    sinceMs: number | undefined,
  ): readonly LogLine[] {
    return container === 'istio-proxy'
      ? (this.#traffic?.accessLog(pod, sinceMs, this.#clock.now()) ?? [])
      : [];
  }

  /** Plays everything up to now; the clock is live afterwards. */
  playPast(): void {
    const beginMs = this.#clock.now();
    this.#settle(beginMs);
    for (let pass = 0; pass < 2; pass += 1) {
      this.#flagger.postpone(beginMs + pass * 10_000);
      this.#at(beginMs + pass * 10_000);
      this.#settle(beginMs + pass * 10_000 + podStartMs);
    }
    const historyMs = this.#startMs - this.#timeline.historyMs;
    const firstMs = Math.min(
      historyMs,
      this.director.nextReleaseMs() ?? historyMs,
    );
    this.#flagger.postpone(firstMs);
    this.#nextSampleMs = historyMs;
    for (
      let nowMs = firstMs;
      nowMs < this.#startMs;
      nowMs = this.#nextMoment(nowMs)
    ) {
      this.#at(nowMs);
      this.#sample(nowMs, pastSampleMs);
    }
    this.#clock.live();
    this.#forgetOldEvents();
  }

  /** The API server drops Events after a while; those of the day the world was made are gone. */
  #forgetOldEvents(): void {
    const oldestMs = this.#startMs - dayMs;
    for (const event of this.store.list('events').items) {
      if (Date.parse(String(event.lastTimestamp)) < oldestMs) {
        this.store.delete({
          kind: 'events',
          namespace: namespaceOf(event),
          name: nameOf(event),
        });
      }
    }
  }

  /** What is due now: releases, passes of Flagger, pods, samples. */
  step(): void {
    const nowMs = this.#clock.now();
    this.#at(nowMs);
    this.#sample(nowMs, this.#liveSampleMs);
  }

  #nextMoment(nowMs: number): number {
    const pods = this.#startingPods > 0 ? nowMs + podStartMs : Infinity;
    const moments = [
      this.director.nextReleaseMs(),
      this.#flagger.nextPassMs(),
      this.#nextSampleMs,
      pods,
    ];
    const next = Math.min(...moments.map(moment => moment ?? Infinity));
    return Math.max(next, nowMs + 1);
  }

  #at(nowMs: number): void {
    if (nowMs < this.#startMs) {
      this.#clock.playback(nowMs);
    }
    this.director.run(nowMs);
    this.#settle(nowMs);
    if ((this.#flagger.nextPassMs() ?? nowMs) <= nowMs) {
      this.#flagger.run(nowMs);
      this.#settle(nowMs);
    }
  }

  #settle(nowMs: number): void {
    if (
      this.#startingPods === 0 &&
      this.store.revision() === this.#reconciledRevision
    ) {
      return;
    }
    this.#gateways.reconcile(nowMs);
    this.#startingPods = this.#workloads.reconcile(nowMs);
    reconcileEndpoints(this.store);
    this.#reconciledRevision = this.store.revision();
  }

  #sample(nowMs: number, everyMs: number): void {
    if (this.#traffic && nowMs >= this.#nextSampleMs) {
      this.#series.append(this.#traffic.sample(nowMs));
      this.#nextSampleMs = nowMs + everyMs;
    }
  }
}

function createStore(
  objects: readonly KubernetesObject[],
  now: () => number,
): ObjectStore {
  let count = 0;
  return createObjectStore({
    objects,
    now,
    newUid: () => {
      count += 1;
      return stableUid(`scenario object ${count}`);
    },
  });
}
