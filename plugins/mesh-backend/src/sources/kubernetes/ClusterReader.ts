import type { SourceState } from '@fairway/backstage-plugin-mesh-common';
import {
  applyChanges,
  emptySnapshot,
  kindFacts,
  type KindName,
  type MeshSnapshot,
  type SnapshotChange,
} from '@fairway/mesh-core';
import type { KubernetesSourceConfig } from '../../config';
import { KindReader, type ReaderListener } from './KindReader';
import type { WatchEvent, WatchTarget, WatcherEnvironment } from './watch';

/** Changes that come within this time make one snapshot: a burst of events costs as much as one. */
const BATCH_MS = 50;

/** Watches are opened anew out of doubt at most this often. */
const DOUBT_AGAIN_MS = 60_000;

/** All kinds, in the order of the registry. */
const ALL_KINDS = Object.keys(kindFacts) as KindName[];

/**
 * Reads all kinds of one cluster and keeps its snapshot.
 */
export class ClusterReader {
  readonly #env: WatcherEnvironment;
  readonly #readers: KindReader[];
  readonly #onSnapshot: () => void;
  #snapshot: MeshSnapshot;
  #pending: SnapshotChange[] = [];
  #cancelFlush?: () => void;
  #doubtedAt = -Infinity;

  constructor(options: {
    cluster: string;
    config: KubernetesSourceConfig;
    env: WatcherEnvironment;
    onSnapshot: () => void;
    onState: ReaderListener['onState'];
  }) {
    const { cluster, config, env, onState } = options;
    this.#env = env;
    this.#onSnapshot = options.onSnapshot;
    this.#snapshot = emptySnapshot(cluster);
    const listener: ReaderListener = {
      onChanges: changes => this.#enqueue(changes),
      onState: (target, state, event) => {
        if (event.type === 'listed') {
          // Whoever hears that a kind is complete must find it in the snapshot.
          this.#flush();
        }
        this.#doubtAfter(event);
        onState(target, state, event);
      },
    };
    this.#readers = ALL_KINDS.map(
      kind =>
        new KindReader(
          targetOf(cluster, kind, config.rootNamespace),
          config.namespaces,
          env,
          listener,
        ),
    );
  }

  get snapshot(): MeshSnapshot {
    return this.#snapshot;
  }

  states(): SourceState[] {
    return this.#readers.flatMap(reader => reader.states());
  }

  start(): void {
    this.#readers.forEach(reader => reader.start());
  }

  async stop(): Promise<void> {
    this.#cancelFlush?.();
    this.#pending = [];
    await Promise.all(this.#readers.map(reader => reader.stop()));
  }

  /**
   * A watch whose connection is cut behind the proxy goes silent and nothing more. So when one request finds that the API server
   * cannot be reached, the open watches are not believed either.
   */
  #doubtAfter(event: WatchEvent): void {
    const now = this.#env.clock.now();
    const isLost =
      event.type === 'failed' && event.failure.type === 'unreachable';
    if (isLost && now - this.#doubtedAt >= DOUBT_AGAIN_MS) {
      this.#doubtedAt = now;
      this.#readers.forEach(reader => reader.doubt());
    }
  }

  #enqueue(changes: SnapshotChange[]): void {
    this.#pending.push(...changes);
    this.#cancelFlush ??= this.#env.clock.setTimer(
      () => this.#flush(),
      BATCH_MS,
    );
  }

  #flush(): void {
    this.#cancelFlush?.();
    this.#cancelFlush = undefined;
    const changes = this.#pending;
    this.#pending = [];
    const next = applyChanges(this.#snapshot, changes);
    if (next !== this.#snapshot) {
      this.#snapshot = next;
      this.#onSnapshot();
    }
  }
}

function targetOf(
  cluster: string,
  kind: KindName,
  rootNamespace: string,
): WatchTarget {
  const { listScope } = kindFacts[kind] as {
    listScope?: { namespace?: string };
  };
  return listScope?.namespace === 'root'
    ? { cluster, kind, namespace: rootNamespace }
    : { cluster, kind };
}
