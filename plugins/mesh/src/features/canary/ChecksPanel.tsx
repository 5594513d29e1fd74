import type { CanaryDetail } from '@fairway/mesh-core';
import {
  formatDuration,
  Panel,
  shortName,
  Tag,
  useMeshTranslation,
} from '@fairway/backstage-plugin-mesh-react';
import { boundOf } from './bounds';
import styles from './Canary.module.css';

/** What a release must pass: metrics with their bounds, and the webhooks that are asked. */
export function ChecksPanel(props: { canary: CanaryDetail }): JSX.Element {
  const { t } = useMeshTranslation();
  const { analysis } = props.canary;
  return (
    <Panel
      title={t('canary.checks.title')}
      aside={t('canary.checks.every', {
        interval: formatDuration(analysis.intervalSeconds * 1_000),
        threshold: `${analysis.threshold}`,
      })}
    >
      {analysis.skip && (
        <p className={styles.muted}>{t('canary.checks.skip')}</p>
      )}
      {analysis.metrics.length === 0 ? (
        <p className={styles.muted}>{t('canary.checks.none')}</p>
      ) : (
        <MetricTable metrics={analysis.metrics} />
      )}
      {analysis.mirror && (
        <p className={styles.muted}>{t('canary.checks.mirror')}</p>
      )}
      {analysis.webhooks.length > 0 && (
        <div className={styles.hooks}>
          <span className={styles.muted}>{t('canary.checks.hooks')}</span>
          {analysis.webhooks.map((hook, index) => (
            <Tag key={`${hook.name} ${index}`}>
              {hook.name} <span className={styles.muted}>{hook.type}</span>
            </Tag>
          ))}
        </div>
      )}
    </Panel>
  );
}

function MetricTable(props: {
  metrics: CanaryDetail['analysis']['metrics'];
}): JSX.Element {
  const { t } = useMeshTranslation();
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('canary.checks.metric')}</th>
          <th scope="col">{t('canary.checks.bound')}</th>
          <th scope="col">{t('canary.checks.window')}</th>
          <th scope="col">{t('canary.checks.template')}</th>
        </tr>
      </thead>
      <tbody>
        {props.metrics.map(metric => (
          <tr key={metric.name}>
            <td>{metric.name}</td>
            <td>{boundOf(t, metric) ?? '—'}</td>
            <td>
              {metric.intervalSeconds === undefined
                ? '—'
                : formatDuration(metric.intervalSeconds * 1_000)}
            </td>
            <td>
              {metric.template
                ? shortName(metric.template)
                : t('canary.checks.builtin')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
