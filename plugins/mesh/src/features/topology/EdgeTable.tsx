import type { MeshGraph } from '@fairway/mesh-core';
import {
  formatLatency,
  formatRate,
  formatRatio,
  HealthMark,
  Panel,
  useMeshTranslation,
  type GraphSelection,
} from '@fairway/backstage-plugin-mesh-react';
import { RiArrowRightLine } from '@remixicon/react';
import { Dependency } from './Dependency';
import { endName, type Connection } from './graphFacts';
import styles from './Topology.module.css';
import { Transport } from './Transport';

/** The graph as a table: same data, same selection, one tab stop for each connection. */
export function EdgeTable(props: {
  graph: MeshGraph;
  connections: Connection[];
  selection: GraphSelection | undefined;
  onSelect: (selection: GraphSelection) => void;
}): JSX.Element {
  const { t } = useMeshTranslation();
  const { connections } = props;
  return (
    <Panel
      flush
      title={t('topology.table.title')}
      aside={t('topology.table.count', { count: connections.length })}
    >
      <div className={styles.tableWrap}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('topology.table.edge')}</th>
              <th scope="col">{t('topology.table.health')}</th>
              <th scope="col" className={styles.figure}>
                {t('topology.table.rate')}
              </th>
              <th scope="col" className={styles.figure}>
                {t('topology.table.errors')}
              </th>
              <th scope="col" className={styles.figure}>
                {t('topology.table.p95')}
              </th>
              <th scope="col">{t('topology.table.transport')}</th>
              <th scope="col">{t('topology.table.dependency')}</th>
            </tr>
          </thead>
          <tbody>
            {connections.map(connection => (
              <EdgeRow
                key={connection.edge.id}
                graph={props.graph}
                connection={connection}
                chosen={
                  props.selection?.kind === 'edge' &&
                  props.selection.id === connection.edge.id
                }
                onChoose={() =>
                  props.onSelect({ kind: 'edge', id: connection.edge.id })
                }
              />
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function EdgeRow(props: {
  graph: MeshGraph;
  connection: Connection;
  chosen: boolean;
  onChoose: () => void;
}): JSX.Element {
  const { edge, source, target } = props.connection;
  const { traffic } = edge;
  return (
    // the row is a larger target for the mouse; keyboard and screen reader use the button in it
    <tr
      className={props.chosen ? styles.chosen : undefined}
      onClick={props.onChoose}
    >
      <td>
        <button
          type="button"
          className={styles.edge}
          data-edge={edge.id}
          aria-pressed={props.chosen}
          onClick={event => {
            event.stopPropagation();
            props.onChoose();
          }}
        >
          {endName(source, props.graph)}
          <RiArrowRightLine size={12} aria-label="→" />
          {endName(target, props.graph)}
        </button>
      </td>
      <td>
        <HealthMark state={edge.health.state} word />
      </td>
      <td className={styles.figure}>
        {formatRate(traffic.ratePerSecond, traffic.protocol)}
      </td>
      <td className={`${styles.figure} ${errorTone(edge.health.state)}`}>
        {traffic.errorRatio === undefined
          ? '—'
          : formatRatio(traffic.errorRatio)}
      </td>
      <td className={styles.figure}>
        {edge.responseTimeMs === undefined
          ? '—'
          : formatLatency(edge.responseTimeMs)}
      </td>
      <td>
        <Transport edge={edge} />
      </td>
      <td>
        <Dependency edge={edge} />
      </td>
    </tr>
  );
}

function errorTone(state: Connection['edge']['health']['state']): string {
  switch (state) {
    case 'failure':
      return styles.bad;
    case 'degraded':
      return styles.warn;
    default:
      return '';
  }
}
