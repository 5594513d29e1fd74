/**
 * Data of a node or edge in Kiali's shape.
 *
 * @public
 */
export type KialiData = Record<string, unknown> & { id: string };

/**
 * Nodes and edges in the shape in which Kiali answers them; ids are plain texts.
 *
 * @public
 */
export interface KialiElements {
  nodes: { data: KialiData }[];
  edges: { data: KialiData }[];
}
