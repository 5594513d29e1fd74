import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Clock } from '../../time';
import {
  collectionOf,
  describeFailure,
  type WatchHealth,
  type WatchState,
  type WatchTarget,
} from './watch';

/** Transitions that come within this time are told together: a cluster that goes down takes thirty watches with it. */
const COLLECT_MS = 1_000;

interface Transition {
  target: WatchTarget;
  state: WatchState;
}

/**
 * Writes to the log when sources change their state: one line per cluster, state and reason. Kinds that are not installed are
 * nothing to warn about.
 */
export class StateLog {
  readonly #logger: LoggerService;
  readonly #clock: Clock;
  readonly #last = new Map<string, WatchHealth>();
  #collected: Transition[] = [];
  #cancel?: () => void;

  constructor(logger: LoggerService, clock: Clock) {
    this.#logger = logger;
    this.#clock = clock;
  }

  record(target: WatchTarget, state: WatchState): void {
    const key = `${target.cluster} ${collectionOf(target)} ${target.namespace ?? ''}`;
    const before = this.#last.get(key) ?? 'loading';
    if (before === state.health) {
      return;
    }
    this.#last.set(key, state.health);
    this.#collected.push({ target, state });
    this.#cancel ??= this.#clock.setTimer(() => this.flush(), COLLECT_MS);
  }

  flush(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    const groups = new Map<string, Transition[]>();
    for (const transition of this.#collected) {
      const { target, state } = transition;
      const { type } = state.failure ?? { type: '' };
      const key = `${target.cluster} ${state.health} ${type}`;
      groups.set(key, [...(groups.get(key) ?? []), transition]);
    }
    this.#collected = [];
    for (const group of groups.values()) {
      this.#write(group);
    }
  }

  #write(group: Transition[]): void {
    const [{ target, state }] = group;
    const sources = [
      ...new Set(group.map(({ target: other }) => collectionOf(other))),
    ].join(', ');
    const reason =
      state.failure && state.health !== 'not-installed'
        ? ` ${describeFailure(state.failure, target)}`
        : '';
    const line = `Cluster ${target.cluster}: ${state.health}: ${sources}.${reason}`;
    if (state.health === 'live' || state.health === 'not-installed') {
      this.#logger.info(line);
    } else {
      this.#logger.warn(line);
    }
  }
}
