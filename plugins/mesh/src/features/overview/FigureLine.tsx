import type { SummaryView } from '@fairway/backstage-plugin-mesh-common';
import {
  formatRate,
  formatRatio,
  useMeshTranslation,
} from '@fairway/backstage-plugin-mesh-react';
import {
  RiAlertLine,
  RiCloseCircleLine,
  RiLockLine,
  RiLockUnlockLine,
} from '@remixicon/react';
import styles from './MeshCard.module.css';

type OkView = Extract<SummaryView, { status: 'ok' }>;

/** Rate, errors, mTLS and findings side by side; parts that are withheld are left out. */
export function FigureLine({ view }: { view: OkView }): JSX.Element {
  const { t } = useMeshTranslation();
  const { traffic, mtls, findings } = view;
  return (
    <div className={styles.line}>
      {traffic && traffic.ratePerSecond > 0 && (
        <>
          <span>{formatRate(traffic.ratePerSecond)}</span>
          {traffic.errorRatio !== undefined && (
            <span className={errorTone(traffic.health.state)}>
              {t('overview.errors', {
                percent: formatRatio(traffic.errorRatio),
              })}
            </span>
          )}
        </>
      )}
      {traffic && traffic.ratePerSecond === 0 && (
        <span className={styles.muted}>{t('overview.noTraffic')}</span>
      )}
      {mtls && (
        <span
          className={`${styles.mark} ${mtls.state === 'strict' ? styles.ok : styles.warn}`}
        >
          {mtls.state === 'strict' ? (
            <RiLockLine size={14} aria-hidden />
          ) : (
            <RiLockUnlockLine size={14} aria-hidden />
          )}
          {t(`routing.mtls.${mtls.state}`)}
        </span>
      )}
      {findings && <Findings findings={findings} />}
    </div>
  );
}

function Findings(props: {
  findings: NonNullable<OkView['findings']>;
}): JSX.Element {
  const { t } = useMeshTranslation();
  const { error, warning } = props.findings;
  if (error + warning === 0) {
    return <span className={styles.muted}>{t('overview.noFindings')}</span>;
  }
  return (
    <span className={styles.mark}>
      {error > 0 && (
        <span className={`${styles.mark} ${styles.bad}`}>
          <RiCloseCircleLine size={14} aria-hidden />
          {t('severityCount.error', { count: error })}
        </span>
      )}
      {warning > 0 && (
        <span className={`${styles.mark} ${styles.warn}`}>
          <RiAlertLine size={14} aria-hidden />
          {t('severityCount.warning', { count: warning })}
        </span>
      )}
    </span>
  );
}

function errorTone(
  state: NonNullable<OkView['traffic']>['health']['state'],
): string {
  switch (state) {
    case 'failure':
      return styles.bad;
    case 'degraded':
      return styles.warn;
    default:
      return styles.muted;
  }
}
