import { toTimestamp } from '../WorldClock';

/** A condition of a status. */
export interface Condition {
  type: string;
  status: string;
  reason: string;
  message: string;
  lastTransitionTime: string;
  /** A text in the statuses of Istio's own kinds, where protobuf writes it. */
  observedGeneration?: number | string;
}

/** What a controller finds: a condition without its time. */
export type Finding = Omit<Condition, 'lastTransitionTime' | 'status'> & {
  holds: boolean;
};

/** Conditions as they are written: the time changes only when the status does. */
export function conditionsOf(
  previous: unknown,
  findings: readonly Finding[],
  nowMs: number,
): Condition[] {
  const known = Array.isArray(previous) ? (previous as Condition[]) : [];
  return findings.map(({ holds, ...finding }) => {
    const status = holds ? 'True' : 'False';
    const before = known.find(({ type }) => type === finding.type);
    return {
      ...finding,
      status,
      lastTransitionTime:
        before?.status === status
          ? before.lastTransitionTime
          : toTimestamp(nowMs),
    };
  });
}
