import type { SourceState } from '@fairway/backstage-plugin-mesh-common';
import { describeKialiFailure, type KialiFailure } from '../client';
import type { TargetAnswer } from './TargetGraphs';

/** What the answers for all targets together say about Kiali, without the time. */
export type KialiHealth = Pick<SourceState, 'state' | 'reason' | 'observedAt'>;

/**
 * The state of Kiali as of its answers for some targets: `live` when all are new; `stale` when some are older ones; `forbidden` or
 * `unavailable` when some are missing, even where others are there. The oldest answer counts.
 */
export function stateOf(
  answers: readonly TargetAnswer<unknown>[],
): KialiHealth {
  const times = answers.flatMap(({ at }) => (at === undefined ? [] : [at]));
  const observedAt =
    times.length > 0
      ? { observedAt: new Date(Math.min(...times)).toISOString() }
      : {};
  const failed = answers.find(({ failure }) => failure);
  if (!failed?.failure) {
    return { state: 'live', ...observedAt };
  }
  const missing = answers.find(({ graph }) => graph === undefined);
  if (!missing?.failure) {
    const reason = `${describeKialiFailure(failed.failure)} The last graph is shown.`;
    return { state: 'stale', reason, ...observedAt };
  }
  const part = times.length > 0 ? ' A part of the graph is missing.' : '';
  return {
    state: healthOf(missing.failure),
    reason: `${describeKialiFailure(missing.failure)}${part}`,
    ...observedAt,
  };
}

function healthOf(failure: KialiFailure): 'forbidden' | 'unavailable' {
  return failure.type === 'forbidden' ? 'forbidden' : 'unavailable';
}
