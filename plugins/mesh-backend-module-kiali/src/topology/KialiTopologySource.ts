import type { SourceState } from '@fairway/backstage-plugin-mesh-common';
import type {
  TopologyAnswer,
  TopologyRequest,
  TopologySource,
  TopologyTarget,
} from '@fairway/backstage-plugin-mesh-node';
import type { MeshGraph } from '@fairway/mesh-core';
import type { KialiClient } from '../client';
import type { KialiConfig } from '../config';
import { stateOf, type KialiHealth } from './stateOf';
import { TargetGraphs, type TargetAnswer } from './TargetGraphs';

/** The version of Kiali changes seldom. */
const VERSION_KEPT_MS = 10 * 60_000;

/** Turns what Kiali sends into the model, and joins the graphs around several targets. */
export interface KialiGraphReader {
  /**
   * @param cluster - name of the cluster in Backstage
   * @throws KialiError `malformed`
   */
  read(raw: unknown, target: TopologyTarget): MeshGraph;
  merge(graphs: readonly MeshGraph[]): MeshGraph;
}

/**
 * The traffic graph from Kiali: one node graph per workload, merged. Failures become the state of the answer, with the last graph
 * for as long as it may stand in.
 */
export class KialiTopologySource implements TopologySource {
  readonly #client: Pick<KialiClient, 'nodeGraph' | 'version'>;
  readonly #config: Pick<KialiConfig, 'clusters'>;
  readonly #reader: KialiGraphReader;
  readonly #now: () => number;
  readonly #signal: AbortSignal;
  readonly #graphs: TargetGraphs<MeshGraph>;
  #state: SourceState;
  #version?: { value: Promise<string | undefined>; at: number };

  constructor(options: {
    client: Pick<KialiClient, 'nodeGraph' | 'version'>;
    config: Pick<KialiConfig, 'clusters' | 'keepStaleForMs'>;
    reader: KialiGraphReader;
    /** Milliseconds since 1970. */
    now: () => number;
    /** Ends all requests. */
    signal: AbortSignal;
  }) {
    this.#client = options.client;
    this.#config = options.config;
    this.#reader = options.reader;
    this.#now = options.now;
    this.#signal = options.signal;
    this.#graphs = new TargetGraphs({
      now: options.now,
      keepMs: options.config.keepStaleForMs,
    });
    this.#state = {
      id: 'kiali',
      type: 'kiali',
      state: 'loading',
      since: new Date(options.now()).toISOString(),
      reason: 'Kiali was not asked yet.',
    };
  }

  state(): SourceState {
    return this.#state;
  }

  async graph(request: TopologyRequest): Promise<TopologyAnswer> {
    const targets = request.targets.filter(({ cluster }) =>
      this.#knows(cluster),
    );
    if (targets.length < request.targets.length && targets.length === 0) {
      return { type: 'kiali', state: this.#unknownCluster(request.targets) };
    }
    const queryTime = Math.floor(this.#now() / 1_000);
    const asked = Promise.all(
      targets.map(target => this.#graphOf(target, request, queryTime)),
    );
    const answers = await abortable(asked, request.signal);
    const health = stateOf(answers);
    const version = await this.#readVersion(health);
    const graphs = answers.flatMap(({ graph }) => (graph ? [graph] : []));
    return {
      type: 'kiali',
      ...(version && { version }),
      ...(graphs.length > 0 && { graph: this.#reader.merge(graphs) }),
      state: this.#enter(health),
    };
  }

  #knows(cluster: string): boolean {
    return this.#config.clusters?.has(cluster) ?? true;
  }

  #graphOf(
    target: TopologyTarget,
    { graphType, window }: TopologyRequest,
    queryTime: number,
  ): Promise<TargetAnswer<MeshGraph>> {
    const { cluster, namespace, name } = target;
    const kialiCluster = this.#config.clusters?.get(cluster);
    const key = JSON.stringify([cluster, namespace, name, window, graphType]);
    return this.#graphs.get(key, async () => {
      const raw = await this.#client.nodeGraph(
        {
          namespace,
          workload: name,
          ...(kialiCluster !== undefined && { cluster: kialiCluster }),
          graphType,
          windowSeconds: window,
          queryTime,
        },
        this.#signal,
      );
      return this.#reader.read(raw, target);
    });
  }

  /** The version is for people to know; a failure to tell it is none of the graph. */
  async #readVersion(health: KialiHealth): Promise<string | undefined> {
    const now = this.#now();
    const kept = this.#version;
    if (health.state !== 'live' || (kept && now - kept.at < VERSION_KEPT_MS)) {
      return kept?.value;
    }
    const value = this.#client.version(this.#signal).catch(() => kept?.value);
    this.#version = { value, at: now };
    return value;
  }

  #enter(health: KialiHealth): SourceState {
    const since =
      this.#state.state === health.state
        ? this.#state.since
        : new Date(this.#now()).toISOString();
    this.#state = { id: 'kiali', type: 'kiali', since, ...health };
    return this.#state;
  }

  #unknownCluster(targets: readonly TopologyTarget[]): SourceState {
    const names = [...new Set(targets.map(({ cluster }) => cluster))].join(
      ', ',
    );
    return {
      id: 'kiali',
      type: 'kiali',
      state: 'not-configured',
      since: this.#state.since,
      reason: `mesh.kiali.clusters does not say what Kiali calls ${names}.`,
    };
  }
}

/** Lets go of a promise when the caller does; the work goes on for others. */
async function abortable<T>(
  promise: Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  if (!signal) {
    return promise;
  }
  signal.throwIfAborted();
  return new Promise<T>((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    promise
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', abort));
  });
}
