import type { MeshEdge, MeshGraph, MeshNode } from './model';

/**
 * A workload whose surroundings are looked at.
 *
 * @public
 */
export interface GraphTarget {
  cluster: string;
  namespace: string;
  name: string;
}

function isNamed(
  node: MeshNode,
  target: GraphTarget,
  name: string | undefined,
): boolean {
  return (
    node.kind !== 'hidden' &&
    node.kind !== 'external' &&
    node.namespace === target.namespace &&
    (node.cluster === undefined || node.cluster === target.cluster) &&
    name === target.name
  );
}

/** Kiali gives service nodes an app too; that is no workload. */
function workloadName(node: MeshNode): string | undefined {
  return node.workload ?? (node.kind === 'service' ? undefined : node.app);
}

/** Nodes of a target: its workload or app; in a graph that has neither, the service of that name. */
function nodesOf(graph: MeshGraph, target: GraphTarget): MeshNode[] {
  const workloads = graph.nodes.filter(node =>
    isNamed(node, target, workloadName(node)),
  );
  return workloads.length > 0
    ? workloads
    : graph.nodes.filter(node => isNamed(node, target, node.service));
}

/** Services that do nothing but lead to own nodes are own nodes too. */
function ownServices(
  graph: MeshGraph,
  own: ReadonlySet<string>,
  edgesFrom: ReadonlyMap<string, readonly MeshEdge[]>,
): string[] {
  const namespaces = new Set(
    graph.nodes.filter(({ id }) => own.has(id)).map(node => node.namespace),
  );
  return graph.nodes
    .filter(node => node.kind === 'service' && namespaces.has(node.namespace))
    .filter(({ id }) => {
      const edges = edgesFrom.get(id) ?? [];
      return edges.length > 0 && edges.every(({ target }) => own.has(target));
    })
    .map(({ id }) => id);
}

/**
 * Reduces a graph to the surroundings of some workloads: their own nodes (marked `focus`), the neighbours, and every edge that
 * touches an own node. Services that lead to the workloads alone count as their own.
 *
 * @returns an empty graph when none of the workloads is in it
 * @public
 */
export function focusGraph(
  graph: MeshGraph,
  targets: readonly GraphTarget[],
): MeshGraph {
  const edgesFrom = new Map<string, MeshEdge[]>();
  for (const edge of graph.edges) {
    edgesFrom.set(edge.source, [...(edgesFrom.get(edge.source) ?? []), edge]);
  }
  const own = new Set(
    targets.flatMap(target => nodesOf(graph, target)).map(({ id }) => id),
  );
  ownServices(graph, own, edgesFrom).forEach(id => own.add(id));
  const edges = graph.edges.filter(
    ({ source, target }) => own.has(source) || own.has(target),
  );
  const kept = new Set([
    ...own,
    ...edges.flatMap(({ source, target }) => [source, target]),
  ]);
  return {
    nodes: graph.nodes
      .filter(({ id }) => kept.has(id))
      .map(node => ({ ...node, focus: own.has(node.id) })),
    edges,
  };
}
