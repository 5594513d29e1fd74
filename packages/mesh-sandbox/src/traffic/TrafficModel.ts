import { KubernetesObject, LogLine, ObjectStore } from '../kubernetes';
import { Sample } from '../prometheus/SeriesStore';
import { AccessLog } from './accessLog/AccessLog';
import { FlowCounters, flowKey } from './FlowCounters';
import { Flow, flowsOf } from './flows';
import { histogramQuantile } from './latency';
import { MeshTopology } from './MeshTopology';
import { busyness, noise } from './noise';
import { Behaviour, defaultBehaviour, TrafficPlan } from './TrafficPlan';

/** Traffic that reaches one workload at a moment. */
export interface WorkloadTraffic {
  readonly ratePerSecond: number;
  /** Percent of requests that are no 5xx. */
  readonly successPercent: number;
  /** 99th percentile of the response time in milliseconds. */
  readonly p99Ms: number;
  /** Percent of requests answered 404. */
  readonly notFoundPercent: number;
}

/**
 * Makes Istio's metrics from a plan and the routes in force. Small, and on purpose not the product's own engine: tests
 * that compare the two compare two opinions. Same plan, same objects, same times: same samples.
 */
export class TrafficModel {
  readonly #store: ObjectStore;
  readonly #plan: TrafficPlan;
  readonly #counters = new Map<string, FlowCounters>();
  #flows: readonly Flow[] = [];
  #revision = -1;
  readonly #accessLog: AccessLog;
  #lastMs: number | undefined;

  constructor(store: ObjectStore, plan: TrafficPlan) {
    this.#store = store;
    this.#plan = plan;
    this.#accessLog = new AccessLog(store, plan);
  }

  /** What the proxy of a pod wrote since a time: one line for each request. */
  accessLog(
    pod: KubernetesObject,
    sinceMs: number | undefined,
    nowMs: number,
  ): LogLine[] {
    return this.#accessLog.linesOf(pod, sinceMs, nowMs);
  }

  /** Flows with the routes that are in force now. */
  flows(): readonly Flow[] {
    const revision = this.#store.revision();
    if (revision !== this.#revision) {
      this.#flows = flowsOf(this.#plan, new MeshTopology(this.#store));
      this.#revision = revision;
    }
    return this.#flows;
  }

  /** Counts the traffic since the last sample and returns the counters of all flows that exist. */
  sample(nowMs: number): Sample[] {
    const seconds =
      this.#lastMs === undefined ? 0 : (nowMs - this.#lastMs) / 1000;
    this.#lastMs = nowMs;
    this.#accessLog.note(this.flows(), nowMs);
    const flowing = new Map<string, FlowCounters>();
    for (const flow of this.flows()) {
      const key = flowKey(flow);
      const counters = this.#countersOf(key, flow);
      const jitter = 0.9 + 0.2 * noise(key, Math.floor(nowMs / 1000));
      counters.count(flow.ratePerSecond * seconds * busyness(nowMs) * jitter);
      flowing.set(key, counters);
    }
    return [...flowing.values()].flatMap(counters => [
      ...counters.samples(nowMs),
    ]);
  }

  /** Traffic that reaches a workload (`<namespace>/<name>`) now; undefined when there is none. */
  trafficOf(workload: string): WorkloadTraffic | undefined {
    const inbound = this.flows().filter(
      ({ destination }) =>
        destination &&
        `${destination.namespace}/${destination.name}` === workload,
    );
    const ratePerSecond = inbound.reduce(
      (sum, flow) => sum + flow.ratePerSecond,
      0,
    );
    if (ratePerSecond === 0) {
      return undefined;
    }
    const { errorRatio, latencyMs, notFoundRatio } =
      this.#behaviourOf(workload);
    return {
      ratePerSecond,
      successPercent: 100 * (1 - errorRatio),
      p99Ms: histogramQuantile(0.99, latencyMs),
      notFoundPercent: 100 * notFoundRatio,
    };
  }

  #behaviourOf(workload: string): Behaviour {
    return this.#plan.behaviours.get(workload) ?? defaultBehaviour;
  }

  #countersOf(key: string, flow: Flow): FlowCounters {
    const existing = this.#counters.get(key);
    if (existing) {
      return existing;
    }
    const { destination, service } = flow;
    const workload = destination
      ? `${destination.namespace}/${destination.name}`
      : service.host;
    const created = new FlowCounters(
      flow,
      this.#behaviourOf(workload),
      this.#plan,
    );
    this.#counters.set(key, created);
    return created;
  }
}
