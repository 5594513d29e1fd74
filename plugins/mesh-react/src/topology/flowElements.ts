import type { MeshEdge, MeshGraph, MeshNode } from '@fairway/mesh-core';
import { MarkerType, Position, type Edge, type Node } from '@xyflow/react';
import type { HealthState } from '../components/HealthMark';
import type { GraphSelection } from './graphWords';
import type { GraphLayout } from './layoutGraph';
import type { LayoutEdge, LayoutNode } from './LayoutInput';
import type { Placed, PlacedGroup } from './stackRanks';

/** A node of the mesh on the canvas. */
export type MeshFlowNode = Node<{ node: MeshNode }, 'mesh'>;
/** A box around the nodes of a namespace. */
export type GroupFlowNode = Node<{ name: string }, 'namespace'>;
/** A connection on the canvas. */
export type MeshFlowEdge = Edge<
  {
    edge: MeshEdge;
    points: { x: number; y: number }[];
    label: { x: number; y: number };
  },
  'mesh'
>;

const NODE_SIZE = { width: 184, height: 74 };

/** What the layout has to know of a graph: sizes and who belongs together. */
export function layoutInput(graph: MeshGraph): {
  nodes: LayoutNode[];
  edges: LayoutEdge[];
} {
  return {
    nodes: graph.nodes.map(node => ({
      id: node.id,
      group: node.namespace,
      ...NODE_SIZE,
    })),
    edges: graph.edges.map(({ id, source, target }) => ({
      id,
      source,
      target,
    })),
  };
}

/** Equal for graphs that get the same places, whatever their figures are. */
export function structureKey(graph: MeshGraph): string {
  const nodes = graph.nodes.map(node => [node.id, node.namespace ?? '']);
  const edges = graph.edges.map(edge => [edge.id, edge.source, edge.target]);
  return JSON.stringify([nodes, edges]);
}

const EDGE_COLOUR: Record<HealthState, string> = {
  healthy: 'var(--fw-edge)',
  idle: 'var(--fw-edge)',
  unknown: 'var(--fw-edge)',
  'not-ready': 'var(--fw-warn)',
  degraded: 'var(--fw-warn)',
  failure: 'var(--fw-bad-line)',
};

/** The colour of a connection of some health. */
export function edgeColour(state: HealthState): string {
  return EDGE_COLOUR[state];
}

/** From a hair for nothing to 4 px for much; ten times the rate is one step. Bytes count per kilobyte. */
export function edgeWidth(edge: MeshEdge): number {
  const { ratePerSecond, protocol } = edge.traffic;
  const rate = protocol === 'tcp' ? ratePerSecond / 10_000 : ratePerSecond;
  return Math.min(4, 1.25 + 0.8 * Math.log10(1 + rate));
}

/** Nodes, boxes and lines for the canvas. */
export function flowElements(
  graph: MeshGraph,
  layout: GraphLayout,
  selection: GraphSelection | undefined,
): { nodes: (MeshFlowNode | GroupFlowNode)[]; edges: MeshFlowEdge[] } {
  const groups = layout.groups.map(groupNode);
  const nodes = graph.nodes.flatMap(node => {
    const place = layout.nodes.get(node.id);
    return place ? [meshNode(node, place, selection)] : [];
  });
  const edges = graph.edges.flatMap(edge => {
    const route = layout.edges.get(edge.id);
    return route
      ? [{ ...meshEdge(edge, selection), data: { edge, ...route } }]
      : [];
  });
  return { nodes: [...groups, ...nodes], edges };
}

function groupNode(place: PlacedGroup): GroupFlowNode {
  return {
    id: `namespace ${place.id}`,
    type: 'namespace',
    data: { name: place.name },
    position: { x: place.x, y: place.y },
    width: place.width,
    height: place.height,
    measured: { width: place.width, height: place.height },
    selectable: false,
    focusable: false,
    zIndex: -1,
  };
}

function meshNode(
  node: MeshNode,
  place: Placed,
  selection: GraphSelection | undefined,
): MeshFlowNode {
  const { width, height } = place;
  const handle = (type: 'source' | 'target', x: number) => ({
    type,
    position: type === 'source' ? Position.Right : Position.Left,
    x,
    y: height / 2,
  });
  return {
    id: node.id,
    type: 'mesh',
    data: { node },
    position: { x: place.x, y: place.y },
    width,
    height,
    measured: { width, height },
    // given, so that lines need not wait until the boxes are measured
    handles: [handle('target', 0), handle('source', width)],
    selected: selection?.kind === 'node' && selection.id === node.id,
    ariaLabel: `${node.name}${node.namespace ? ` · ${node.namespace}` : ''}`,
  };
}

function meshEdge(
  edge: MeshEdge,
  selection: GraphSelection | undefined,
): Omit<MeshFlowEdge, 'data'> {
  return {
    id: edge.id,
    type: 'mesh',
    source: edge.source,
    target: edge.target,
    selected: selection?.kind === 'edge' && selection.id === edge.id,
    // the table has a tab stop for each connection
    focusable: false,
    markerEnd: {
      type: MarkerType.ArrowClosed,
      color: edgeColour(edge.health.state),
      width: 14,
      height: 14,
      markerUnits: 'userSpaceOnUse',
    },
  };
}

/**
 * A smooth line through points: flat at both ends, without overshooting in between (monotone cubic interpolation).
 * Where the points do not move on in x, a straight piece stands in.
 *
 * @see https://en.wikipedia.org/wiki/Monotone_cubic_interpolation
 */
export function smoothPath(
  points: readonly { x: number; y: number }[],
): string {
  const [first] = points;
  if (!first) {
    return '';
  }
  const pieces = points.slice(1).map((point, index) => {
    const before = points[index];
    const dx = (point.x - before.x) / 3;
    if (dx === 0) {
      return `L ${point.x} ${point.y}`;
    }
    const leave = before.y + dx * slopeAt(points, index);
    const arrive = point.y - dx * slopeAt(points, index + 1);
    return `C ${before.x + dx} ${leave} ${point.x - dx} ${arrive} ${point.x} ${point.y}`;
  });
  return [`M ${first.x} ${first.y}`, ...pieces].join(' ');
}

function slopeAt(
  points: readonly { x: number; y: number }[],
  index: number,
): number {
  if (index === 0 || index === points.length - 1) {
    return 0;
  }
  const [before, here, after] = points.slice(index - 1, index + 2);
  const into = (here.y - before.y) / (here.x - before.x || 1);
  const out = (after.y - here.y) / (after.x - here.x || 1);
  return into * out <= 0 ? 0 : (2 * into * out) / (into + out);
}
