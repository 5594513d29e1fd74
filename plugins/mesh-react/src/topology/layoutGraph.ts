import { Graph, layout } from '@dagrejs/dagre';
import type { LayoutEdge, LayoutNode } from './LayoutInput';
import { routeEdges, type Route } from './routeEdges';
import {
  stackRanks,
  type Placed,
  type PlacedGroup,
  type Ranked,
} from './stackRanks';

/** Where everything stands. A group is there once for each column that has nodes of it. */
export interface GraphLayout {
  width: number;
  height: number;
  nodes: Map<string, Placed>;
  groups: PlacedGroup[];
  edges: Map<string, Route>;
}

/** Above this, the exact ranker takes seconds; the other one is a little less compact. */
const EXACT_UP_TO_EDGES = 300;

/**
 * Places a graph in columns from left (callers) to right (called). dagre finds the columns and the order that crosses least; in a
 * column, nodes of one group then stand together, and each line gets a place of its own at both its ends.
 * Pure: the same graph gets the same places.
 *
 * @see https://github.com/dagrejs/dagre/wiki
 */
export function layoutGraph(
  nodes: readonly LayoutNode[],
  edges: readonly LayoutEdge[],
): GraphLayout {
  const known = new Set(nodes.map(node => node.id));
  const whole = edges.filter(
    ({ source, target }) => known.has(source) && known.has(target),
  );
  const ranked = rankNodes(nodes, whole);
  const stacked = stackRanks(ranked, whole);
  return { ...stacked, edges: routeEdges(stacked, ranked, whole) };
}

/** Columns and order by dagre. */
function rankNodes(
  nodes: readonly LayoutNode[],
  edges: readonly LayoutEdge[],
): Ranked[] {
  const graph = new Graph({ directed: true, multigraph: true });
  graph.setGraph({
    rankdir: 'LR',
    ranker: edges.length > EXACT_UP_TO_EDGES ? 'tight-tree' : 'network-simplex',
  });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of nodes) {
    graph.setNode(node.id, { width: node.width, height: node.height });
  }
  for (const edge of edges) {
    graph.setEdge(edge.source, edge.target, {}, edge.id);
  }
  layout(graph);
  const columns = [
    ...new Set(nodes.map(node => Math.round(graph.node(node.id).x ?? 0))),
  ].sort((one, other) => one - other);
  return nodes.map(node => {
    const { x = 0, y = 0 } = graph.node(node.id);
    return { node, rank: columns.indexOf(Math.round(x)), order: y };
  });
}
