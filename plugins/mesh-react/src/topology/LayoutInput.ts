/** A box to place, with the group (namespace) that it belongs to. Sizes are pixels. */
export interface LayoutNode {
  id: string;
  width: number;
  height: number;
  group?: string;
}

/** A line to draw. */
export interface LayoutEdge {
  id: string;
  source: string;
  target: string;
}
