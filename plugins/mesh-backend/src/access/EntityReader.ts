import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { PrincipalCache } from './PrincipalCache';

/** A page asks several questions about the same entity within a moment. */
const KEPT_MS = 5_000;

/**
 * Reads entities as the caller sees them. For a service they are read as the plugin: its token cannot be passed on where an access
 * restriction limits it, and services see all entities anyway.
 */
export class EntityReader {
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;
  readonly #cache: PrincipalCache<Entity | undefined>;

  constructor(options: {
    auth: AuthService;
    catalog: CatalogService;
    now: () => number;
  }) {
    this.#auth = options.auth;
    this.#catalog = options.catalog;
    this.#cache = new PrincipalCache({
      ttlMs: KEPT_MS,
      now: options.now,
      // A new entity must show as soon as it is there.
      keeps: entity => entity !== undefined,
    });
  }

  /**
   * @throws NotFoundError for an entity that does not exist or that the caller may not see; nobody can tell which
   */
  async get(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<Entity> {
    const [entity] = await this.find([entityRef], credentials);
    if (!entity) {
      throw new NotFoundError(`There is no entity ${entityRef}`);
    }
    return entity;
  }

  /** Entities in the order of the refs; `undefined` for those that the caller does not see. */
  async find(
    entityRefs: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<(Entity | undefined)[]> {
    if (entityRefs.length === 0) {
      return [];
    }
    return this.#cache.getMany(credentials, entityRefs, async missing => {
      const { items } = await this.#catalog.getEntitiesByRefs(
        { entityRefs: missing },
        { credentials: await this.#readerFor(credentials) },
      );
      return items;
    });
  }

  async #readerFor(
    credentials: BackstageCredentials,
  ): Promise<BackstageCredentials> {
    return this.#auth.isPrincipal(credentials, 'service')
      ? this.#auth.getOwnServiceCredentials()
      : credentials;
  }
}
