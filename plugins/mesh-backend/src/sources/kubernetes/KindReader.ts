import type { SourceState } from '@fairway/backstage-plugin-mesh-common';
import type { SnapshotChange } from '@fairway/mesh-core';
import { toSourceState } from './toSourceState';
import {
  ResourceWatcher,
  factsOf,
  type WatchEvent,
  type WatchState,
  type WatchTarget,
  type WatcherEnvironment,
} from './watch';

/** Who is told what a reader of a kind or cluster reads. */
export interface ReaderListener {
  onChanges(changes: SnapshotChange[]): void;
  onState(target: WatchTarget, state: WatchState, event: WatchEvent): void;
}

/**
 * Reads one kind of a cluster: in all namespaces, or, while the cluster forbids that, in each of the configured namespaces.
 * The cluster scope is asked for again from time to time; once it is allowed the single namespaces are no longer watched.
 */
export class KindReader {
  readonly #clusterWide: ResourceWatcher;
  readonly #namespaces: readonly string[];
  readonly #env: WatcherEnvironment;
  readonly #listener: ReaderListener;
  #single: ResourceWatcher[] = [];
  #stopping: Promise<void>[] = [];

  /**
   * @param target - the kind in all namespaces (or in the only one that it is read from)
   * @param namespaces - to fall back to
   */
  constructor(
    target: WatchTarget,
    namespaces: readonly string[],
    env: WatcherEnvironment,
    listener: ReaderListener,
  ) {
    const canFallBack = factsOf(target).namespaced && !target.namespace;
    this.#namespaces = canFallBack ? namespaces : [];
    this.#env = env;
    this.#listener = listener;
    this.#clusterWide = this.#watcher(target, state => {
      if (state.health === 'forbidden') {
        this.#startSingle();
      } else if (state.health === 'live') {
        this.#stopSingle();
      }
    });
  }

  start(): void {
    this.#clusterWide.start();
  }

  async stop(): Promise<void> {
    this.#stopSingle();
    await Promise.all([this.#clusterWide.stop(), ...this.#stopping]);
  }

  /** Opens all watches anew. */
  doubt(): void {
    [this.#clusterWide, ...this.#single].forEach(watcher => watcher.doubt());
  }

  states(): SourceState[] {
    const watchers =
      this.#single.length > 0 ? this.#single : [this.#clusterWide];
    return watchers.map(({ target, state }) => toSourceState(target, state));
  }

  #startSingle(): void {
    if (this.#single.length > 0) {
      return;
    }
    this.#single = this.#namespaces.map(namespace =>
      this.#watcher({ ...this.#clusterWide.target, namespace }),
    );
    this.#single.forEach(watcher => watcher.start());
  }

  #stopSingle(): void {
    this.#stopping.push(...this.#single.map(watcher => watcher.stop()));
    this.#single = [];
  }

  #watcher(
    target: WatchTarget,
    onState?: (state: WatchState) => void,
  ): ResourceWatcher {
    return new ResourceWatcher(target, this.#env, {
      onChanges: changes => this.#listener.onChanges(changes),
      onState: (state, event) => {
        onState?.(state);
        this.#listener.onState(target, state, event);
      },
    });
  }
}
