import type { SnapshotChange } from '@fairway/mesh-core';
import type { ListEnvironment } from './listAll';
import type { WatchEvent, WatchState } from './watchState';

/** What a watcher needs of the world. */
export interface WatcherEnvironment extends ListEnvironment {
  /** A number in [0, 1). */
  random: () => number;
  /** How long a watch may be silent before it is opened anew. */
  watchSilenceMs: number;
  /** Runs a list when there is room for it: lists are heavy, many at once would overrun the API server. */
  limitLists: <T>(task: () => Promise<T>) => Promise<T>;
}

/** Who is told what a watcher reads. */
export interface WatcherListener {
  onChanges(changes: SnapshotChange[]): void;
  onState(state: WatchState, event: WatchEvent): void;
}
