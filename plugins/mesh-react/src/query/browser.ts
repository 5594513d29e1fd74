import type { PageVisibility, PollerClock } from './MeshPoller';

/** The timers of the browser. */
export const browserClock: PollerClock = {
  now: () => Date.now(),
  setTimeout: (callback, milliseconds) =>
    window.setTimeout(callback, milliseconds),
  clearTimeout: timer => window.clearTimeout(timer as number),
};

/** Whether the browser shows the page. */
export const pageVisibility: PageVisibility = {
  isHidden: () => document.visibilityState === 'hidden',
  subscribe: onChange => {
    document.addEventListener('visibilitychange', onChange);
    return () => document.removeEventListener('visibilitychange', onChange);
  },
};
