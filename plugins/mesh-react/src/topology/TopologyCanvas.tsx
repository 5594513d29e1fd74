import {
  Background,
  Controls,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  useStore,
  type EdgeChange,
  type NodeChange,
} from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { useCallback, useEffect, useMemo } from 'react';
import { useMeshTranslation } from '../meshTranslationRef';
import {
  flowElements,
  layoutInput,
  structureKey,
  type GroupFlowNode,
  type MeshFlowEdge,
  type MeshFlowNode,
} from './flowElements';
import { layoutGraph, type GraphLayout } from './layoutGraph';
import { MeshEdgeLine } from './MeshEdgeLine';
import { MeshNodeBox, NamespaceBox } from './MeshNodeBox';
import { SelectContext } from './SelectContext';
import styles from './TopologyCanvas.module.css';
import type { TopologyGraphProps } from './TopologyGraphProps';

const nodeTypes = { mesh: MeshNodeBox, namespace: NamespaceBox };
const edgeTypes = { mesh: MeshEdgeLine };
const MARGIN = 40;
const LARGEST_ZOOM = 1.15;
const SMALLEST_ZOOM = 0.2;
const TALLEST = 960;

/** The canvas. Heavy, therefore loaded only when a graph is shown. */
export function TopologyCanvas(props: TopologyGraphProps): JSX.Element {
  const { t } = useMeshTranslation();
  const { graph, selection, onSelect } = props;
  const key = structureKey(graph);
  const layout = useMemo(() => {
    const input = layoutInput(graph);
    return layoutGraph(input.nodes, input.edges);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- figures change with every answer, places only with the structure
  }, [key]);
  const { nodes, edges } = useMemo(
    () => flowElements(graph, layout, selection),
    [graph, layout, selection],
  );
  const onNodesChange = (
    changes: NodeChange<MeshFlowNode | GroupFlowNode>[],
  ) => {
    const chosen = changes.find(isSelect);
    if (chosen) {
      onSelect({ kind: 'node', id: chosen.id });
    }
  };
  const onEdgesChange = (changes: EdgeChange<MeshFlowEdge>[]) => {
    const chosen = changes.find(isSelect);
    if (chosen) {
      onSelect({ kind: 'edge', id: chosen.id });
    }
  };
  return (
    <SelectContext.Provider value={onSelect}>
      <div
        className={styles.canvas}
        style={{
          aspectRatio: `${layout.width + MARGIN} / ${layout.height + MARGIN}`,
          maxHeight: Math.min(TALLEST, layout.height * 1.15 + MARGIN),
        }}
      >
        <ReactFlowProvider>
          <ReactFlow
            nodes={nodes}
            edges={edges}
            nodeTypes={nodeTypes}
            edgeTypes={edgeTypes}
            onNodesChange={onNodesChange}
            onEdgesChange={onEdgesChange}
            onPaneClick={() => onSelect(undefined)}
            attributionPosition="bottom-center"
            nodesDraggable={false}
            nodesConnectable={false}
            deleteKeyCode={null}
            multiSelectionKeyCode={null}
            selectionKeyCode={null}
            zoomOnScroll={false}
            preventScrolling={false}
            zoomOnDoubleClick={false}
            minZoom={SMALLEST_ZOOM}
            style={{ position: 'absolute', inset: 0 }}
            aria-label={t('topology.canvas.label', {
              nodes: `${graph.nodes.length}`,
              edges: `${graph.edges.length}`,
              name: props.name,
            })}
            ariaLabelConfig={{
              'controls.zoomIn.ariaLabel': t('topology.canvas.zoomIn'),
              'controls.zoomOut.ariaLabel': t('topology.canvas.zoomOut'),
              'controls.fitView.ariaLabel': t('topology.canvas.fit'),
            }}
          >
            <Background gap={16} size={1} />
            <FittingControls layout={layout} />
          </ReactFlow>
        </ReactFlowProvider>
      </div>
    </SelectContext.Provider>
  );
}

function isSelect<C extends { type: string }>(
  change: C,
): change is Extract<C, { type: 'select' }> {
  return (
    change.type === 'select' && 'selected' in change && change.selected === true
  );
}

/** Shows all of the graph, and again when the page or the graph changes its size. The places are known, nothing is measured. */
function FittingControls(props: { layout: GraphLayout }): JSX.Element {
  const { setViewport } = useReactFlow();
  const width = useStore(state => state.width);
  const height = useStore(state => state.height);
  const { layout } = props;
  const fit = useCallback(() => {
    if (width > 0 && height > 0) {
      setViewport(viewportOf(layout, { width, height }));
    }
  }, [setViewport, layout, width, height]);
  useEffect(fit, [fit]);
  return <Controls showInteractive={false} onFitView={fit} />;
}

/** The viewport that shows all of a layout in the middle of a canvas. */
function viewportOf(
  layout: Pick<GraphLayout, 'width' | 'height'>,
  canvas: { width: number; height: number },
): { x: number; y: number; zoom: number } {
  const zoom = Math.max(
    SMALLEST_ZOOM,
    Math.min(
      LARGEST_ZOOM,
      (canvas.width - MARGIN / 2) / layout.width,
      (canvas.height - MARGIN / 2) / layout.height,
    ),
  );
  return {
    x: (canvas.width - layout.width * zoom) / 2,
    y: (canvas.height - layout.height * zoom) / 2,
    zoom,
  };
}
