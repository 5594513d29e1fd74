import type { BackstageCredentials } from '@backstage/backend-plugin-api';
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
import type { MeshGraph, MeshSnapshot, ResourceRef } from '@fairway/mesh-core';

/**
 * Reads the objects of clusters and keeps them current. One snapshot per cluster, replaced as a whole on each change.
 *
 * @public
 */
export interface ClusterSource {
  /** Names of the clusters that are read, sorted. */
  clusters(): readonly string[];
  /** The current snapshot, also while some kinds are missing or stale; `undefined` for an unknown cluster. */
  snapshot(cluster: string): MeshSnapshot | undefined;
  /** State of every source (one per cluster, kind and, after a 403, namespace). */
  states(): readonly SourceState[];
  /** Called after each change of a snapshot. Returns a function that ends the subscription. */
  subscribe(listener: (cluster: string) => void): () => void;
}

/**
 * A workload or service whose surroundings are asked for.
 *
 * @public
 */
export interface TopologyTarget {
  cluster: string;
  namespace: string;
  name: string;
}

/**
 * Whose surroundings are asked for, over which period.
 *
 * @public
 */
export interface TopologyRequest extends TopologyQuery {
  targets: TopologyTarget[];
  signal?: AbortSignal;
}

/**
 * The graph of a source, and how the source is.
 *
 * @public
 */
export interface TopologyAnswer {
  type: 'kiali' | 'prometheus';
  version?: string;
  /** Absent when the source could not deliver; `state` says why. */
  graph?: MeshGraph;
  state: SourceState;
}

/**
 * Delivers the traffic graph around workloads. Never throws for a failure of the source: that is `state`.
 *
 * @public
 */
export interface TopologySource {
  graph(request: TopologyRequest): Promise<TopologyAnswer>;
  /** State as of the last contact, for `GET /sources`. */
  state(): SourceState;
}

/**
 * On whose behalf a question is asked; `signal` ends the work on it.
 *
 * @public
 */
export interface MeshServiceOptions {
  credentials: BackstageCredentials;
  signal?: AbortSignal;
}

/**
 * The service behind the router. Every method checks the permission of the credentials for the entity and throws
 * NotFoundError for an entity that the credentials cannot see, NotAllowedError without the permission.
 *
 * @public
 */
export interface MeshService {
  getSummary(
    entityRef: string,
    options: MeshServiceOptions,
  ): Promise<SummaryView>;
  getRouting(
    entityRef: string,
    options: MeshServiceOptions,
  ): Promise<RoutingView>;
  getCanaries(
    entityRef: string,
    options: MeshServiceOptions,
  ): Promise<CanaryListView>;
  getCanary(
    entityRef: string,
    canary: CanaryLocation,
    options: MeshServiceOptions,
  ): Promise<CanaryView>;
  getTopology(
    entityRef: string,
    query: TopologyQuery,
    options: MeshServiceOptions,
  ): Promise<TopologyView>;
  getRouteCallers(
    entityRef: string,
    options: MeshServiceOptions,
  ): Promise<RouteCallersView>;
  /** Throws InputError for a cluster or host that is not the entity's. */
  getRouteTable(
    entityRef: string,
    query: RouteTableQuery,
    options: MeshServiceOptions,
  ): Promise<RouteTableView>;
  /** Throws InputError for a cluster or host that is not the entity's. */
  simulateRequests(
    entityRef: string,
    query: SimulationQuery,
    options: MeshServiceOptions,
  ): Promise<SimulationView>;
  /** Throws InputError for an object of a kind or namespace that is not the entity's to change. */
  whatIf(
    entityRef: string,
    query: WhatIfQuery,
    options: MeshServiceOptions,
  ): Promise<WhatIfView>;
  /** Throws NotFoundError for an object that does not act on the entity. */
  getObject(
    entityRef: string,
    ref: ResourceRef,
    options: MeshServiceOptions,
  ): Promise<ObjectView>;
  getSources(options: MeshServiceOptions): Promise<SourcesView>;
}
