import type { MeshGraph } from '@fairway/mesh-core';
import {
  Panel,
  TopologyGraph,
  useMeshTranslation,
  type GraphSelection,
} from '@fairway/backstage-plugin-mesh-react';
import { DetailsPanel } from './DetailsPanel';
import { EdgeTable } from './EdgeTable';
import { connectionsOf, type GraphFacts } from './graphFacts';
import { Legend } from './Legend';
import styles from './Topology.module.css';
import { useSelection } from './useSelection';

/** The graph, the same as a table, and the details of what is selected in either. */
export function GraphView(props: {
  graph: MeshGraph;
  facts: GraphFacts;
  name: string;
  windowSeconds: number;
}): JSX.Element {
  const { t } = useMeshTranslation();
  const { graph, facts } = props;
  const connections = connectionsOf(graph);
  const { selection, select, close, root } = useSelection(
    initialSelection(graph, facts),
  );
  return (
    <div className={styles.areas} ref={root}>
      <div className={styles.graphArea}>
        <Panel flush title={t('topology.canvas.title')}>
          <TopologyGraph
            graph={graph}
            name={props.name}
            selection={selection}
            onSelect={select}
          />
          <Legend />
        </Panel>
      </div>
      <div className={styles.detailsArea}>
        <DetailsPanel
          graph={graph}
          connections={connections}
          selection={selection}
          windowSeconds={props.windowSeconds}
          onClose={close}
        />
      </div>
      <div className={styles.tableArea}>
        <EdgeTable
          graph={graph}
          connections={connections}
          selection={selection}
          onSelect={select}
        />
      </div>
    </div>
  );
}

/** What needs a look first; else the service itself. */
function initialSelection(
  graph: MeshGraph,
  facts: GraphFacts,
): GraphSelection | undefined {
  if (facts.worst) {
    return { kind: 'edge', id: facts.worst.edge.id };
  }
  const focus = graph.nodes.find(node => node.focus);
  return focus && { kind: 'node', id: focus.id };
}
