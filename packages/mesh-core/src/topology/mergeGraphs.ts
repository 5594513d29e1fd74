import type { MeshEdge, MeshGraph, MeshNode, Traffic } from './model';

const byId = (a: { id: string }, b: { id: string }): number => {
  if (a.id === b.id) {
    return 0;
  }
  return a.id < b.id ? -1 : 1;
};

const rateOf = (traffic: readonly Traffic[]): number =>
  traffic.reduce((sum, { ratePerSecond }) => sum + ratePerSecond, 0);

/** How much a graph knows of a node: the graph around a node has all of its traffic, others only what touches them. */
function knowledgeOf(node: MeshNode): number {
  return rateOf(node.inbound) + rateOf(node.outbound);
}

function better(a: MeshNode, b: MeshNode): MeshNode {
  const difference = knowledgeOf(a) - knowledgeOf(b);
  if (difference !== 0) {
    return difference > 0 ? a : b;
  }
  // Equal: any rule will do that does not depend on the order of the graphs.
  return JSON.stringify(a) <= JSON.stringify(b) ? a : b;
}

function mergeNodes(a: MeshNode, b: MeshNode): MeshNode {
  const node = better(a, b);
  const badges = new Set([...a.badges, ...b.badges]);
  return {
    ...node,
    focus: a.focus || b.focus,
    badges: [...badges].sort(),
  };
}

function mergeEdges(a: MeshEdge, b: MeshEdge): MeshEdge {
  const difference = a.traffic.ratePerSecond - b.traffic.ratePerSecond;
  if (difference !== 0) {
    return difference > 0 ? a : b;
  }
  return JSON.stringify(a) <= JSON.stringify(b) ? a : b;
}

function mergeBy<T extends { id: string }>(
  lists: readonly (readonly T[])[],
  merge: (a: T, b: T) => T,
): T[] {
  const found = new Map<string, T>();
  for (const item of lists.flat()) {
    const present = found.get(item.id);
    found.set(item.id, present ? merge(present, item) : item);
  }
  return [...found.values()].sort(byId);
}

/**
 * Joins graphs around several workloads into one: nodes and edges of the same id become one. Of a node the graph that knows more of
 * its traffic is believed. The order of the graphs does not matter; the result is sorted by id.
 *
 * @public
 */
export function mergeGraphs(graphs: readonly MeshGraph[]): MeshGraph {
  const sorted = graphs.flatMap(({ nodes }) => nodes).map(sortedBadges);
  return {
    nodes: mergeBy([sorted], mergeNodes),
    edges: mergeBy(
      graphs.map(({ edges }) => edges),
      mergeEdges,
    ),
  };
}

function sortedBadges(node: MeshNode): MeshNode {
  return { ...node, badges: [...node.badges].sort() };
}
