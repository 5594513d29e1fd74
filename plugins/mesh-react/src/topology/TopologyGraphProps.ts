import type { MeshGraph } from '@fairway/mesh-core';
import type { GraphSelection } from './graphWords';

/** @public */
export interface TopologyGraphProps {
  graph: MeshGraph;
  /** Whose surroundings are shown. */
  name: string;
  selection: GraphSelection | undefined;
  onSelect: (selection: GraphSelection | undefined) => void;
}
