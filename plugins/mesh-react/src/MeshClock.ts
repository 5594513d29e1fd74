import { createContext, useContext, useEffect, useState } from 'react';

/**
 * Where components take the time from; tests and dev pages hold it still.
 *
 * @public
 */
export interface MeshClock {
  /** ms since the epoch */
  now(): number;
  /** The zone that times are written in; the browser's when absent. */
  timeZone?: string;
}

const browser: MeshClock = { now: () => Date.now() };

/**
 * The clock that components show times by; tests put in their own.
 *
 * @public
 */
export const MeshClockContext = createContext<MeshClock>(browser);

/** The clock of this part of the page. @public */
export function useMeshClock(): MeshClock {
  return useContext(MeshClockContext);
}

/** The present moment (ms since the epoch), again every `everyMs` while the component is shown. @public */
export function useNow(everyMs = 10_000): number {
  const clock = useMeshClock();
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => {
    setNow(clock.now());
    const timer = setInterval(() => setNow(clock.now()), everyMs);
    return () => clearInterval(timer);
  }, [clock, everyMs]);
  return now;
}
