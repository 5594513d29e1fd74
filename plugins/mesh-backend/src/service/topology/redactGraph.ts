import type { MeshEdge, MeshGraph, MeshNode } from '@fairway/mesh-core';
import type { NodeVerdicts } from './NeighbourGuard';

/**
 * Makes the nodes of a graph unrecognizable that the caller must not know, and names the entities of the others. What is left of
 * a hidden node is that it exists, and the traffic between it and nodes that are shown: that is theirs too.
 */
export function redactGraph(
  graph: MeshGraph,
  { hidden, entityRefs }: NodeVerdicts,
): MeshGraph {
  // The ids of a source are made of names; a hidden node gets one that is not.
  const ids = new Map(
    graph.nodes
      .filter(({ id }) => hidden.has(id))
      .map(({ id }) => id)
      .sort()
      .map((id, index) => [id, `hidden-${index + 1}`]),
  );
  return {
    nodes: graph.nodes.map(node => {
      const id = ids.get(node.id);
      const entityRef = entityRefs.get(node.id);
      return id === undefined
        ? { ...node, ...(entityRef !== undefined && { entityRef }) }
        : hiddenNode(id);
    }),
    edges: graph.edges.flatMap(edge => redactEdge(edge, ids)),
  };
}

function hiddenNode(id: string): MeshNode {
  return {
    id,
    kind: 'hidden',
    name: 'Another service',
    focus: false,
    outsideMesh: false,
    health: {
      state: 'unknown',
      reason: 'You may not see this service.',
      evidence: [],
    },
    inbound: [],
    outbound: [],
    badges: [],
  };
}

function redactEdge(
  edge: MeshEdge,
  ids: ReadonlyMap<string, string>,
): MeshEdge[] {
  const source = ids.get(edge.source);
  const target = ids.get(edge.target);
  if (source === undefined && target === undefined) {
    return [edge];
  }
  if (source !== undefined && target !== undefined) {
    return [];
  }
  const ends = {
    source: source ?? edge.source,
    target: target ?? edge.target,
  };
  const id = `${ends.source}>${ends.target}:${edge.traffic.protocol}`;
  return [{ ...edge, ...ends, id }];
}
