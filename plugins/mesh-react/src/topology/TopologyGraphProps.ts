import type { MeshGraph } from '@fairway/mesh-core';
import type { GraphSelection } from './graphWords';

/**
 * The graph to draw, what is selected in it, and whom to tell about a selection.
 *
 * @public
 */
export interface TopologyGraphProps {
  graph: MeshGraph;
  /** Whose surroundings are shown. */
  name: string;
  selection: GraphSelection | undefined;
  onSelect: (selection: GraphSelection | undefined) => void;
}
