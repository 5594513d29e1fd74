import type { SourceState } from '@fairway/backstage-plugin-mesh-common';
import {
  describeFailure,
  sourceIdOf,
  type WatchState,
  type WatchTarget,
} from './watch';

const iso = (ms: number): string => new Date(ms).toISOString();

/** What was made of states; each state belongs to one watch, and never changes. */
const known = new WeakMap<WatchState, SourceState>();

/** The state of a watch as answers show it. It is part of each answer, therefore made once for each state. */
export function toSourceState(
  target: WatchTarget,
  state: WatchState,
): SourceState {
  let shown = known.get(state);
  if (!shown) {
    shown = describe(target, state);
    known.set(state, shown);
  }
  return shown;
}

function describe(target: WatchTarget, state: WatchState): SourceState {
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
