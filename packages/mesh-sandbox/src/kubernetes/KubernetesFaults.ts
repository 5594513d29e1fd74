/** Faults of the Kubernetes API that a test or a demonstration can switch on. */
export interface KubernetesFaultState {
  /** Connections are closed without an answer. */
  down?: boolean;
  /** Every request is answered 401. */
  unauthorized?: boolean;
  /**
   * Resources (`<plural>.<group>`, the plural alone in the core group, `*` for all) whose list and watch over all
   * namespaces is answered 403.
   */
  forbidClusterScope?: readonly string[];
  /** Resources that are answered 403 everywhere. */
  forbid?: readonly string[];
  /** Namespaces in which everything is answered 403. */
  forbidNamespaces?: readonly string[];
  /** Milliseconds that each answer is held back. */
  delayMs?: number;
  /** Answered 429 with this `Retry-After`, `times` times (for ever when absent). */
  tooManyRequests?: {
    readonly retryAfterSeconds: number;
    readonly times?: number;
  };
  /** Answered with this 5xx code, `times` times (for ever when absent). */
  serverError?: { readonly code: number; readonly times?: number };
  /** Resources that are not installed: not in discovery, 404. */
  uninstalled?: readonly string[];
}

/** Switches for the faults of one API server. */
export interface KubernetesFaults {
  /** The faults in force. */
  readonly state: Readonly<KubernetesFaultState>;
  /** Adds faults; a field that is given replaces the one in force. Open watches of uninstalled kinds are closed. */
  set(faults: KubernetesFaultState): void;
  /** Ends all faults. */
  clear(): void;
  /** Cuts the connections of all open watches in the middle of the stream. Returns how many there were. */
  cutWatches(): number;
  /**
   * Forgets the history of all objects: continue tokens and older revisions answer 410 from now on. Open watches go on
   * unless `expireWatches` is set: then each gets an `ERROR` event with status 410 and ends.
   */
  compact(options?: { readonly expireWatches?: boolean }): void;
}

/** What faults need of the server they belong to. */
export interface KubernetesFaultTarget {
  cutWatches(): number;
  expireWatches(): void;
  closeConnections(): void;
  compact(): void;
}

/** Faults for one server. */
export function createKubernetesFaults(
  target: KubernetesFaultTarget,
): KubernetesFaults {
  const state: KubernetesFaultState = {};
  return {
    state,
    set(faults) {
      Object.assign(state, faults);
      if (faults.down) {
        target.closeConnections();
      }
      if (faults.uninstalled?.length) {
        target.cutWatches();
      }
    },
    clear() {
      for (const fault of Object.keys(
        state,
      ) as (keyof KubernetesFaultState)[]) {
        delete state[fault];
      }
    },
    cutWatches: () => target.cutWatches(),
    compact(options = {}) {
      target.compact();
      if (options.expireWatches) {
        target.expireWatches();
      }
    },
  };
}
