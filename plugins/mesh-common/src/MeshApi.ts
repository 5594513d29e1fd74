import type { ResourceRef } from '@fairway/mesh-core';
import type {
  CanaryListView,
  CanaryView,
  ObjectView,
  RouteCallersView,
  RouteTableQuery,
  RouteTableView,
  RoutingView,
  SimulationQuery,
  SimulationView,
  SourcesView,
  SummaryView,
  TopologyQuery,
  TopologyView,
  WhatIfQuery,
  WhatIfView,
} from './schema';

/**
 * Options of a request; `signal` aborts it.
 *
 * @public
 */
export interface MeshRequestOptions {
  signal?: AbortSignal;
}

/** Names one Canary of an entity. @public */
export interface CanaryLocation {
  cluster: string;
  namespace: string;
  name: string;
}

/**
 * The questions that the backend answers about an entity (full ref, as in `component:default/checkout`).
 * All methods reject with `ResponseError` (its `cause` is the typed error of the backend: NotFoundError for an unknown
 * entity or Canary, NotAllowedError without the permission, InputError for a malformed request) or with
 * `MeshContractError` when the answer does not have the agreed shape.
 *
 * @public
 */
export interface MeshApi {
  getSummary(
    entityRef: string,
    options?: MeshRequestOptions,
  ): Promise<SummaryView>;
  getRouting(
    entityRef: string,
    options?: MeshRequestOptions,
  ): Promise<RoutingView>;
  getCanaries(
    entityRef: string,
    options?: MeshRequestOptions,
  ): Promise<CanaryListView>;
  getCanary(
    entityRef: string,
    canary: CanaryLocation,
    options?: MeshRequestOptions,
  ): Promise<CanaryView>;
  getTopology(
    entityRef: string,
    query?: Partial<TopologyQuery>,
    options?: MeshRequestOptions,
  ): Promise<TopologyView>;
  /** Who calls the entity, and on which hosts and ports. */
  getRouteCallers(
    entityRef: string,
    options?: MeshRequestOptions,
  ): Promise<RouteCallersView>;
  /** The rules of a caller's proxy for a host and port, in its order. */
  getRouteTable(
    entityRef: string,
    query: RouteTableQuery,
    options?: MeshRequestOptions,
  ): Promise<RouteTableView>;
  /** What becomes of requests. Nothing is sent to the mesh. */
  simulateRequests(
    entityRef: string,
    query: SimulationQuery,
    options?: MeshRequestOptions,
  ): Promise<SimulationView>;
  /** What would change with other objects. Nothing is written. */
  whatIf(
    entityRef: string,
    query: WhatIfQuery,
    options?: MeshRequestOptions,
  ): Promise<WhatIfView>;
  /** One object that acts on the entity, as YAML. */
  getObject(
    entityRef: string,
    ref: ResourceRef,
    options?: MeshRequestOptions,
  ): Promise<ObjectView>;
  getSources(options?: MeshRequestOptions): Promise<SourcesView>;
}
