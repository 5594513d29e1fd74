import type { RouteOutcome } from '@fairway/backstage-plugin-mesh-common';
import {
  formatDuration,
  formatPercent,
  type MeshTranslate,
} from '@fairway/backstage-plugin-mesh-react';
import { shortHost } from './outcomeWords';

type Routed = Extract<RouteOutcome, { outcome: 'route' }>;

/** Something on the way of a request that is not the same: what, before and after. */
export interface OutcomeNote {
  what: string;
  before: string;
  after: string;
}

function mirrorsOf(outcome: Routed): string {
  return (outcome.mirrors ?? [])
    .map(({ host, port, subset, percent }) =>
      [`${shortHost(host)}:${port}`, subset, formatPercent(percent)]
        .filter(Boolean)
        .join(' '),
    )
    .join(', ');
}

function abortOf(
  t: MeshTranslate,
  fault: NonNullable<Routed['fault']>,
): string {
  const { abort } = fault;
  if (!abort) {
    return '';
  }
  const percent = formatPercent(abort.percent);
  return 'status' in abort
    ? t('whatIf.note.faultAbort', { status: `${abort.status}`, percent })
    : t('whatIf.note.faultGrpc', { status: `${abort.grpcStatus}`, percent });
}

function faultOf(t: MeshTranslate, { fault }: Routed): string {
  if (!fault) {
    return '';
  }
  const delay =
    fault.delay &&
    t('whatIf.note.faultDelay', {
      duration: formatDuration(fault.delay.ms),
      percent: formatPercent(fault.delay.percent),
    });
  return [delay, abortOf(t, fault)].filter(Boolean).join(', ');
}

function durationOf(milliseconds: number | null | undefined): string {
  return milliseconds === null || milliseconds === undefined
    ? ''
    : formatDuration(milliseconds);
}

/** Policies of destinations that are there before and after. */
function policyNotes(
  t: MeshTranslate,
  before: Routed,
  after: Routed,
): [string, string, string][] {
  return before.destinations.flatMap(one => {
    const other = after.destinations.find(
      ({ host, port, subset }) =>
        host === one.host && port === one.port && subset === one.subset,
    );
    if (!one.policy || !other?.policy) {
      return [];
    }
    const host = shortHost(one.host ?? '');
    return [
      [t('whatIf.note.policy', { host }), one.policy.lb, other.policy.lb],
      [t('whatIf.note.tls', { host }), one.policy.tls, other.policy.tls],
    ] satisfies [string, string, string][];
  });
}

/**
 * What is different on the way of a request that is forwarded before and after: times, retries, copies, faults, what is sent.
 *
 * @returns nothing when one of the outcomes is no forwarding
 */
export function outcomeNotes(
  t: MeshTranslate,
  before: RouteOutcome,
  after: RouteOutcome,
): OutcomeNote[] {
  if (before.outcome !== 'route' || after.outcome !== 'route') {
    return [];
  }
  const pair = (
    what: string,
    read: (outcome: Routed) => string,
  ): [string, string, string] => [what, read(before), read(after)];
  const none = t('whatIf.note.none');
  return [
    pair(t('whatIf.note.timeout'), ({ timeoutMs }) => durationOf(timeoutMs)),
    pair(t('whatIf.note.attempts'), ({ retries }) =>
      retries ? `${retries.attempts}` : '',
    ),
    pair(t('whatIf.note.retryOn'), ({ retries }) =>
      (retries?.on ?? '').split(',').join(', '),
    ),
    pair(t('whatIf.note.perTryTimeout'), ({ retries }) =>
      durationOf(retries?.perTryTimeoutMs),
    ),
    pair(t('whatIf.note.mirrors'), mirrorsOf),
    pair(t('whatIf.note.fault'), outcome => faultOf(t, outcome)),
    pair(t('whatIf.note.path'), ({ path }) => path),
    pair(t('whatIf.note.authority'), ({ authority }) => authority),
    ...policyNotes(t, before, after),
  ]
    .filter(([, one, other]) => one !== other)
    .map(([what, one, other]) => ({
      what,
      before: one || none,
      after: other || none,
    }));
}
