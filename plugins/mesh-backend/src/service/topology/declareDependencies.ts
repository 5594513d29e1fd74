import {
  RELATION_CONSUMES_API,
  RELATION_DEPENDS_ON,
  RELATION_PROVIDES_API,
  type Entity,
} from '@backstage/catalog-model';
import type { MeshGraph } from '@fairway/mesh-core';

/**
 * Says of each call of the entity to another one whether the catalog knows of it: because the entity depends on the other one, or
 * consumes an API that the other one provides. Calls to what is no entity, and calls of others, are none that the entity could
 * declare.
 *
 * @param entities - those of the nodes, by ref
 */
export function declareDependencies(
  graph: MeshGraph,
  entity: Entity,
  entities: ReadonlyMap<string, Entity>,
): MeshGraph {
  const dependencies = targetsOf(entity, RELATION_DEPENDS_ON);
  const consumed = targetsOf(entity, RELATION_CONSUMES_API);
  const isDeclared = (entityRef: string): boolean => {
    const provided = targetsOf(entities.get(entityRef), RELATION_PROVIDES_API);
    return (
      dependencies.has(entityRef) ||
      [...provided].some(api => consumed.has(api))
    );
  };
  const nodes = new Map(graph.nodes.map(node => [node.id, node]));
  return {
    nodes: graph.nodes,
    edges: graph.edges.map(edge => {
      const source = nodes.get(edge.source);
      const target = nodes.get(edge.target);
      if (!source?.focus || !target || target.focus || !target.entityRef) {
        return { ...edge, dependency: 'not-applicable' };
      }
      const declared = isDeclared(target.entityRef);
      return { ...edge, dependency: declared ? 'declared' : 'undeclared' };
    }),
  };
}

function targetsOf(entity: Entity | undefined, relation: string): Set<string> {
  return new Set(
    (entity?.relations ?? [])
      .filter(({ type }) => type === relation)
      .map(({ targetRef }) => targetRef),
  );
}
