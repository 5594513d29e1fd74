import type {
  CanaryLocation,
  MeshApi,
  MeshClient,
  MeshRequestOptions,
  RouteTableQuery,
  SimulationQuery,
  TopologyQuery,
  WhatIfQuery,
} from '@fairway/backstage-plugin-mesh-common';
import type { ResourceRef } from '@fairway/mesh-core';

type ClientOptions = ConstructorParameters<typeof MeshClient>[0];

/**
 * The typed client, loaded with the first question: its schemas weigh more than all the rest that the plugin adds to the start of
 * the app.
 */
export class LazyMeshClient implements MeshApi {
  readonly #options: ClientOptions;
  #client?: Promise<MeshApi>;

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  async getSummary(entityRef: string, options?: MeshRequestOptions) {
    return (await this.#load()).getSummary(entityRef, options);
  }

  async getRouting(entityRef: string, options?: MeshRequestOptions) {
    return (await this.#load()).getRouting(entityRef, options);
  }

  async getCanaries(entityRef: string, options?: MeshRequestOptions) {
    return (await this.#load()).getCanaries(entityRef, options);
  }

  async getCanary(
    entityRef: string,
    canary: CanaryLocation,
    options?: MeshRequestOptions,
  ) {
    return (await this.#load()).getCanary(entityRef, canary, options);
  }

  async getTopology(
    entityRef: string,
    query?: Partial<TopologyQuery>,
    options?: MeshRequestOptions,
  ) {
    return (await this.#load()).getTopology(entityRef, query, options);
  }

  async getRouteCallers(entityRef: string, options?: MeshRequestOptions) {
    return (await this.#load()).getRouteCallers(entityRef, options);
  }

  async getRouteTable(
    entityRef: string,
    query: RouteTableQuery,
    options?: MeshRequestOptions,
  ) {
    return (await this.#load()).getRouteTable(entityRef, query, options);
  }

  async simulateRequests(
    entityRef: string,
    query: SimulationQuery,
    options?: MeshRequestOptions,
  ) {
    return (await this.#load()).simulateRequests(entityRef, query, options);
  }

  async whatIf(
    entityRef: string,
    query: WhatIfQuery,
    options?: MeshRequestOptions,
  ) {
    return (await this.#load()).whatIf(entityRef, query, options);
  }

  async getObject(
    entityRef: string,
    ref: ResourceRef,
    options?: MeshRequestOptions,
  ) {
    return (await this.#load()).getObject(entityRef, ref, options);
  }

  async getSources(options?: MeshRequestOptions) {
    return (await this.#load()).getSources(options);
  }

  /** A chunk that could not be loaded is asked for again by the next question. */
  #load(): Promise<MeshApi> {
    this.#client ??= import('@fairway/backstage-plugin-mesh-common').then(
      ({ MeshClient: Client }) => new Client(this.#options),
      error => {
        this.#client = undefined;
        throw error;
      },
    );
    return this.#client;
  }
}
