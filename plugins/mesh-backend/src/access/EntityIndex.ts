import type { AuthService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import {
  RELATION_OWNED_BY,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ANNOTATION_KUBERNETES_ID,
  ANNOTATION_KUBERNETES_LABEL_SELECTOR,
  ANNOTATION_WORKLOADS,
} from '@fairway/backstage-plugin-mesh-common';
import { parseScopeQuery, type ScopeQuery } from '@fairway/mesh-core';

/** An entity that says which workloads belong to it. */
export interface IndexedEntity {
  entityRef: string;
  /** `metadata.name` */
  name: string;
  ownerRef?: string;
  /** Annotation `backstage.io/kubernetes-id`, also where another annotation says which workloads are meant. */
  kubernetesId?: string;
  query: ScopeQuery;
}

const KEPT_MS = 30_000;

/** Full ref of the owner of an entity, as the catalog resolved it. */
export function ownerOf(entity: Entity): string | undefined {
  return entity.relations?.find(({ type }) => type === RELATION_OWNED_BY)
    ?.targetRef;
}

/** What an entity says about its workloads; `undefined` when it says nothing. */
export function queryOf(entity: Entity): ScopeQuery | undefined {
  const ownerRef = ownerOf(entity);
  return parseScopeQuery(entity.metadata.annotations, {
    entityRef: stringifyEntityRef(entity),
    ...(ownerRef && { ownerRef }),
  });
}

/** Reduces an entity to what is known by it; `undefined` when it says nothing about workloads. */
export function indexedEntity(entity: Entity): IndexedEntity | undefined {
  const query = queryOf(entity);
  if (!query) {
    return undefined;
  }
  const ownerRef = ownerOf(entity);
  const { annotations, name } = entity.metadata;
  const kubernetesId = annotations?.[ANNOTATION_KUBERNETES_ID]?.trim();
  return {
    entityRef: stringifyEntityRef(entity),
    name,
    ...(ownerRef && { ownerRef }),
    ...(kubernetesId && { kubernetesId }),
    query,
  };
}

/**
 * All entities that say which workloads belong to them, read with the plugin's own credentials: to know whose a workload is, one
 * must know also those that the caller does not see. Nothing of it is shown before the caller's credentials were asked.
 */
export class EntityIndex {
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;
  readonly #now: () => number;
  #kept?: { entities: Promise<readonly IndexedEntity[]>; until: number };

  constructor(options: {
    auth: AuthService;
    catalog: CatalogService;
    now: () => number;
  }) {
    this.#auth = options.auth;
    this.#catalog = options.catalog;
    this.#now = options.now;
  }

  /** @throws when the catalog does not answer */
  async all(): Promise<readonly IndexedEntity[]> {
    const now = this.#now();
    if (!this.#kept || this.#kept.until <= now) {
      const entities = this.#read();
      const kept = { entities, until: now + KEPT_MS };
      this.#kept = kept;
      entities.catch(() => {
        if (this.#kept === kept) {
          this.#kept = undefined;
        }
      });
    }
    return this.#kept.entities;
  }

  async #read(): Promise<readonly IndexedEntity[]> {
    const credentials = await this.#auth.getOwnServiceCredentials();
    const annotations = [
      ANNOTATION_KUBERNETES_ID,
      ANNOTATION_KUBERNETES_LABEL_SELECTOR,
      ANNOTATION_WORKLOADS,
    ];
    const { items } = await this.#catalog.getEntities(
      {
        filter: annotations.map(annotation => ({
          [`metadata.annotations.${annotation}`]: CATALOG_FILTER_EXISTS,
        })),
        fields: [
          'kind',
          'metadata.name',
          'metadata.namespace',
          'metadata.annotations',
          'relations',
        ],
      },
      { credentials },
    );
    return items.flatMap(entity => indexedEntity(entity) ?? []);
  }
}
