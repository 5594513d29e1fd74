import { useApi, useApiHolder } from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  MESH_SIGNAL_CHANNEL,
  type MeshApi,
} from '@fairway/backstage-plugin-mesh-common';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { meshApiRef } from '../meshApiRef';
import { browserClock, pageVisibility } from '../query/browser';
import { MeshPoller } from '../query/MeshPoller';
import type { MeshQuery } from '../query/MeshQuery';

/**
 * How often a question is asked again.
 *
 * @public
 */
export interface MeshQueryOptions {
  /** Pause between two requests in ms; 15 s when absent. Signals ask earlier. */
  pollMs?: number;
}

/**
 * A question, what is known about it, and a way to ask at once.
 *
 * @public
 */
export interface MeshQueryResult<T> {
  query: MeshQuery<T>;
  refetch: () => void;
}

const DEFAULT_POLL_MS = 15_000;

/**
 * Asks while the component is mounted and the page visible. A new `key` is a new question.
 *
 * @param key - names the question; changes with everything that `load` depends on
 */
export function useMeshQuery<T>(
  entityRef: string,
  key: string,
  load: (api: MeshApi, signal: AbortSignal) => Promise<T>,
  options: MeshQueryOptions = {},
): MeshQueryResult<T> {
  const api = useApi(meshApiRef);
  const pollMs = options.pollMs ?? DEFAULT_POLL_MS;
  const poller = useMemo(
    () =>
      new MeshPoller<T>({
        load: signal => load(api, signal),
        pollMs,
        clock: browserClock,
        visibility: pageVisibility,
      }),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `key` stands for all that `load` closes over
    [api, key, pollMs],
  );
  const query = useSyncExternalStore(poller.subscribe, poller.getSnapshot);
  useEntitySignal(entityRef, poller.hint);
  return { query, refetch: poller.refetch };
}

/**
 * Calls back when the backend says that something about the entity has changed. Without the signals plugin nothing is said and
 * polling is all there is. Subscribes by itself: `useSignal` keeps only the last message, which may be about another entity.
 */
function useEntitySignal(entityRef: string, onChange: () => void): void {
  const signals = useApiHolder().get(signalApiRef);
  useEffect(() => {
    const subscription = signals?.subscribe(MESH_SIGNAL_CHANNEL, message => {
      if (message.entityRef === entityRef) {
        onChange();
      }
    });
    return () => subscription?.unsubscribe();
  }, [signals, entityRef, onChange]);
}
