import { flowKey } from '../FlowCounters';
import { Flow } from '../flows';
import { Outcome } from '../metricLabels';
import { noise } from '../noise';
import { outcomesOf, OutcomeShare } from '../outcomes';
import { defaultBehaviour, TrafficPlan } from '../TrafficPlan';

/** One request of a flow. */
export interface FlowRequest {
  /** Number of the request in its flow. */
  readonly turn: number;
  /** As in the header `x-request-id`. */
  readonly id: string;
  /** Unix milliseconds. */
  readonly timeMs: number;
  readonly outcome: Outcome;
  readonly durationMs: number;
}

function outcomeAt(shares: readonly OutcomeShare[], at: number): Outcome {
  let below = 0;
  const found = shares.find(({ share }) => {
    below += share;
    return at < below;
  });
  return (found ?? shares[0]).outcome;
}

/** Looks like a UUID, and follows from the flow and the turn. */
function idOf(salt: number, turn: number): string {
  const hex = (part: string, length: number): string =>
    Math.floor(noise(part, salt + turn) * 16 ** length)
      .toString(16)
      .padStart(length, '0');
  return `${hex('a', 8)}-${hex('b', 4)}-4${hex('c', 3)}-9${hex('d', 3)}-${hex('e', 6)}${hex('f', 6)}`;
}

/** The requests of a flow from a time until another, without the latter. The same whenever it is asked. */
export function requestsBetween(
  flow: Flow,
  { behaviours }: TrafficPlan,
  fromMs: number,
  untilMs: number,
): FlowRequest[] {
  const { destination, ratePerSecond, request, service } = flow;
  const workload = destination
    ? `${destination.namespace}/${destination.name}`
    : service.host;
  const behaviour = behaviours.get(workload) ?? defaultBehaviour;
  const shares = outcomesOf(flow, behaviour);
  const key = [flowKey(flow), request.method, request.path].join(' ');
  const salt = Math.floor(noise(key, 0) * 2 ** 31);
  const chance = (what: string, turn: number): number =>
    noise(what, salt + turn);
  // requests lie as evenly as their rate says, each moved a little within its turn
  const turnMs = 1000 / ratePerSecond;
  const first = Math.floor(fromMs / turnMs) - 1;
  const last = Math.ceil(untilMs / turnMs);
  const requests: FlowRequest[] = [];
  for (let turn = first; turn <= last; turn += 1) {
    const timeMs = Math.floor((turn + chance('time', turn)) * turnMs);
    if (timeMs >= fromMs && timeMs < untilMs) {
      const outcome = outcomeAt(shares, chance('outcome', turn));
      const medianMs = outcome.flags === '-' ? behaviour.latencyMs : 0.4;
      const spread = chance('duration', turn) - 0.5;
      requests.push({
        turn,
        id: idOf(salt, turn),
        timeMs,
        outcome,
        durationMs: Math.round(medianMs * Math.exp(2 * spread)),
      });
    }
  }
  return requests;
}
