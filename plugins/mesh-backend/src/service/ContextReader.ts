import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type {
  Binding,
  SourceState,
  Unscoped,
} from '@fairway/backstage-plugin-mesh-common';
import type { ClusterSource } from '@fairway/backstage-plugin-mesh-node';
import type { ScopeQuery } from '@fairway/mesh-core';
import { indexedEntity, type EntityIndex, type EntityReader } from '../access';
import { clustersOf, resourcesOf } from './clustersOf';
import { confirmBinding } from './confirmBinding';
import { describeNotConfigured, describeNoWorkloads } from './describeUnscoped';
import { hashText } from './hashText';
import { ScopeCache, type ClusterScope } from './ScopeCache';

/** An entity with the workloads that belong to it, and all objects that act on them. */
export interface EntityContext {
  status: 'ok';
  entity: Entity;
  entityRef: string;
  clusters: readonly string[];
  /** Of the clusters in which the entity has workloads; never empty. */
  scopes: readonly ClusterScope[];
  binding: Binding;
  /** Changes whenever an object of the scopes does. */
  revision: number;
  /** States of all sources, and those of clusters that are named and not read. */
  states: readonly SourceState[];
  /** Namespaces of the workloads and of the mesh. */
  namespaces: ReadonlySet<string>;
}

/** An entity without workloads, and why. */
export interface UnscopedContext {
  status: 'unscoped';
  unscoped: Unscoped;
  clusters: readonly string[];
  states: readonly SourceState[];
}

/** Finds what belongs to an entity. */
export class ContextReader {
  readonly #options: {
    source: ClusterSource;
    entities: EntityReader;
    index: EntityIndex;
    now: () => number;
  };
  readonly #scopes = new ScopeCache();

  constructor(options: {
    source: ClusterSource;
    entities: EntityReader;
    /** Entities that claim workloads. */
    index: EntityIndex;
    now: () => number;
  }) {
    this.#options = options;
  }

  /** @throws NotFoundError for an entity that the caller does not see */
  async read(
    ref: string,
    credentials: BackstageCredentials,
  ): Promise<EntityContext | UnscopedContext> {
    const { source, entities, index } = this.#options;
    const entity = await entities.get(ref, credentials);
    const entityRef = stringifyEntityRef(entity);
    const claimant = indexedEntity(entity);
    const clusters = clustersOf(
      entity,
      await entities.find(resourcesOf(entity), credentials),
      source.clusters(),
    );
    const read = source.states();
    const states = [...read, ...this.#unreadClusters(clusters, read)];
    if (!claimant) {
      const unscoped = describeNotConfigured(entity, entityRef);
      return { status: 'unscoped', unscoped, clusters, states };
    }
    const { query } = claimant;
    const scopes = this.scopesOf(query, clusters);
    if (scopes.length === 0) {
      const ofClusters = states.filter(
        ({ cluster }) => cluster === undefined || clusters.includes(cluster),
      );
      const unscoped = describeNoWorkloads(query, clusters, ofClusters);
      return { status: 'unscoped', unscoped, clusters, states };
    }
    return {
      status: 'ok',
      entity,
      entityRef,
      clusters,
      scopes,
      binding: confirmBinding(claimant, scopes, await index.all()),
      revision: revisionOf(scopes),
      states,
      namespaces: namespacesOf(scopes),
    };
  }

  /** Scopes in the clusters in which the query finds something. */
  scopesOf(query: ScopeQuery, clusters: readonly string[]): ClusterScope[] {
    return clusters.flatMap(cluster => {
      const snapshot = this.#options.source.snapshot(cluster);
      const found = snapshot && this.#scopes.get(snapshot, query);
      return found && found.scope.members.length > 0 ? [found] : [];
    });
  }

  /** An annotation may name a cluster that nobody reads. */
  #unreadClusters(
    clusters: readonly string[],
    states: readonly SourceState[],
  ): SourceState[] {
    const { source, now } = this.#options;
    const known = source.clusters();
    const pluginAnswers = !states.some(({ id }) => id === 'kubernetes');
    return clusters
      .filter(cluster => pluginAnswers && !known.includes(cluster))
      .map(cluster => ({
        id: `kubernetes:${cluster}`,
        type: 'kubernetes',
        cluster,
        state: 'not-configured',
        since: new Date(now()).toISOString(),
        reason: `The entity names cluster ${cluster}, which is not read.`,
      }));
  }
}

/** One number for several clusters. */
export function revisionOf(scopes: readonly ClusterScope[]): number {
  return hashText(
    scopes.map(({ scope, revision }) => `${scope.cluster} ${revision}`).join(),
  );
}

function namespacesOf(scopes: readonly ClusterScope[]): ReadonlySet<string> {
  return new Set(
    scopes.flatMap(({ scope }) => [
      scope.rootNamespace,
      ...[...scope.workloads, ...scope.services].flatMap(({ ref }) =>
        ref.namespace === undefined ? [] : [ref.namespace],
      ),
    ]),
  );
}
