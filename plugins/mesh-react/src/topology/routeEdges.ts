import type { LayoutEdge } from './LayoutInput';
import {
  COLUMN_GAP,
  PORT_HEIGHT,
  type Placed,
  type Ranked,
  type Stacked,
} from './stackRanks';

interface Point {
  x: number;
  y: number;
}

/** A line from its source to its target, and where its label stands. */
export interface Route {
  points: Point[];
  label: Point;
}

/** Width that a label may take. */
export const LABEL_WIDTH = 118;
/** From a box to the label of a line that ends there. */
const LABEL_DISTANCE = 22;
const LOOP = 22;

/** An edge with its ends, and the sides of the boxes that it uses. */
interface Ends {
  edge: LayoutEdge;
  source: Placed;
  target: Placed;
  sourceRank: number;
  targetRank: number;
}

/**
 * Routes every line: out at the side that faces the other end, in where it arrives, each with a place of its own. Labels between two
 * columns all stand at the column that has more boxes, so that no two share a place. Long lines pass other columns between boxes.
 */
export function routeEdges(
  stacked: Stacked,
  ranked: readonly Ranked[],
  edges: readonly LayoutEdge[],
): Map<string, Route> {
  const ranks = new Map(ranked.map(({ node, rank }) => [node.id, rank]));
  const all = edges.flatMap(edge => {
    const source = stacked.nodes.get(edge.source);
    const target = stacked.nodes.get(edge.target);
    const sourceRank = ranks.get(edge.source);
    const targetRank = ranks.get(edge.target);
    return source &&
      target &&
      sourceRank !== undefined &&
      targetRank !== undefined
      ? [{ edge, source, target, sourceRank, targetRank }]
      : [];
  });
  const ports = portsOf(all);
  const lanes = lanesOf(stacked, ranked);
  return new Map(
    all.map(ends => [
      ends.edge.id,
      ends.edge.source === ends.edge.target
        ? loopOf(ends.source)
        : routeOf(ends, ports, lanes, all),
    ]),
  );
}

/** Which side of a box a line uses: the one that faces the other end. */
function sidesOf(ends: Ends): ['left' | 'right', 'left' | 'right'] {
  return ends.sourceRank <= ends.targetRank
    ? ['right', 'left']
    : ['left', 'right'];
}

/** Heights of the ends of all lines, by `<edge> source` and `<edge> target`: at a side of a box ordered by where they lead. */
function portsOf(all: readonly Ends[]): Map<string, number> {
  const bySide = new Map<
    string,
    { key: string; box: Placed; other: number }[]
  >();
  const add = (side: string, key: string, box: Placed, other: Placed) => {
    const middle = other.y + other.height / 2;
    bySide.set(side, [
      ...(bySide.get(side) ?? []),
      { key, box, other: middle },
    ]);
  };
  for (const ends of all) {
    const { edge, source, target } = ends;
    const [out, into] = sidesOf(ends);
    add(`${edge.source} ${out}`, `${edge.id} source`, source, target);
    add(`${edge.target} ${into}`, `${edge.id} target`, target, source);
  }
  const ports = new Map<string, number>();
  for (const list of bySide.values()) {
    const sorted = [...list].sort((one, other) => one.other - other.other);
    const [{ box }] = sorted;
    const step = Math.min(PORT_HEIGHT, box.height / sorted.length);
    const first = box.y + box.height / 2 - (step * (sorted.length - 1)) / 2;
    sorted.forEach(({ key }, index) => ports.set(key, first + index * step));
  }
  return ports;
}

function routeOf(
  ends: Ends,
  ports: Map<string, number>,
  lanes: Map<number, { x: number; gaps: number[] }>,
  all: readonly Ends[],
): Route {
  const { edge, source, target } = ends;
  const [out, into] = sidesOf(ends);
  const edgeOf = (box: Placed, side: 'left' | 'right') =>
    side === 'left' ? box.x : box.x + box.width;
  const from = {
    x: edgeOf(source, out),
    y: ports.get(`${edge.id} source`) ?? source.y,
  };
  const to = {
    x: edgeOf(target, into),
    y: ports.get(`${edge.id} target`) ?? target.y,
  };
  const direction = to.x >= from.x ? 1 : -1;
  const offset = direction * (LABEL_DISTANCE + LABEL_WIDTH / 2);
  const atTarget = labelsAtTarget(ends, all);
  const label = atTarget
    ? { x: to.x - offset, y: to.y }
    : { x: from.x + offset, y: from.y };
  const passes = passesOf(ends, from, to, lanes);
  const knees = atTarget
    ? [{ x: label.x - (direction * LABEL_WIDTH) / 2, y: label.y }]
    : [{ x: label.x + (direction * LABEL_WIDTH) / 2, y: label.y }];
  const middle = [...passes, ...knees].sort(
    (one, other) => direction * (one.x - other.x),
  );
  return { points: [from, ...middle, to], label };
}

/** Labels stand where there are more boxes to share them out. Decided for all lines between the same two columns at once. */
function labelsAtTarget(ends: Ends, all: readonly Ends[]): boolean {
  const between = all.filter(
    other =>
      Math.min(other.sourceRank, other.targetRank) ===
        Math.min(ends.sourceRank, ends.targetRank) &&
      Math.max(other.sourceRank, other.targetRank) ===
        Math.max(ends.sourceRank, ends.targetRank),
  );
  const left = new Set(
    between.map(({ edge, sourceRank, targetRank }) =>
      sourceRank < targetRank ? edge.source : edge.target,
    ),
  ).size;
  const right = new Set(
    between.map(({ edge, sourceRank, targetRank }) =>
      sourceRank < targetRank ? edge.target : edge.source,
    ),
  ).size;
  const atRight = right >= left;
  return ends.sourceRank < ends.targetRank ? atRight : !atRight;
}

/** Heights in each column where no box stands, and the middle of the column. */
function lanesOf(
  stacked: Stacked,
  ranked: readonly Ranked[],
): Map<number, { x: number; gaps: number[] }> {
  const lanes = new Map<number, { x: number; gaps: number[] }>();
  for (const rank of new Set(ranked.map(one => one.rank))) {
    const loose = ranked
      .filter(one => one.rank === rank && one.node.group === undefined)
      .flatMap(({ node }) => stacked.nodes.get(node.id) ?? []);
    const boxes = [
      ...stacked.groups.filter(group => group.rank === rank),
      ...loose,
    ].sort((one, other) => one.y - other.y);
    const last = boxes[boxes.length - 1];
    const gaps = boxes.map((box, index) => {
      const above = boxes[index - 1];
      return above ? (above.y + above.height + box.y) / 2 : box.y - LOOP;
    });
    lanes.set(rank, {
      x: last.x + last.width / 2,
      gaps: [...gaps, last.y + last.height + LOOP],
    });
  }
  return lanes;
}

/** Where a long line passes the columns between its ends: in the gap that is nearest to the straight way. */
function passesOf(
  ends: Ends,
  from: Point,
  to: Point,
  lanes: Map<number, { x: number; gaps: number[] }>,
): Point[] {
  const low = Math.min(ends.sourceRank, ends.targetRank);
  const high = Math.max(ends.sourceRank, ends.targetRank);
  const passes: Point[] = [];
  for (let rank = low + 1; rank < high; rank += 1) {
    const lane = lanes.get(rank);
    if (lane) {
      const share = (lane.x - from.x) / (to.x - from.x || 1);
      const straight = from.y + share * (to.y - from.y);
      const [y] = [...lane.gaps].sort(
        (one, other) => Math.abs(one - straight) - Math.abs(other - straight),
      );
      // level over the whole column, so that the line stays in the gap
      const half = COLUMN_GAP / 2;
      passes.push({ x: lane.x - half, y }, { x: lane.x + half, y });
    }
  }
  return passes;
}

/** A node that calls itself: over its top and back. */
function loopOf(box: Placed): Route {
  const middle = box.y + box.height / 2;
  const top = box.y - LOOP / 2;
  return {
    points: [
      { x: box.x + box.width, y: middle },
      { x: box.x + box.width + LOOP, y: top },
      { x: box.x - LOOP, y: top },
      { x: box.x, y: middle },
    ],
    label: { x: box.x + box.width / 2, y: top },
  };
}
