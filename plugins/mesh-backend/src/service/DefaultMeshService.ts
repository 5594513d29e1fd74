import type {
  CanaryListView,
  CanaryLocation,
  CanaryView,
  ObjectView,
  RouteCallersView,
  RouteTableQuery,
  RouteTableView,
  RoutingView,
  SimulationQuery,
  SimulationView,
  SourcesView,
  SourceState,
  SummaryView,
  TopologyQuery,
  TopologyView,
  WhatIfQuery,
  WhatIfView,
} from '@fairway/backstage-plugin-mesh-common';
import type {
  ClusterSource,
  MeshService,
  MeshServiceOptions,
  TopologySource,
} from '@fairway/backstage-plugin-mesh-node';
import type {
  EntityScope,
  KindName,
  MeshSnapshot,
  ResourceRef,
  RoutingModel,
} from '@fairway/mesh-core';
import type { Clock } from '../time';
import {
  buildCanaryListView,
  buildCanaryView,
  canaryNotFound,
} from './buildCanaryViews';
import { buildRoutingView } from './buildRoutingView';
import {
  buildSummaryView,
  kindsOfPart,
  summaryParts,
  type SummaryPart,
} from './buildSummaryView';
import { kindsNotRead } from './kindsNotRead';
import type {
  ContextReader,
  EntityContext,
  UnscopedContext,
} from './ContextReader';
import { canaryKinds, routingKinds, topologyKinds } from './freshnessOf';
import type { GraphAnswer, GraphReader } from './GraphReader';
import type { ClusterScope } from './ScopeCache';
import { patiently } from './patiently';
import type { RouteQuestions } from './routes/RouteQuestions';
import { scopedPart, unscopedView } from './scopedPart';
import { trafficOf } from './topology/trafficOf';

export type { SummaryPart } from './buildSummaryView';

/** A service that checks no permission; the summary is told what may be read. */
export interface UnguardedMeshService extends MeshService {
  getSummary(
    entityRef: string,
    options: MeshServiceOptions & { parts?: ReadonlySet<SummaryPart> },
  ): Promise<SummaryView>;
  getRouteCallers(
    entityRef: string,
    options: MeshServiceOptions & { telemetry?: boolean },
  ): Promise<RouteCallersView>;
}

/** Hears of every entity that somebody looks at. */
export type OnViewed = (
  context: EntityContext,
  options: MeshServiceOptions,
) => void;

/** Window and type of the graph behind the summary. */
const SUMMARY_QUERY: TopologyQuery = { window: 300, graphType: 'workload' };

/** The summary does not wait longer for the traffic. */
const SUMMARY_PATIENCE_MS = 2_000;

/**
 * Puts the answers together: reads what belongs to the entity, and lets pure functions make the views. Checks no permission;
 * AuthorizedMeshService does.
 */
export class DefaultMeshService implements UnguardedMeshService {
  readonly #options: DefaultMeshServiceOptions;
  readonly #models = new WeakMap<EntityScope, Map<string, RoutingModel>>();

  constructor(options: DefaultMeshServiceOptions) {
    this.#options = options;
  }

  async getSummary(
    entityRef: string,
    options: MeshServiceOptions & { parts?: ReadonlySet<SummaryPart> },
  ): Promise<SummaryView> {
    const parts = options.parts ?? new Set(summaryParts);
    const context = await this.#contextOf(entityRef, options);
    if (context.status === 'unscoped') {
      const kinds = new Set([...parts].flatMap(part => [...kindsOfPart[part]]));
      return unscopedView(context, kinds, this.#now());
    }
    const asksForTraffic =
      parts.has('topology') && context.binding.state === 'confirmed';
    const answer = asksForTraffic
      ? await this.#patiently(context, options)
      : undefined;
    const traffic = answer?.graph && trafficOf(answer.graph);
    return buildSummaryView(context, {
      parts,
      modelOf: scope => this.#modelOf(scope, context.states),
      ...(answer && {
        topology: { state: answer.state, ...(traffic && { traffic }) },
      }),
      now: this.#now(),
    });
  }

  async getRouting(
    entityRef: string,
    options: MeshServiceOptions,
  ): Promise<RoutingView> {
    const context = await this.#contextOf(entityRef, options);
    return context.status === 'unscoped'
      ? unscopedView(context, routingKinds, this.#now())
      : buildRoutingView(
          context,
          scope => this.#modelOf(scope, context.states),
          this.#now(),
        );
  }

  async getCanaries(
    entityRef: string,
    options: MeshServiceOptions,
  ): Promise<CanaryListView> {
    const context = await this.#contextOf(entityRef, options);
    return context.status === 'unscoped'
      ? unscopedView(context, canaryKinds, this.#now())
      : buildCanaryListView(context, this.#now());
  }

  async getCanary(
    entityRef: string,
    canary: CanaryLocation,
    options: MeshServiceOptions,
  ): Promise<CanaryView> {
    const context = await this.#contextOf(entityRef, options);
    if (context.status === 'unscoped') {
      throw canaryNotFound(entityRef, canary);
    }
    return buildCanaryView(context, canary, this.#now());
  }

  async getTopology(
    entityRef: string,
    query: TopologyQuery,
    options: MeshServiceOptions,
  ): Promise<TopologyView> {
    const context = await this.#contextOf(entityRef, options);
    if (context.status === 'unscoped') {
      return unscopedView(context, topologyKinds, this.#now());
    }
    const common = scopedPart(context, topologyKinds, this.#now());
    if (context.binding.state !== 'confirmed') {
      const source = { type: 'none' as const };
      return { ...common, source, windowSeconds: query.window };
    }
    const { type, version, graph, state } = await this.#options.graphs.read(
      context,
      query,
      options,
    );
    return {
      ...common,
      freshness: {
        observedAt: new Date(this.#now()).toISOString(),
        sources: [...common.freshness.sources, state],
      },
      source: { type, ...(version && { version }) },
      windowSeconds: query.window,
      ...(graph && { graph }),
    };
  }

  async getRouteCallers(
    entityRef: string,
    options: MeshServiceOptions & { telemetry?: boolean },
  ): Promise<RouteCallersView> {
    return this.#ofRoutes(entityRef, options, context =>
      this.#options.routes.callers(context, options),
    );
  }

  async getRouteTable(
    entityRef: string,
    query: RouteTableQuery,
    options: MeshServiceOptions,
  ): Promise<RouteTableView> {
    return this.#ofRoutes(entityRef, options, context =>
      this.#options.routes.table(context, query),
    );
  }

  async simulateRequests(
    entityRef: string,
    query: SimulationQuery,
    options: MeshServiceOptions,
  ): Promise<SimulationView> {
    return this.#ofRoutes(entityRef, options, context =>
      this.#options.routes.simulation(context, query),
    );
  }

  async whatIf(
    entityRef: string,
    query: WhatIfQuery,
    options: MeshServiceOptions,
  ): Promise<WhatIfView> {
    return this.#ofRoutes(entityRef, options, context =>
      this.#options.routes.whatIf(context, query, options),
    );
  }

  async getObject(
    entityRef: string,
    ref: ResourceRef,
    options: MeshServiceOptions,
  ): Promise<ObjectView> {
    const context = await this.#contextOf(entityRef, options);
    return this.#options.routes.object(context, entityRef, ref);
  }

  async getSources(_options: MeshServiceOptions): Promise<SourcesView> {
    const { source, topology } = this.#options;
    return {
      observedAt: new Date(this.#now()).toISOString(),
      sources: [...source.states(), ...(topology ? [topology.state()] : [])],
    };
  }

  #now(): number {
    return this.#options.clock.now();
  }

  async #ofRoutes<V>(
    entityRef: string,
    options: MeshServiceOptions,
    ask: (context: EntityContext) => V | Promise<V>,
  ): Promise<V | ReturnType<typeof unscopedView>> {
    const context = await this.#contextOf(entityRef, options);
    return context.status === 'unscoped'
      ? unscopedView(context, routingKinds, this.#now())
      : ask(context);
  }

  async #contextOf(
    entityRef: string,
    options: MeshServiceOptions,
  ): Promise<EntityContext | UnscopedContext> {
    const { contexts, onViewed } = this.#options;
    const context = await contexts.read(entityRef, options.credentials);
    if (context.status === 'ok') {
      onViewed?.(context, options);
    }
    return context;
  }

  /** The routing of a scope is made once for what is read: neither changes. */
  #modelOf(
    { scope, snapshot }: ClusterScope,
    states: readonly SourceState[],
  ): RoutingModel {
    const notRead = kindsNotRead(states, scope.cluster);
    const known = this.#models.get(scope) ?? new Map<string, RoutingModel>();
    this.#models.set(scope, known);
    const key = notRead.join();
    const model =
      known.get(key) ??
      this.#options.routingModel(snapshot, scope, { notRead });
    known.set(key, model);
    return model;
  }

  async #patiently(
    context: EntityContext,
    options: MeshServiceOptions,
  ): Promise<Pick<GraphAnswer, 'graph' | 'state'>> {
    const { clock, graphs } = this.#options;
    return patiently<Pick<GraphAnswer, 'graph' | 'state'>>(
      clock,
      SUMMARY_PATIENCE_MS,
      graphs.read(context, SUMMARY_QUERY, options),
      () => ({ state: this.#tooSlow() }),
    );
  }

  #tooSlow(): SourceState {
    return {
      id: 'kiali',
      type: 'kiali',
      state: 'unavailable',
      since: new Date(this.#now()).toISOString(),
      reason: 'The traffic was not there in time for the summary.',
    };
  }
}

/** What the service works with. */
export interface DefaultMeshServiceOptions {
  contexts: Pick<ContextReader, 'read'>;
  graphs: Pick<GraphReader, 'read'>;
  source: ClusterSource;
  topology?: TopologySource;
  routes: RouteQuestions;
  routingModel: (
    snapshot: MeshSnapshot,
    scope: EntityScope,
    options: { notRead: readonly KindName[] },
  ) => RoutingModel;
  clock: Clock;
  onViewed?: OnViewed;
}
