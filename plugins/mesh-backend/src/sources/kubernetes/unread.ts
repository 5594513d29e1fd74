import type { SourceState } from '@fairway/backstage-plugin-mesh-common';
import type { ClusterInfo } from './http';

/** A cluster that is asked for and not read, with the state that says why. */
export interface UnreadCluster {
  name: string;
  state: SourceState;
}

/**
 * The state of a cluster that cannot be watched.
 *
 * @param why - `unknown` when the kubernetes plugin does not have it; else its description: its auth provider needs a token of
 *   the user
 * @param before - states so far; the time since when it holds is kept
 */
export function unreadCluster(
  name: string,
  why: 'unknown' | ClusterInfo,
  now: number,
  before: readonly UnreadCluster[],
): UnreadCluster {
  const reason =
    why === 'unknown'
      ? `mesh.kubernetes.clusters names ${name}, but the kubernetes plugin does not have it.`
      : `Cluster ${name} needs a user's token (auth provider ${why.authProvider}), so it cannot be watched in the background. Give the kubernetes plugin server-side credentials for it, such as a service account.`;
  const same = before.find(
    known => known.name === name && known.state.reason === reason,
  );
  return (
    same ?? {
      name,
      state: {
        id: `kubernetes:${name}`,
        type: 'kubernetes',
        cluster: name,
        state: 'unavailable',
        since: new Date(now).toISOString(),
        reason,
      },
    }
  );
}

/**
 * The state while no cluster is known.
 *
 * @param reason - absent before the first answer
 */
export function unreadPlugin(
  now: number,
  reason?: string,
  before?: SourceState,
): SourceState {
  const state = reason ? 'unavailable' : 'loading';
  const since =
    before?.state === state ? before.since : new Date(now).toISOString();
  return {
    id: 'kubernetes',
    type: 'kubernetes',
    state,
    since,
    ...(reason && { reason }),
  };
}
