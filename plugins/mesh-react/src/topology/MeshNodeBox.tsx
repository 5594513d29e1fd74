import type { MeshNode } from '@fairway/mesh-core';
import {
  RiBox3Line,
  RiCloudLine,
  RiDoorOpenLine,
  RiEyeOffLine,
  RiQuestionLine,
  RiRouteLine,
  RiStackLine,
} from '@remixicon/react';
import { Handle, Position, type NodeProps } from '@xyflow/react';
import { HealthMark } from '../components/HealthMark';
import { useMeshTranslation } from '../meshTranslationRef';
import type { GroupFlowNode, MeshFlowNode } from './flowElements';
import { nodeSubtitle, nodeTraffic } from './graphWords';
import styles from './TopologyCanvas.module.css';

const ICONS = {
  workload: RiBox3Line,
  service: RiRouteLine,
  app: RiStackLine,
  gateway: RiDoorOpenLine,
  external: RiCloudLine,
  unknown: RiQuestionLine,
  hidden: RiEyeOffLine,
} as const;

function classOf(node: MeshNode, selected: boolean): string {
  return [
    styles.node,
    node.focus && styles.focus,
    node.health.state === 'failure' && styles.failure,
    (node.kind === 'hidden' || node.health.state === 'idle') && styles.ghost,
    selected && styles.selected,
  ]
    .filter(Boolean)
    .join(' ');
}

/** A node of the mesh: what it is, how it is, what passes through it. */
export function MeshNodeBox(props: NodeProps<MeshFlowNode>): JSX.Element {
  const { t } = useMeshTranslation();
  const { node } = props.data;
  const Icon = ICONS[node.kind];
  const { rate, errors, errorRatio } = nodeTraffic(t, node);
  return (
    <div className={classOf(node, props.selected)}>
      <Handle
        type="target"
        position={Position.Left}
        isConnectable={false}
        style={{ visibility: 'hidden' }}
      />
      <div className={styles.head}>
        <Icon size={16} aria-hidden />
        <span className={styles.name} title={node.name}>
          {node.name}
        </span>
      </div>
      <div className={styles.figures}>
        <span className={styles.sub}>{nodeSubtitle(t, node)}</span>
        <HealthMark state={node.health.state} />
      </div>
      <div className={styles.figures}>
        <span>{rate ?? t('health.idle')}</span>
        {errors && (
          <span className={errorTone(node, errorRatio)}>{errors}</span>
        )}
      </div>
      <Handle
        type="source"
        position={Position.Right}
        isConnectable={false}
        style={{ visibility: 'hidden' }}
      />
    </div>
  );
}

function errorTone(node: MeshNode, errorRatio = 0): string {
  if (errorRatio === 0) {
    return styles.quiet;
  }
  switch (node.health.state) {
    case 'failure':
      return styles.bad;
    case 'degraded':
      return styles.warn;
    default:
      return styles.quiet;
  }
}

/** The box around a namespace. */
export function NamespaceBox(props: NodeProps<GroupFlowNode>): JSX.Element {
  return <div className={styles.namespace}>{props.data.name}</div>;
}
