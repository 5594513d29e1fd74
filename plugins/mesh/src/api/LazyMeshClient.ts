import type {
  CanaryLocation,
  MeshApi,
  MeshClient,
  MeshRequestOptions,
  TopologyQuery,
} from '@fairway/backstage-plugin-mesh-common';

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
