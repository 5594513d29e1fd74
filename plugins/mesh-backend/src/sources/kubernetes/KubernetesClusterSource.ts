import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SourceState } from '@fairway/backstage-plugin-mesh-common';
import type { ClusterSource } from '@fairway/backstage-plugin-mesh-node';
import type { MeshSnapshot } from '@fairway/mesh-core';
import type { KubernetesSourceConfig } from '../../config';
import { createLimiter, sleep, type Clock } from '../../time';
import { ClusterReader } from './ClusterReader';
import {
  RequestFailure,
  type ClusterInfo,
  type KubernetesClient,
} from './http';
import { StateLog } from './StateLog';
import { unreadCluster, unreadPlugin, type UnreadCluster } from './unread';
import { backoffMs, type WatchEvent, type WatchTarget } from './watch';

/** Is told what happens to the watches, for metrics. */
export interface WatchObserver {
  onWatchEvent(target: WatchTarget, event: WatchEvent): void;
}

const REFRESH_CLUSTERS_MS = 60_000;
const MAX_LISTS_AT_ONCE = 8;

/**
 * Reads the clusters of the Backstage kubernetes plugin: one list and one watch per cluster and kind.
 *
 * Clusters come and go with the kubernetes plugin. Those whose auth provider needs a token of the user cannot be watched; they
 * have a state that says so.
 */
export class KubernetesClusterSource implements ClusterSource {
  readonly #options: {
    client: KubernetesClient;
    config: KubernetesSourceConfig;
    clock: Clock;
    random: () => number;
    logger: LoggerService;
    observer?: WatchObserver;
  };
  readonly #log: StateLog;
  readonly #readers = new Map<string, ClusterReader>();
  readonly #listeners = new Set<(cluster: string) => void>();
  readonly #controller = new AbortController();
  #unread: UnreadCluster[] = [];
  #plugin: SourceState | undefined;
  #running?: Promise<void>;

  constructor(options: {
    client: KubernetesClient;
    config: KubernetesSourceConfig;
    clock: Clock;
    /** A number in [0, 1). */
    random: () => number;
    logger: LoggerService;
    observer?: WatchObserver;
  }) {
    this.#options = options;
    this.#log = new StateLog(options.logger, options.clock);
    this.#plugin = unreadPlugin(options.clock.now());
  }

  /** Begins to read. Returns at once; the kubernetes plugin is asked until it answers. */
  start(): void {
    this.#running ??= this.#followClusters(this.#controller.signal);
  }

  /** Ends all watches, requests and timers. */
  async stop(): Promise<void> {
    this.#controller.abort();
    await this.#running;
    await Promise.all([...this.#readers.values()].map(r => r.stop()));
    this.#log.flush();
  }

  clusters(): readonly string[] {
    return [...this.#readers.keys(), ...this.#unread.map(u => u.name)].sort();
  }

  snapshot(cluster: string): MeshSnapshot | undefined {
    return this.#readers.get(cluster)?.snapshot;
  }

  states(): readonly SourceState[] {
    return [
      ...(this.#plugin ? [this.#plugin] : []),
      ...this.#unread.map(({ state }) => state),
      ...[...this.#readers.values()].flatMap(reader => reader.states()),
    ];
  }

  subscribe(listener: (cluster: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #followClusters(signal: AbortSignal): Promise<void> {
    const { client, clock, logger, random } = this.#options;
    let failures = 0;
    while (!signal.aborted) {
      try {
        const found = await client.listClusters(signal);
        failures = 0;
        this.#plugin = undefined;
        await this.#adopt(found);
      } catch (error) {
        if (signal.aborted) {
          return;
        }
        failures += 1;
        this.#notePluginFailure(error);
        if (failures === 1) {
          logger.info(
            `The clusters are not known yet: ${this.#plugin?.reason ?? 'unknown'}`,
          );
        }
      }
      const wait =
        failures > 0 ? backoffMs(failures, random()) : REFRESH_CLUSTERS_MS;
      await sleep(clock, wait, signal);
    }
  }

  #notePluginFailure(error: unknown): void {
    const known = this.#readers.size > 0 || this.#unread.length > 0;
    if (known) {
      // The watches have states of their own; the list of clusters seldom changes.
      return;
    }
    const reason =
      error instanceof RequestFailure && error.failure.type === 'backend'
        ? error.failure.detail
        : 'The kubernetes plugin does not answer.';
    const now = this.#options.clock.now();
    this.#plugin = unreadPlugin(now, reason, this.#plugin);
  }

  /** Makes the clusters that are read those that the kubernetes plugin has, as far as the configuration asks for them. */
  async #adopt(found: readonly ClusterInfo[]): Promise<void> {
    const { config, clock } = this.#options;
    const wanted = (name: string) => config.clusters?.includes(name) ?? true;
    const infos = found.filter(({ name }) => wanted(name));
    const missing = (config.clusters ?? []).filter(
      name => !found.some(info => info.name === name),
    );
    const now = clock.now();
    this.#unread = [
      ...missing.map(name => unreadCluster(name, 'unknown', now, this.#unread)),
      ...infos
        .filter(needsUserToken)
        .map(info => unreadCluster(info.name, info, now, this.#unread)),
    ];
    const readable = infos.filter(info => !needsUserToken(info));
    const names = new Set(readable.map(({ name }) => name));
    await Promise.all(
      [...this.#readers.keys()]
        .filter(name => !names.has(name))
        .map(name => this.#remove(name)),
    );
    for (const name of names) {
      this.#add(name);
    }
  }

  #add(cluster: string): void {
    if (this.#readers.has(cluster)) {
      return;
    }
    const { client, clock, config, random, observer } = this.#options;
    const reader = new ClusterReader({
      cluster,
      config,
      env: {
        client,
        clock,
        random,
        requestTimeoutMs: config.requestTimeoutMs,
        watchSilenceMs: config.watchSilenceMs,
        limitLists: createLimiter(MAX_LISTS_AT_ONCE),
      },
      onSnapshot: () => this.#notify(cluster),
      onState: (target, state, event) => {
        this.#log.record(target, state);
        observer?.onWatchEvent(target, event);
      },
    });
    this.#readers.set(cluster, reader);
    reader.start();
  }

  async #remove(cluster: string): Promise<void> {
    const reader = this.#readers.get(cluster);
    this.#readers.delete(cluster);
    await reader?.stop();
    this.#notify(cluster);
  }

  #notify(cluster: string): void {
    for (const listener of this.#listeners) {
      listener(cluster);
    }
  }
}

/** Auth providers whose tokens only the user's browser has. */
const userTokenProviders: readonly string[] = ['oidc', 'google', 'aks'];

function needsUserToken({ authProvider }: ClusterInfo): boolean {
  return userTokenProviders.includes(authProvider);
}
