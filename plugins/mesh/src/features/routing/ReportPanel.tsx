import type { PolicyReportSummary } from '@fairway/mesh-core';
import {
  Panel,
  ResourceName,
  useMeshTranslation,
} from '@fairway/backstage-plugin-mesh-react';
import { RiAlertLine, RiCheckLine, RiCloseCircleLine } from '@remixicon/react';
import styles from './Routing.module.css';

/** What the policy engine says about the objects of the service. */
export function ReportPanel(props: {
  report: PolicyReportSummary;
}): JSX.Element {
  const { t } = useMeshTranslation();
  const { report } = props;
  return (
    <Panel title={t('routing.reports.title')}>
      <div className={styles.counts}>
        <span className={`${styles.count} ${styles.ok}`}>
          <RiCheckLine size={14} aria-hidden />
          {t('routing.reports.passed', { count: report.pass })}
        </span>
        {report.fail > 0 && (
          <span className={`${styles.count} ${styles.bad}`}>
            <RiCloseCircleLine size={14} aria-hidden />
            {t('routing.reports.failed', { count: report.fail })}
          </span>
        )}
        {report.warn > 0 && (
          <span className={`${styles.count} ${styles.warn}`}>
            <RiAlertLine size={14} aria-hidden />
            {t('routing.reports.warned', { count: report.warn })}
          </span>
        )}
        {report.error > 0 && (
          <span className={`${styles.count} ${styles.warn}`}>
            <RiAlertLine size={14} aria-hidden />
            {t('routing.reports.errored', { count: report.error })}
          </span>
        )}
      </div>
      {report.results.length > 0 && (
        <ul className={styles.items}>
          {report.results.map((result, index) => (
            <li key={`${result.policy} ${index}`} className={styles.item}>
              <b>{[result.policy, result.rule].filter(Boolean).join(' · ')}</b>
              {result.message && <span>{result.message}</span>}
              {result.resource && (
                <span className={styles.muted}>
                  <ResourceName resource={result.resource} />
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
