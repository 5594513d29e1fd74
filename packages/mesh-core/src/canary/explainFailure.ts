import type { Evidence } from '../verdict';
import type { ReadEvent } from './canaryEvents';
import type { LiveWeights } from './model';

/** Why a run failed: a clause that follows "1.5.0 was rolled back", and what it rests on. */
export interface FailureExplanation {
  kind:
    | 'checks'
    | 'by-hand'
    | 'not-ready'
    | 'primary-not-ready'
    | 'promotion'
    | 'unknown';
  clause: string;
  evidence: Evidence[];
}

const MAX_CHECKS = 5;
/** Calls of hooks that say nothing about the pods. */
const BESIDE = /^(Rollback hook|Post-rollout check)/;
const PROMOTION_FAILED = /Promotion of .* failed/s;

const textOf = (event: ReadEvent): Evidence => ({
  text: `${event.at}: ${event.message}`,
});

const plural = (count: number, one: string): string =>
  `${count} ${one}${count === 1 ? '' : 's'}`;

function lastWeight(events: readonly ReadEvent[]): Evidence[] {
  const advanced = events.findLast(
    ({ meaning }) => meaning.canaryWeight !== undefined,
  );
  return advanced
    ? [
        {
          text: `The last weight before the failure that an event tells is ${advanced.meaning.canaryWeight} % (${advanced.at}).`,
        },
      ]
    : [];
}

function byChecks(
  events: readonly ReadEvent[],
  rollback: ReadEvent,
): FailureExplanation {
  const failed = events.filter(({ kind }) => kind === 'halted');
  const threshold = /reached (\d+)/.exec(rollback.message)?.[1];
  const last = failed.at(-1)?.meaning.check;
  const because = last === undefined ? '' : `, the last: ${last}`;
  const count = Number(threshold ?? failed.length);
  return {
    kind: 'checks',
    clause: `${plural(count, 'check')} failed${because}`,
    evidence: [
      ...failed.slice(-MAX_CHECKS).map(textOf),
      textOf(rollback),
      ...lastWeight(events),
    ],
  };
}

/** The reason that pods were not ready, as Flagger wrote it before it gave up. */
function notReady(
  events: readonly ReadEvent[],
): FailureExplanation | undefined {
  const end = events.findLastIndex(({ kind }) => kind === 'failed');
  const event = events
    .slice(0, end < 0 ? undefined : end + 1)
    .filter(({ message }) => !BESIDE.test(message))
    .findLast(
      ({ kind, message }) =>
        ['other', 'halted', 'advanced'].includes(kind) ||
        PROMOTION_FAILED.test(message),
    );
  if (!event || !/\bnot ready\b/.test(event.message)) {
    return undefined;
  }
  const isPrimary = /-primary\.\S+ not ready/.test(event.message);
  const reason =
    event.message.split(/not ready[^:]*: ?/).at(-1) ?? event.message;
  return {
    kind: isPrimary ? 'primary-not-ready' : 'not-ready',
    clause: isPrimary
      ? `the primary was not ready (${reason})`
      : `its pods did not become ready (${reason})`,
    evidence: [textOf(event), ...lastWeight(events)],
  };
}

/**
 * Finds out from the events of the last run why it failed. Flagger has reset its counters by then, and the condition has the same
 * text for every failure.
 *
 * @param events - of the last run, oldest first
 */
export function explainFailure(
  events: readonly ReadEvent[],
  weights: LiveWeights,
): FailureExplanation {
  const find = (pattern: RegExp): ReadEvent | undefined =>
    events.findLast(({ message }) => pattern.test(message));
  const promotion = find(PROMOTION_FAILED);
  const onCanary = weights.state === 'known' && weights.canary === 100;
  if (onCanary) {
    return {
      kind: 'promotion',
      clause: 'the primary did not become ready',
      evidence: promotion ? [textOf(promotion)] : [],
    };
  }
  const byHand = find(/^Rolling back .* manual webhook invoked/);
  if (byHand) {
    return {
      kind: 'by-hand',
      clause: 'the rollback hook asked for it',
      evidence: [textOf(byHand), ...lastWeight(events)],
    };
  }
  const checks = find(/^Rolling back .* failed checks threshold reached/);
  if (checks) {
    return byChecks(events, checks);
  }
  return (
    notReady(events) ?? {
      kind: 'unknown',
      clause: 'no event says why',
      evidence: [],
    }
  );
}
