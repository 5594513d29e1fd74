import { RiLockLine, RiLockUnlockLine } from '@remixicon/react';
import { BaseEdge, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react';
import { useContext } from 'react';
import {
  edgeColour,
  edgeWidth,
  smoothPath,
  type MeshFlowEdge,
} from './flowElements';
import { edgeLabel, transportOf } from './graphWords';
import { SelectContext } from './SelectContext';
import styles from './TopologyCanvas.module.css';

/** A connection: its width is the rate, its colour the health, its label the figures. */
export function MeshEdgeLine(
  props: EdgeProps<MeshFlowEdge>,
): JSX.Element | null {
  if (!props.data) {
    return null;
  }
  const { edge, points } = props.data;
  const path = smoothPath(points);
  const colour = edgeColour(edge.health.state);
  const width = edgeWidth(edge) + (props.selected ? 1 : 0);
  return (
    <>
      {edge.health.state === 'failure' && (
        <path
          className={styles.halo}
          d={path}
          stroke={colour}
          strokeWidth={width + 8}
        />
      )}
      <BaseEdge
        path={path}
        markerEnd={props.markerEnd}
        interactionWidth={18}
        className={styles.edge}
        style={{
          stroke: colour,
          strokeWidth: width,
          strokeDasharray: edge.traffic.ratePerSecond === 0 ? '4 4' : undefined,
        }}
      />
      <EdgeLabel data={props.data} selected={Boolean(props.selected)} />
    </>
  );
}

function EdgeLabel(props: {
  data: NonNullable<MeshFlowEdge['data']>;
  selected: boolean;
}): JSX.Element {
  const select = useContext(SelectContext);
  const { edge, label } = props.data;
  const { rate, errors } = edgeLabel(edge);
  const transport = transportOf(edge);
  const failing = edge.health.state === 'failure';
  const degraded = edge.health.state === 'degraded';
  const classes = [
    styles.edgeLabel,
    failing && styles.failing,
    props.selected && styles.chosen,
  ];
  return (
    <EdgeLabelRenderer>
      {/* for the mouse; the table below has the same for keyboard and screen reader */}
      <div
        aria-hidden
        className={classes.filter(Boolean).join(' ')}
        style={{
          transform: `translate(-50%, -50%) translate(${label.x}px, ${label.y}px)`,
        }}
        onClick={() => select({ kind: 'edge', id: edge.id })}
      >
        {transport === 'mtls' && <RiLockLine size={12} />}
        {(transport === 'plain' || transport === 'partly') && (
          <RiLockUnlockLine size={12} />
        )}
        <span>
          {rate}
          {errors && (
            <>
              {' · '}
              <span className={degraded ? styles.warn : undefined}>
                {errors}
              </span>
            </>
          )}
        </span>
      </div>
    </EdgeLabelRenderer>
  );
}
