import {
  KubernetesObject,
  LogLine,
  nameOf,
  namespaceOf,
  ObjectStore,
} from '../../kubernetes';
import { Flow } from '../flows';
import { noise } from '../noise';
import { TrafficPlan } from '../TrafficPlan';
import { accessLogLine, ProxySide } from './accessLogLine';
import { ClusterView, workloadOf } from './ClusterView';
import { requestsBetween } from './requestsBetween';

/** A kubelet keeps some megabytes of a container's log; this is about what they hold of a busy one. */
const KEPT_MS = 5 * 60_000;

/** Flows that were in force from a time on. */
interface Epoch {
  readonly fromMs: number;
  readonly flows: readonly Flow[];
}

/**
 * The access logs of proxies. Lines are not kept: they follow from the flows that were in force, and a hash, so that a line is
 * the same whenever it is asked for, and a request has one id in the logs of both its ends. Waypoints write none.
 */
export class AccessLog {
  readonly #store: ObjectStore;
  readonly #plan: TrafficPlan;
  #epochs: Epoch[] = [];

  constructor(store: ObjectStore, plan: TrafficPlan) {
    this.#store = store;
    this.#plan = plan;
  }

  /** Takes down which flows are in force from a time on. */
  note(flows: readonly Flow[], nowMs: number): void {
    if (this.#epochs.at(-1)?.flows === flows) {
      return;
    }
    const known = [...this.#epochs, { fromMs: nowMs, flows }];
    this.#epochs = known.filter(
      (_, index) =>
        known[index + 1] === undefined ||
        known[index + 1].fromMs > nowMs - KEPT_MS,
    );
  }

  /** Lines of the proxy of a pod since a time, at most those of five minutes, oldest first. */
  linesOf(
    pod: KubernetesObject,
    sinceMs: number | undefined,
    nowMs: number,
  ): LogLine[] {
    const workload = workloadOf(pod);
    if (workload === undefined) {
      return [];
    }
    const born = Date.parse(pod.metadata.creationTimestamp ?? '') || 0;
    const fromMs = Math.max(sinceMs ?? 0, nowMs - KEPT_MS, born);
    const cluster = new ClusterView(this.#store);
    const lines = this.#epochs.flatMap((epoch, index) => {
      const untilMs = this.#epochs[index + 1]?.fromMs ?? nowMs;
      const startMs = Math.max(fromMs, epoch.fromMs);
      return startMs >= untilMs
        ? []
        : epoch.flows.flatMap(flow =>
            sidesOf(flow, namespaceOf(pod), workload).flatMap(side =>
              this.#linesOfFlow({ pod, flow, side, cluster }, startMs, untilMs),
            ),
          );
    });
    return lines.sort((a, b) => a.timeMs - b.timeMs);
  }

  #linesOfFlow(
    { pod, flow, side, cluster }: OneSide,
    startMs: number,
    untilMs: number,
  ): LogLine[] {
    const { source, destination } = flow;
    const senders = cluster.podsOf(source);
    const receivers = cluster.podsOf(destination);
    const port = cluster.portOf(flow);
    return requestsBetween(flow, this.#plan, startMs, untilMs).flatMap(
      request => {
        const sender = pick(senders, request.turn, 'sender');
        const receiver = pick(receivers, request.turn, 'receiver');
        const [own, other] =
          side === 'outbound' ? [sender, receiver] : [receiver, sender];
        return own && nameOf(own) === nameOf(pod)
          ? [
              {
                timeMs: request.timeMs,
                text: accessLogLine({ flow, side, request, pod, other, port }),
              },
            ]
          : [];
      },
    );
  }
}

interface OneSide {
  readonly pod: KubernetesObject;
  readonly flow: Flow;
  readonly side: ProxySide;
  readonly cluster: ClusterView;
}

/** Which pod of several a request of a flow comes from or goes to. */
function pick(
  pods: readonly KubernetesObject[],
  turn: number,
  end: 'receiver' | 'sender',
): KubernetesObject | undefined {
  return pods[Math.floor(noise(end, turn) * pods.length)];
}

/** On which sides of a flow a workload has a proxy that writes. */
function sidesOf(
  { source, destination, throughWaypoint }: Flow,
  namespace: string,
  workload: string,
): ProxySide[] {
  const is = (end: Flow['destination']): boolean =>
    end !== undefined &&
    end.namespace === namespace &&
    end.name === workload &&
    end.inMesh &&
    !end.ambient &&
    !throughWaypoint;
  return [
    ...(is(source) ? (['outbound'] as const) : []),
    ...(is(destination) && !destination?.isGateway
      ? (['inbound'] as const)
      : []),
  ];
}
