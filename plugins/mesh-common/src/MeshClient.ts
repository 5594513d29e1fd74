import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import { z } from 'zod';
import {
  canaryListViewSchema,
  canaryViewSchema,
  routingViewSchema,
  sourcesViewSchema,
  summaryViewSchema,
  topologyViewSchema,
  type CanaryListView,
  type CanaryView,
  type RoutingView,
  type SourcesView,
  type SummaryView,
  type TopologyQuery,
  type TopologyView,
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
  getSources(options?: MeshRequestOptions): Promise<SourcesView>;
}

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
    const search = new URLSearchParams(
      Object.entries(query)
        .filter(([, value]) => value !== undefined)
        .map(([key, value]) => [key, String(value)]),
    ).toString();
    return this.#get(
      `${entityPath(entityRef)}/topology${search ? `?${search}` : ''}`,
      topologyViewSchema,
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
    const baseUrl = await this.#discoveryApi.getBaseUrl('mesh');
    const response = await this.#fetchApi.fetch(`${baseUrl}${path}`, {
      headers: { Accept: 'application/json' },
      signal: options?.signal,
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
