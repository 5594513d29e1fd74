import type { SourceState } from '@fairway/backstage-plugin-mesh-common';
import {
  describeFailure,
  sourceIdOf,
  type WatchState,
  type WatchTarget,
} from './watch';

const iso = (ms: number): string => new Date(ms).toISOString();

/** The state of a watch as answers show it. */
export function toSourceState(
  target: WatchTarget,
  state: WatchState,
): SourceState {
  const { cluster, kind, namespace } = target;
  const { failure, health, notBefore, observedAt, since } = state;
  return {
    id: sourceIdOf(target),
    type: 'kubernetes',
    cluster,
    kind,
    ...(namespace !== undefined && { namespace }),
    state: health,
    since: iso(since),
    ...(observedAt !== undefined && { observedAt: iso(observedAt) }),
    ...(failure && {
      reason: describeFailure(failure, target),
      retryAt: iso(notBefore),
    }),
  };
}
