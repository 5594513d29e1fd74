import type { LayoutEdge, LayoutNode } from './LayoutInput';

/** A place by its upper left corner. */
export interface Placed {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The box around the nodes of a group in one column. */
export interface PlacedGroup extends Placed {
  id: string;
  name: string;
  rank: number;
}

/** A node with its column and its place in the order of the column. */
export interface Ranked {
  node: LayoutNode;
  rank: number;
  order: number;
}

/** Boxes of nodes and groups, without lines. */
export interface Stacked {
  width: number;
  height: number;
  nodes: Map<string, Placed>;
  groups: PlacedGroup[];
}

/** Height that a line with its label takes at the side of a node. */
export const PORT_HEIGHT = 24;
/** Room between two columns: a label, and the bend of the line. */
export const COLUMN_GAP = 196;
const GROUP_PADDING = 12;
const GROUP_TITLE = 26;
const NODE_GAP = 14;
const GROUP_GAP = 20;

/** Nodes of one group in one column, the topmost first. */
interface Cluster {
  group: string | undefined;
  members: Ranked[];
}

/** Stacks the nodes of each column, those of a group together, and centres the columns on each other. */
export function stackRanks(
  ranked: readonly Ranked[],
  edges: readonly LayoutEdge[],
): Stacked {
  const ranks = [...new Set(ranked.map(({ rank }) => rank))].sort(
    (one, other) => one - other,
  );
  const heights = heightsOf(ranked, edges);
  const nodes = new Map<string, Placed>();
  const groups: PlacedGroup[] = [];
  let x = 0;
  const columns = ranks.map(rank => {
    const members = ranked.filter(one => one.rank === rank);
    const width = Math.max(...members.map(({ node }) => node.width));
    const column = stackColumn(clustersOf(members), heights, x, width, rank);
    x += width + 2 * GROUP_PADDING + COLUMN_GAP;
    return column;
  });
  const height = Math.max(0, ...columns.map(column => column.height));
  for (const column of columns) {
    const shift = (height - column.height) / 2;
    for (const [id, place] of column.nodes) {
      nodes.set(id, { ...place, y: place.y + shift });
    }
    groups.push(
      ...column.groups.map(group => ({ ...group, y: group.y + shift })),
    );
  }
  return { width: Math.max(0, x - COLUMN_GAP), height, nodes, groups };
}

/** A node is as high as the lines at its busier side ask for. */
function heightsOf(
  ranked: readonly Ranked[],
  edges: readonly LayoutEdge[],
): Map<string, number> {
  return new Map(
    ranked.map(({ node }) => {
      const incoming = edges.filter(edge => edge.target === node.id).length;
      const outgoing = edges.filter(edge => edge.source === node.id).length;
      const ports = Math.max(incoming, outgoing);
      return [node.id, Math.max(node.height, ports * PORT_HEIGHT + 8)];
    }),
  );
}

/** Groups by the mean place of their nodes, nodes by their own. */
function clustersOf(members: readonly Ranked[]): Cluster[] {
  const byGroup = new Map<string, Ranked[]>();
  for (const member of members) {
    const key = member.node.group ?? `node ${member.node.id}`;
    byGroup.set(key, [...(byGroup.get(key) ?? []), member]);
  }
  const mean = (cluster: Cluster) =>
    cluster.members.reduce((sum, { order }) => sum + order, 0) /
    cluster.members.length;
  return [...byGroup.values()]
    .map(list => ({
      group: list[0].node.group,
      members: [...list].sort((one, other) => one.order - other.order),
    }))
    .sort((one, other) => mean(one) - mean(other));
}

function stackColumn(
  clusters: readonly Cluster[],
  heights: Map<string, number>,
  x: number,
  width: number,
  rank: number,
): Stacked {
  const nodes = new Map<string, Placed>();
  const groups: PlacedGroup[] = [];
  let y = 0;
  clusters.forEach(({ group, members }, index) => {
    y += index > 0 ? GROUP_GAP : 0;
    const top = y;
    y += group === undefined ? 0 : GROUP_TITLE;
    members.forEach(({ node }, position) => {
      y += position > 0 ? NODE_GAP : 0;
      const height = heights.get(node.id) ?? node.height;
      nodes.set(node.id, { x: x + GROUP_PADDING, y, width, height });
      y += height;
    });
    if (group !== undefined) {
      y += GROUP_PADDING;
      groups.push({
        id: `${rank} ${group}`,
        name: group,
        rank,
        x,
        y: top,
        width: width + 2 * GROUP_PADDING,
        height: y - top,
      });
    }
  });
  return { width, height: y, nodes, groups };
}
