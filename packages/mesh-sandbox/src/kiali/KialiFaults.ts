/** Faults of Kiali that a test or a demonstration can switch on. */
export interface KialiFaultState {
  /** Connections are closed without an answer. */
  down?: boolean;
  /** Milliseconds that each answer is held back. */
  delayMs?: number;
  /** Every request is answered with this 5xx code. */
  serverError?: number;
}

/** Switches for the faults of one Kiali. */
export interface KialiFaults {
  /** The faults in force. */
  readonly state: Readonly<KialiFaultState>;
  /** Adds faults; a field that is given replaces the one in force. */
  set(faults: KialiFaultState): void;
  /** Ends all faults. */
  clear(): void;
  /** Ends all sessions as if their time was over; users can log in again. */
  expireSessions(): void;
}

/** Faults for one Kiali. */
export function createKialiFaults(expireSessions: () => void): KialiFaults {
  const state: KialiFaultState = {};
  return {
    state,
    set: faults => {
      Object.assign(state, faults);
    },
    clear: () => {
      delete state.down;
      delete state.delayMs;
      delete state.serverError;
    },
    expireSessions,
  };
}
