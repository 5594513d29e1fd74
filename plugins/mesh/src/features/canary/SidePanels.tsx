import type { CanaryDetail, CanarySummary } from '@fairway/mesh-core';
import {
  countFindings,
  Facts,
  FindingCounts,
  Panel,
  ResourceName,
  useMeshTranslation,
  useTimes,
  VerdictList,
} from '@fairway/backstage-plugin-mesh-react';
import styles from './Canary.module.css';

/** The images of both sides. */
export function ImagesPanel(props: { summary: CanarySummary }): JSX.Element {
  const { t } = useMeshTranslation();
  const { primary, canary } = props.summary;
  const images = (revision: typeof primary) =>
    revision.images.length === 0 ? undefined : (
      <ul>
        {revision.images.map(({ container, image }) => (
          <li key={container}>
            <code>{image}</code>
          </li>
        ))}
      </ul>
    );
  const same = JSON.stringify(primary.images) === JSON.stringify(canary.images);
  return (
    <Panel title={t('canary.images.title')}>
      <Facts
        facts={[
          {
            id: 'primary',
            label: t('canary.images.primary'),
            value: images(primary),
          },
          {
            id: 'canary',
            label: t('canary.images.canary'),
            value: images(canary),
          },
        ]}
      />
      {same && primary.images.length > 0 && (
        <p className={`${styles.muted} ${styles.same}`}>
          {t('canary.images.same')}
        </p>
      )}
    </Panel>
  );
}

/** What Flagger wrote as conditions. */
export function ConditionsPanel(props: { canary: CanaryDetail }): JSX.Element {
  const { t } = useMeshTranslation();
  const times = useTimes();
  const { conditions } = props.canary;
  return (
    <Panel title={t('canary.conditions.title')}>
      {conditions.length === 0 ? (
        <p className={styles.muted}>{t('canary.conditions.none')}</p>
      ) : (
        <ul className={styles.conditions}>
          {conditions.map(condition => (
            <li key={condition.type} className={styles.condition}>
              <span>
                <b>{condition.type}</b> = {condition.status}
                {condition.reason && (
                  <span className={styles.muted}> · {condition.reason}</span>
                )}
              </span>
              {condition.message && <span>{condition.message}</span>}
              {condition.lastUpdateTime && (
                <time
                  className={styles.muted}
                  dateTime={condition.lastUpdateTime}
                >
                  {t('canary.conditions.since')}{' '}
                  {times.moment(condition.lastUpdateTime)}
                </time>
              )}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** What the parser noticed about the Canary; absent when there is nothing. */
export function FindingsPanel(props: {
  canary: CanaryDetail;
}): JSX.Element | null {
  const { t } = useMeshTranslation();
  const { findings } = props.canary;
  if (findings.length === 0) {
    return null;
  }
  return (
    <Panel
      title={t('canary.findings.title')}
      aside={<FindingCounts counts={countFindings(findings)} />}
    >
      <VerdictList findings={findings} />
    </Panel>
  );
}

/** The objects that the release is made of. */
export function RelatedPanel(props: {
  canary: CanaryDetail;
}): JSX.Element | null {
  const { t } = useMeshTranslation();
  const { related } = props.canary;
  if (related.length === 0) {
    return null;
  }
  return (
    <Panel title={t('canary.related.title')}>
      <ul className={styles.related}>
        {related.map(resource => (
          <li key={`${resource.kind} ${resource.namespace} ${resource.name}`}>
            <ResourceName resource={resource} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
