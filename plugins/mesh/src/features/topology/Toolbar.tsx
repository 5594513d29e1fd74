import type { TopologyQuery } from '@fairway/backstage-plugin-mesh-common';
import {
  useMeshTranslation,
  type MeshTranslate,
} from '@fairway/backstage-plugin-mesh-react';
import { Select } from '@backstage/ui';
import styles from './Topology.module.css';

/** Periods that can be looked at, in seconds. */
export const WINDOWS = [60, 300, 900, 3_600, 21_600] as const;

const GRAPH_TYPES = ['workload', 'service', 'versionedApp', 'app'] as const;

/** A period in words. */
export function windowWords(t: MeshTranslate, seconds: number): string {
  return seconds < 3_600
    ? t('topology.toolbar.minutes', { amount: `${Math.round(seconds / 60)}` })
    : t('topology.toolbar.hours', { amount: `${Math.round(seconds / 3_600)}` });
}

/** Which period and which kind of nodes are shown. */
export function Toolbar(props: {
  value: TopologyQuery;
  onChange: (value: TopologyQuery) => void;
}): JSX.Element {
  const { t } = useMeshTranslation();
  const { value, onChange } = props;
  return (
    <div className={styles.toolbar}>
      <div className={styles.field}>
        <span id="fw-topology-window">{t('topology.toolbar.window')}</span>
        <Select
          aria-labelledby="fw-topology-window"
          size="small"
          value={`${value.window}`}
          onChange={key => onChange({ ...value, window: Number(key) })}
          options={WINDOWS.map(seconds => ({
            value: `${seconds}`,
            label: windowWords(t, seconds),
          }))}
        />
      </div>
      <div className={styles.field}>
        <span id="fw-topology-type">{t('topology.toolbar.graph')}</span>
        <Select
          aria-labelledby="fw-topology-type"
          size="small"
          value={value.graphType}
          onChange={key =>
            onChange({
              ...value,
              graphType: GRAPH_TYPES.find(type => type === key) ?? 'workload',
            })
          }
          options={GRAPH_TYPES.map(type => ({
            value: type,
            label: t(`topology.toolbar.graphType.${type}`),
          }))}
        />
      </div>
    </div>
  );
}
