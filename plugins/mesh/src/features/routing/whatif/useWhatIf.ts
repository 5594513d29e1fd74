import { useApi } from '@backstage/frontend-plugin-api';
import { meshApiRef } from '@fairway/backstage-plugin-mesh-react';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { WhatIfAsker, type WhatIfState } from './WhatIfAsker';

/** As long as somebody types on, nothing is asked. */
const PAUSE_MS = 400;

const browserTimers = {
  setTimeout: (callback: () => void, milliseconds: number) =>
    window.setTimeout(callback, milliseconds),
  clearTimeout: (timer: unknown) => window.clearTimeout(timer as number),
};

/**
 * What would change with a draft; asked again after each pause in typing.
 *
 * @param base - the object as the cluster has it; absent for a new one
 */
export function useWhatIf(
  entityRef: string,
  cluster: string,
  text: string,
  base: string | undefined,
): { state: WhatIfState; retry: () => void } {
  const api = useApi(meshApiRef);
  const asker = useMemo(
    () =>
      new WhatIfAsker({
        ask: (objects, signal) =>
          api.whatIf(entityRef, { cluster, objects }, { signal }),
        pauseMs: PAUSE_MS,
        clock: browserTimers,
      }),
    [api, entityRef, cluster],
  );
  const state = useSyncExternalStore(asker.subscribe, asker.getSnapshot);
  useEffect(() => asker.type({ text, base }), [asker, text, base]);
  return { state, retry: asker.now };
}
