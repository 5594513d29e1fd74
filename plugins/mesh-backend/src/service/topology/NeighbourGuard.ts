import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { meshTopologyReadPermission } from '@fairway/backstage-plugin-mesh-common';
import type {
  MeshGraph,
  MeshNode,
  MeshSnapshot,
  ScopeQuery,
} from '@fairway/mesh-core';
import type {
  EntityAuthorizer,
  EntityIndex,
  EntityReader,
  IndexedEntity,
} from '../../access';
import { claims, type ClaimedObject } from './claims';
import { objectsOfNode, workloadsIn } from './objectsOfNode';

/** What the caller may know of the nodes of a graph. */
export interface NodeVerdicts {
  /** Nodes that the caller must not recognize. */
  hidden: ReadonlySet<string>;
  /** Catalog entity by node, where there is one that the caller may read. */
  entityRefs: ReadonlyMap<string, string>;
  /** These entities, by their ref. */
  entities: ReadonlyMap<string, Entity>;
}

/** Entities by what they were looked up for. */
interface Owners {
  /** Entities that a node belongs to. */
  own: readonly string[];
  /** For a node that belongs to none: the entities of its namespace. */
  around: readonly string[];
  /** The node lies in a cluster that is not read: nobody can tell whose it is. */
  unknown: boolean;
}

/**
 * Decides which nodes of a graph the caller may recognize.
 *
 * A node that belongs to catalog entities is shown when the caller sees one of them and may read its topology. A node that
 * belongs to none is hidden when it lies in a namespace of entities none of which the caller may read, or in a cluster that is
 * not read. The entity's own nodes and external hosts are always shown.
 */
export class NeighbourGuard {
  readonly #options: {
    index: EntityIndex;
    entities: EntityReader;
    authorizer: EntityAuthorizer;
  };

  constructor(options: {
    index: EntityIndex;
    entities: EntityReader;
    authorizer: EntityAuthorizer;
  }) {
    this.#options = options;
  }

  /**
   * @param snapshotOf - by name of the cluster
   * @param ownNamespaces - namespaces of the entity that is looked at
   */
  async judge(
    graph: MeshGraph,
    snapshotOf: (cluster: string) => MeshSnapshot | undefined,
    ownNamespaces: ReadonlySet<string>,
    credentials: BackstageCredentials,
  ): Promise<NodeVerdicts> {
    const all = await this.#options.index.all();
    const owners = new Map(
      graph.nodes.map(node => [
        node.id,
        ownersOf(node, snapshotOf, ownNamespaces, all),
      ]),
    );
    const asked = [
      ...new Set(
        [...owners.values()].flatMap(({ own, around }) => [...own, ...around]),
      ),
    ];
    const readable = await this.#readable(asked, credentials);
    const hidden = new Set<string>();
    const entityRefs = new Map<string, string>();
    for (const node of graph.nodes) {
      const { own, around, unknown } = owners.get(node.id)!;
      const shown = own.find(ref => readable.has(ref));
      if (shown) {
        entityRefs.set(node.id, shown);
        continue;
      }
      const mayShow = !unknown && someReadable([...own, ...around], readable);
      if (!node.focus && !mayShow) {
        hidden.add(node.id);
      }
    }
    return { hidden, entityRefs, entities: readable };
  }

  /** Those entities that the caller sees and whose topology the caller may read. */
  async #readable(
    entityRefs: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<ReadonlyMap<string, Entity>> {
    const { entities, authorizer } = this.#options;
    const seen = await entities.find(entityRefs, credentials);
    const visible = entityRefs.flatMap((entityRef, index) => {
      const entity = seen[index];
      return entity ? [{ entityRef, entity }] : [];
    });
    if (visible.length === 0) {
      return new Map();
    }
    const allowed = await authorizer.decide(
      visible.map(({ entityRef }) => ({
        permission: meshTopologyReadPermission,
        entityRef,
      })),
      credentials,
    );
    return new Map(
      visible
        .filter((_, index) => allowed[index])
        .map(({ entityRef, entity }) => [entityRef, entity]),
    );
  }
}

/** A node that nobody claims is everybody's. */
function someReadable(
  entityRefs: readonly string[],
  readable: ReadonlyMap<string, Entity>,
): boolean {
  return entityRefs.length === 0 || entityRefs.some(ref => readable.has(ref));
}

function ownersOf(
  node: MeshNode,
  snapshotOf: (cluster: string) => MeshSnapshot | undefined,
  ownNamespaces: ReadonlySet<string>,
  all: readonly IndexedEntity[],
): Owners {
  const { cluster, namespace, kind } = node;
  if (namespace === undefined || kind === 'external') {
    return { own: [], around: [], unknown: false };
  }
  const snapshot = cluster === undefined ? undefined : snapshotOf(cluster);
  if (!snapshot) {
    return { own: [], around: [], unknown: true };
  }
  const own = claimants(all, objectsOfNode(node, snapshot));
  const isElsewhere = own.length === 0 && !ownNamespaces.has(namespace);
  const around = isElsewhere
    ? [
        ...claimants(all, workloadsIn(snapshot, namespace)),
        // Where the cluster does not let the workloads of a namespace be read, the annotations must do.
        ...all
          .filter(({ query }) => namesNamespace(query, namespace))
          .map(({ entityRef }) => entityRef),
      ]
    : [];
  return { own, around, unknown: false };
}

function namesNamespace(query: ScopeQuery, namespace: string): boolean {
  return (
    query.namespace === namespace ||
    (query.workloads ?? []).some(named => named.namespace === namespace)
  );
}

function claimants(
  all: readonly IndexedEntity[],
  objects: readonly ClaimedObject[],
): string[] {
  return all
    .filter(({ query }) => objects.some(object => claims(query, object)))
    .map(({ entityRef }) => entityRef);
}
