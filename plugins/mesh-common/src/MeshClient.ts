import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import type { ResourceRef } from '@fairway/mesh-core';
import { z } from 'zod';
import type { CanaryLocation, MeshApi, MeshRequestOptions } from './MeshApi';
import {
  canaryListViewSchema,
  canaryViewSchema,
  objectViewSchema,
  routeCallersViewSchema,
  routeTableViewSchema,
  routingViewSchema,
  simulationViewSchema,
  sourcesViewSchema,
  summaryViewSchema,
  topologyViewSchema,
  whatIfViewSchema,
  type CanaryListView,
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
} from './schema';

/** The answer of the backend does not have the agreed shape: frontend and backend are of different versions. @public */
export class MeshContractError extends Error {
  constructor(path: string, cause: z.ZodError) {
    super(
      `The mesh backend answered ${path} in a shape that this version does not know: ${z.prettifyError(cause)}`,
      { cause },
    );
    this.name = 'MeshContractError';
  }
}

/**
 * Typed client of the mesh backend. `fetchApi` adds the credentials.
 *
 * @public
 */
export class MeshClient implements MeshApi {
  readonly #discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  readonly #fetchApi: { fetch: typeof fetch };

  constructor(options: {
    discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
    fetchApi: { fetch: typeof fetch };
  }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  async getSummary(
    entityRef: string,
    options?: MeshRequestOptions,
  ): Promise<SummaryView> {
    return this.#get(
      `${entityPath(entityRef)}/summary`,
      summaryViewSchema,
      options,
    );
  }

  async getRouting(
    entityRef: string,
    options?: MeshRequestOptions,
  ): Promise<RoutingView> {
    return this.#get(
      `${entityPath(entityRef)}/routing`,
      routingViewSchema,
      options,
    );
  }

  async getCanaries(
    entityRef: string,
    options?: MeshRequestOptions,
  ): Promise<CanaryListView> {
    return this.#get(
      `${entityPath(entityRef)}/canaries`,
      canaryListViewSchema,
      options,
    );
  }

  async getCanary(
    entityRef: string,
    canary: CanaryLocation,
    options?: MeshRequestOptions,
  ): Promise<CanaryView> {
    const location = [canary.cluster, canary.namespace, canary.name]
      .map(encodeURIComponent)
      .join('/');
    return this.#get(
      `${entityPath(entityRef)}/canaries/${location}`,
      canaryViewSchema,
      options,
    );
  }

  async getTopology(
    entityRef: string,
    query: Partial<TopologyQuery> = {},
    options?: MeshRequestOptions,
  ): Promise<TopologyView> {
    return this.#get(
      `${entityPath(entityRef)}/topology${searchOf(query)}`,
      topologyViewSchema,
      options,
    );
  }

  async getRouteCallers(
    entityRef: string,
    options?: MeshRequestOptions,
  ): Promise<RouteCallersView> {
    return this.#get(
      `${entityPath(entityRef)}/callers`,
      routeCallersViewSchema,
      options,
    );
  }

  async getRouteTable(
    entityRef: string,
    query: RouteTableQuery,
    options?: MeshRequestOptions,
  ): Promise<RouteTableView> {
    return this.#post(
      `${entityPath(entityRef)}/route-table`,
      query,
      routeTableViewSchema,
      options,
    );
  }

  async simulateRequests(
    entityRef: string,
    query: SimulationQuery,
    options?: MeshRequestOptions,
  ): Promise<SimulationView> {
    return this.#post(
      `${entityPath(entityRef)}/simulation`,
      query,
      simulationViewSchema,
      options,
    );
  }

  async whatIf(
    entityRef: string,
    query: WhatIfQuery,
    options?: MeshRequestOptions,
  ): Promise<WhatIfView> {
    return this.#post(
      `${entityPath(entityRef)}/what-if`,
      query,
      whatIfViewSchema,
      options,
    );
  }

  async getObject(
    entityRef: string,
    ref: ResourceRef,
    options?: MeshRequestOptions,
  ): Promise<ObjectView> {
    const { cluster, group, kind, namespace, name } = ref;
    const query = { cluster, group, kind, namespace, name };
    return this.#get(
      `${entityPath(entityRef)}/object${searchOf(query)}`,
      objectViewSchema,
      options,
    );
  }

  async getSources(options?: MeshRequestOptions): Promise<SourcesView> {
    return this.#get('/sources', sourcesViewSchema, options);
  }

  async #get<S extends z.ZodType>(
    path: string,
    schema: S,
    options?: MeshRequestOptions,
  ): Promise<z.infer<S>> {
    return this.#ask(path, schema, { signal: options?.signal });
  }

  async #post<S extends z.ZodType>(
    path: string,
    body: object,
    schema: S,
    options?: MeshRequestOptions,
  ): Promise<z.infer<S>> {
    return this.#ask(path, schema, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'Content-Type': 'application/json' },
      signal: options?.signal,
    });
  }

  async #ask<S extends z.ZodType>(
    path: string,
    schema: S,
    { headers, ...request }: RequestInit,
  ): Promise<z.infer<S>> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('mesh');
    const response = await this.#fetchApi.fetch(`${baseUrl}${path}`, {
      ...request,
      headers: { Accept: 'application/json', ...headers },
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    const parsed = schema.safeParse(await response.json());
    if (!parsed.success) {
      throw new MeshContractError(path, parsed.error);
    }
    return parsed.data;
  }
}

function entityPath(entityRef: string): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return `/entities/${[kind, namespace, name].map(encodeURIComponent).join('/')}`;
}

/** The query of a URL, with its question mark; what is not given is left out. */
function searchOf(query: object): string {
  const search = new URLSearchParams(
    Object.entries(query)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, String(value)]),
  ).toString();
  return search ? `?${search}` : '';
}
