import { Graph, layout } from '@dagrejs/dagre';

/** A box to place, with the group (namespace) that it belongs to. Sizes are pixels. */
export interface LayoutNode {
  id: string;
  width: number;
  height: number;
  group?: string;
}

/** A line to draw; `width` and `height` are those of its label. */
export interface LayoutEdge {
  id: string;
  source: string;
  target: string;
  width: number;
  height: number;
}

/** A place by its upper left corner. */
export interface Placed {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Where everything stands. `points` of an edge run from its source to its target. */
export interface GraphLayout {
  width: number;
  height: number;
  nodes: Map<string, Placed>;
  groups: Map<string, Placed>;
  edges: Map<
    string,
    { points: { x: number; y: number }[]; label: { x: number; y: number } }
  >;
}

/** Room around the nodes of a group, and for its name above them. */
const GROUP_PADDING = 12;
const GROUP_TITLE = 26;
const LEAST_BEND_DISTANCE = 90;
/** Above this, the exact ranker takes seconds; the other one is a little less compact. */
const EXACT_UP_TO_EDGES = 300;

/**
 * Places a graph from left (callers) to right (called), namespaces together. Pure: the same graph gets the same places.
 *
 * @see https://github.com/dagrejs/dagre/wiki
 */
export function layoutGraph(
  nodes: readonly LayoutNode[],
  edges: readonly LayoutEdge[],
): GraphLayout {
  const graph = new Graph({ directed: true, multigraph: true, compound: true });
  graph.setGraph({
    rankdir: 'LR',
    nodesep: 24,
    edgesep: 18,
    ranksep: 48,
    ranker: edges.length > EXACT_UP_TO_EDGES ? 'tight-tree' : 'network-simplex',
  });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of nodes) {
    // the title of a group is paid for by each of its nodes, so that groups keep clear of each other
    const title = node.group ? GROUP_TITLE : 0;
    graph.setNode(node.id, { width: node.width, height: node.height + title });
    if (node.group) {
      graph.setNode(groupId(node.group), {});
      graph.setParent(node.id, groupId(node.group));
    }
  }
  for (const edge of edges) {
    graph.setEdge(
      edge.source,
      edge.target,
      { width: edge.width, height: edge.height, labelpos: 'c' },
      edge.id,
    );
  }
  layout(graph);
  return readLayout(graph, nodes, edges);
}

function groupId(group: string): string {
  return `group ${group}`;
}

function readLayout(
  graph: Graph,
  nodes: readonly LayoutNode[],
  edges: readonly LayoutEdge[],
): GraphLayout {
  const placed = new Map<string, Placed>();
  for (const node of nodes) {
    const { x = 0, y = 0 } = graph.node(node.id);
    const title = node.group ? GROUP_TITLE : 0;
    placed.set(node.id, {
      x: x - node.width / 2,
      y: y - node.height / 2 + title / 2,
      width: node.width,
      height: node.height,
    });
  }
  const routed: GraphLayout['edges'] = new Map();
  for (const edge of edges) {
    const source = placed.get(edge.source);
    const target = placed.get(edge.target);
    if (source && target) {
      routed.set(edge.id, routeEdge(graph, edge, source, target));
    }
  }
  return moveToOrigin({
    width: 0,
    height: 0,
    nodes: placed,
    groups: groupsOf(nodes, placed),
    edges: routed,
  });
}

/** Lines leave at the right side and arrive at the left one, also where dagre cuts a corner. */
function routeEdge(
  graph: Graph,
  edge: LayoutEdge,
  source: Placed,
  target: Placed,
): { points: { x: number; y: number }[]; label: { x: number; y: number } } {
  const {
    points = [],
    x,
    y,
  } = graph.edge({
    v: edge.source,
    w: edge.target,
    name: edge.id,
  });
  const inner = points.slice(1, -1);
  const from = sideOf(source, 'right', inner[0]?.y);
  const to = sideOf(target, 'left', inner[inner.length - 1]?.y);
  const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  const label = { x: x ?? middle.x, y: y ?? middle.y };
  return { points: [from, ...bends(inner, label, from, to), to], label };
}

/**
 * The points that a line has to pass: its label, and on a long way what keeps it clear of other boxes. Bends close to an end or
 * to the label would only make corners.
 */
function bends(
  inner: readonly { x: number; y: number }[],
  label: { x: number; y: number },
  from: { x: number },
  to: { x: number },
): { x: number; y: number }[] {
  const far = (x: number, y: number) => Math.abs(x - y) > LEAST_BEND_DISTANCE;
  const kept = inner.filter(
    point =>
      far(point.x, from.x) && far(point.x, to.x) && far(point.x, label.x),
  );
  const forward = to.x >= from.x;
  return [...kept, label].sort((one, other) =>
    forward ? one.x - other.x : other.x - one.x,
  );
}

/** A point on a side of a box, as near to a height as the box allows. */
function sideOf(
  box: Placed,
  side: 'left' | 'right',
  nearY = box.y + box.height / 2,
): { x: number; y: number } {
  const inset = Math.min(18, box.height / 3);
  const top = box.y + inset;
  const bottom = box.y + box.height - inset;
  return {
    x: side === 'left' ? box.x : box.x + box.width,
    y: Math.min(Math.max(nearY, top), bottom),
  };
}

function groupsOf(
  nodes: readonly LayoutNode[],
  placed: Map<string, Placed>,
): Map<string, Placed> {
  const groups = new Map<string, Placed>();
  for (const node of nodes) {
    const place = placed.get(node.id);
    if (node.group && place) {
      const box: Placed = {
        x: place.x - GROUP_PADDING,
        y: place.y - GROUP_TITLE,
        width: place.width + 2 * GROUP_PADDING,
        height: place.height + GROUP_TITLE + GROUP_PADDING,
      };
      const known = groups.get(node.group);
      groups.set(node.group, known ? union(known, box) : box);
    }
  }
  return groups;
}

function union(one: Placed, other: Placed): Placed {
  const x = Math.min(one.x, other.x);
  const y = Math.min(one.y, other.y);
  return {
    x,
    y,
    width: Math.max(one.x + one.width, other.x + other.width) - x,
    height: Math.max(one.y + one.height, other.y + other.height) - y,
  };
}

function moveToOrigin(result: GraphLayout): GraphLayout {
  const boxes = [...result.nodes.values(), ...result.groups.values()];
  if (boxes.length === 0) {
    return result;
  }
  const all = boxes.reduce(union);
  const moved = <T extends { x: number; y: number }>(point: T): T => ({
    ...point,
    x: point.x - all.x,
    y: point.y - all.y,
  });
  const movedMap = (map: Map<string, Placed>) =>
    new Map([...map].map(([id, place]) => [id, moved(place)]));
  return {
    width: all.width,
    height: all.height,
    nodes: movedMap(result.nodes),
    groups: movedMap(result.groups),
    edges: new Map(
      [...result.edges].map(([id, edge]) => [
        id,
        { points: edge.points.map(moved), label: moved(edge.label) },
      ]),
    ),
  };
}
