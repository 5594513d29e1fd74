import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  SourceState,
  TopologyQuery,
} from '@fairway/backstage-plugin-mesh-common';
import type {
  ClusterSource,
  TopologyAnswer,
  TopologySource,
  TopologyTarget,
} from '@fairway/backstage-plugin-mesh-node';
import type { MeshGraph } from '@fairway/mesh-core';
import type { EntityContext } from './ContextReader';
import { declareDependencies } from './topology/declareDependencies';
import type { NeighbourGuard } from './topology/NeighbourGuard';
import { redactGraph } from './topology/redactGraph';

/** The graph around an entity as the caller may see it, and where it came from. */
export interface GraphAnswer {
  type: TopologyAnswer['type'] | 'none';
  version?: string;
  graph?: MeshGraph;
  state: SourceState;
}

/** Reduces a graph to the surroundings of some targets and marks these. */
export type FocusGraph = (
  graph: MeshGraph,
  targets: readonly TopologyTarget[],
) => MeshGraph;

/** Reads the traffic graph around an entity and takes out what the caller must not recognize. */
export class GraphReader {
  readonly #options: {
    topology?: TopologySource;
    source: ClusterSource;
    guard: NeighbourGuard;
    focus: FocusGraph;
    now: () => number;
  };

  constructor(options: {
    /** Absent when no module has brought one. */
    topology?: TopologySource;
    source: ClusterSource;
    guard: NeighbourGuard;
    focus: FocusGraph;
    now: () => number;
  }) {
    this.#options = options;
  }

  async read(
    context: EntityContext,
    query: TopologyQuery,
    caller: { credentials: BackstageCredentials; signal?: AbortSignal },
  ): Promise<GraphAnswer> {
    const { topology, focus, source, guard } = this.#options;
    if (!topology) {
      return { type: 'none', state: this.#notConfigured() };
    }
    const targets = targetsOf(context);
    const { signal } = caller;
    const answer = await topology.graph({
      ...query,
      targets,
      ...(signal && { signal }),
    });
    if (!answer.graph) {
      return answer;
    }
    const graph = focus(answer.graph, targets);
    const verdicts = await guard.judge(
      graph,
      cluster => source.snapshot(cluster),
      context.namespaces,
      caller.credentials,
    );
    const redacted = redactGraph(graph, verdicts);
    return {
      ...answer,
      graph: declareDependencies(redacted, context.entity, verdicts.entities),
    };
  }

  #notConfigured(): SourceState {
    return {
      id: 'topology',
      type: 'kiali',
      state: 'not-configured',
      since: new Date(this.#options.now()).toISOString(),
      reason:
        'No source of the traffic graph is configured. Set mesh.kiali.url to read it from Kiali.',
    };
  }
}

function targetsOf(context: EntityContext): TopologyTarget[] {
  return context.scopes.flatMap(({ scope }) =>
    scope.workloads.map(({ object }) => ({
      cluster: scope.cluster,
      namespace: object.metadata.namespace,
      name: object.metadata.name,
    })),
  );
}
