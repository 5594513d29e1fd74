/** A version of a target that is rolled out while the past is played. */
export interface Release {
  /** Milliseconds before the start of the sandbox. */
  readonly beforeMs: number;
  /** Image of the target's first container. */
  readonly image: string;
}

/** What happens to one canary. */
export interface CanaryStory {
  readonly releases: readonly Release[];
  /** Milliseconds from a promotion to the next version, whose patch number is one higher; undefined: no more. */
  readonly nextAfterMs?: number;
  /** Webhooks, by name, that answer no until they are opened. */
  readonly closedGates: readonly string[];
  /** Iteration at which an A/B or blue/green run stands still. */
  readonly holdAtIteration?: number;
}

/** `timeline.yaml`, parsed. */
export interface Timeline {
  /** Age of the cluster's objects at the start, in milliseconds. */
  readonly worldAgeMs: number;
  /** How far the metrics reach back at the start, in milliseconds. */
  readonly historyMs: number;
  /** By `<namespace>/<canary>`. */
  readonly canaries: ReadonlyMap<string, CanaryStory>;
}
