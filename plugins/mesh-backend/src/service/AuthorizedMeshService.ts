import {
  meshCanaryReadPermission,
  meshFleetReadPermission,
  meshRoutingReadPermission,
  meshTopologyReadPermission,
  type CanaryListView,
  type CanaryLocation,
  type CanaryView,
  type ObjectView,
  type RouteCallersView,
  type RouteTableQuery,
  type RouteTableView,
  type RoutingView,
  type SimulationQuery,
  type SimulationView,
  type SourcesView,
  type SummaryView,
  type TopologyQuery,
  type TopologyView,
  type WhatIfQuery,
  type WhatIfView,
} from '@fairway/backstage-plugin-mesh-common';
import type {
  MeshService,
  MeshServiceOptions,
} from '@fairway/backstage-plugin-mesh-node';
import type { ResourceRef } from '@fairway/mesh-core';
import type {
  EntityAuthorizer,
  EntityPermission,
  EntityReader,
} from '../access';
import type { SummaryPart, UnguardedMeshService } from './DefaultMeshService';

const permissionOf: Record<SummaryPart, EntityPermission> = {
  routing: meshRoutingReadPermission,
  canary: meshCanaryReadPermission,
  topology: meshTopologyReadPermission,
};
const parts = Object.keys(permissionOf) as SummaryPart[];

/**
 * Guards a service: first the entity must be one that the caller sees (else it is not found), then the caller must have the
 * permission for it. The summary leaves out what the caller may not read and names it; the health of all sources is for those
 * who may read the fleet.
 */
export class AuthorizedMeshService implements MeshService {
  readonly #service: UnguardedMeshService;
  readonly #entities: EntityReader;
  readonly #authorizer: EntityAuthorizer;

  constructor(options: {
    service: UnguardedMeshService;
    entities: EntityReader;
    authorizer: EntityAuthorizer;
  }) {
    this.#service = options.service;
    this.#entities = options.entities;
    this.#authorizer = options.authorizer;
  }

  async getSummary(
    entityRef: string,
    options: MeshServiceOptions,
  ): Promise<SummaryView> {
    await this.#entities.get(entityRef, options.credentials);
    const allowed = await this.#authorizer.decide(
      parts.map(part => ({ permission: permissionOf[part], entityRef })),
      options.credentials,
    );
    const readable = parts.filter((_, index) => allowed[index]);
    return this.#service.getSummary(entityRef, {
      ...options,
      parts: new Set(readable),
    });
  }

  async getRouting(
    entityRef: string,
    options: MeshServiceOptions,
  ): Promise<RoutingView> {
    await this.#guard(meshRoutingReadPermission, entityRef, options);
    return this.#service.getRouting(entityRef, options);
  }

  async getCanaries(
    entityRef: string,
    options: MeshServiceOptions,
  ): Promise<CanaryListView> {
    await this.#guard(meshCanaryReadPermission, entityRef, options);
    return this.#service.getCanaries(entityRef, options);
  }

  async getCanary(
    entityRef: string,
    canary: CanaryLocation,
    options: MeshServiceOptions,
  ): Promise<CanaryView> {
    await this.#guard(meshCanaryReadPermission, entityRef, options);
    return this.#service.getCanary(entityRef, canary, options);
  }

  async getTopology(
    entityRef: string,
    query: TopologyQuery,
    options: MeshServiceOptions,
  ): Promise<TopologyView> {
    await this.#guard(meshTopologyReadPermission, entityRef, options);
    return this.#service.getTopology(entityRef, query, options);
  }

  /** Who calls is a matter of the traffic graph as well: without the permission for that nothing measured is told. */
  async getRouteCallers(
    entityRef: string,
    options: MeshServiceOptions,
  ): Promise<RouteCallersView> {
    await this.#guard(meshRoutingReadPermission, entityRef, options);
    const [telemetry] = await this.#authorizer.decide(
      [{ permission: meshTopologyReadPermission, entityRef }],
      options.credentials,
    );
    return this.#service.getRouteCallers(entityRef, { ...options, telemetry });
  }

  async getRouteTable(
    entityRef: string,
    query: RouteTableQuery,
    options: MeshServiceOptions,
  ): Promise<RouteTableView> {
    await this.#guard(meshRoutingReadPermission, entityRef, options);
    return this.#service.getRouteTable(entityRef, query, options);
  }

  async simulateRequests(
    entityRef: string,
    query: SimulationQuery,
    options: MeshServiceOptions,
  ): Promise<SimulationView> {
    await this.#guard(meshRoutingReadPermission, entityRef, options);
    return this.#service.simulateRequests(entityRef, query, options);
  }

  async whatIf(
    entityRef: string,
    query: WhatIfQuery,
    options: MeshServiceOptions,
  ): Promise<WhatIfView> {
    await this.#guard(meshRoutingReadPermission, entityRef, options);
    return this.#service.whatIf(entityRef, query, options);
  }

  async getObject(
    entityRef: string,
    ref: ResourceRef,
    options: MeshServiceOptions,
  ): Promise<ObjectView> {
    await this.#guard(meshRoutingReadPermission, entityRef, options);
    return this.#service.getObject(entityRef, ref, options);
  }

  async getSources(options: MeshServiceOptions): Promise<SourcesView> {
    await this.#authorizer.require(
      { permission: meshFleetReadPermission },
      options.credentials,
    );
    return this.#service.getSources(options);
  }

  async #guard(
    permission: EntityPermission,
    entityRef: string,
    { credentials }: MeshServiceOptions,
  ): Promise<void> {
    await this.#entities.get(entityRef, credentials);
    await this.#authorizer.require({ permission, entityRef }, credentials);
  }
}
