import type {
  CanaryRevision,
  CanarySummary,
  LiveWeights,
} from '@fairway/mesh-core';
import {
  formatPercent,
  Notice,
  Panel,
  segmentsOfWeights,
  shortName,
  SplitBar,
  useMeshTranslation,
} from '@fairway/backstage-plugin-mesh-react';
import { Fragment } from 'react';
import styles from './Serves.module.css';
import { StepTrack } from './StepTrack';

type KnownWeights = Extract<LiveWeights, { state: 'known' }>;

/** Who serves users now, as the mesh says, and the steps of the run. */
export function ServesPanel(props: {
  summary: CanarySummary;
  stale: boolean;
}): JSX.Element {
  const { t } = useMeshTranslation();
  const { summary } = props;
  const { weights } = summary;
  return (
    <Panel
      title={t('canary.serves.title')}
      aside={
        weights.state === 'known' &&
        t(
          weights.by === 'match'
            ? 'canary.serves.sourceMatch'
            : 'canary.serves.source',
          {
            object: `${weights.source.ref.kind} ${shortName(weights.source.ref)}`,
          },
        )
      }
    >
      <Served summary={summary} stale={props.stale} />
      {weights.state === 'known' && (
        <StatusDiffers summary={summary} weights={weights} />
      )}
      {summary.steps.length > 0 && (
        <div className={styles.steps}>
          <StepTrack steps={summary.steps} />
        </div>
      )}
    </Panel>
  );
}

function Served(props: {
  summary: CanarySummary;
  stale: boolean;
}): JSX.Element {
  const { t } = useMeshTranslation();
  const { summary } = props;
  const { weights } = summary;
  if (weights.state === 'unknown') {
    return (
      <Notice kind="info" title={`${t('canary.serves.unknown')}.`}>
        {weights.reason}
      </Notice>
    );
  }
  if (weights.by === 'match') {
    return <TestGroups summary={summary} weights={weights} />;
  }
  const segments = segmentsOfWeights(
    weights,
    { primary: t('canary.serves.primary'), canary: t('canary.serves.canary') },
    { primary: summary.primary.version, canary: summary.canary.version },
  );
  return (
    <>
      <SplitBar segments={segments} size="page" stale={props.stale} />
      <div className={styles.ends}>
        <RevisionEnd side="primary" revision={summary.primary} />
        <RevisionEnd side="canary" revision={summary.canary} />
      </div>
    </>
  );
}

function RevisionEnd(props: {
  side: 'primary' | 'canary';
  revision: CanaryRevision;
}): JSX.Element {
  const { t } = useMeshTranslation();
  const { side, revision } = props;
  return (
    <div className={styles.end}>
      <span
        aria-hidden
        className={`${styles.swatch} ${side === 'canary' ? styles.canary : ''}`}
      />
      <b>
        {t(`canary.serves.${side}`)} {revision.version}
      </b>
      <span>
        <Pods revision={revision} />
      </span>
    </div>
  );
}

function Pods(props: { revision: CanaryRevision }): JSX.Element {
  const { t } = useMeshTranslation();
  const { ready, desired } = props.revision;
  if (desired === undefined) {
    return <>{t('canary.serves.podsUnknown')}</>;
  }
  return (
    <>
      {desired === 0
        ? t('canary.serves.scaledToZero')
        : t('canary.serves.pods', {
            ready: `${ready ?? 0}`,
            desired: `${desired}`,
          })}
    </>
  );
}

/** An A/B test has no shares: who matches goes to the canary. */
function TestGroups(props: {
  summary: CanarySummary;
  weights: KnownWeights;
}): JSX.Element {
  const { t } = useMeshTranslation();
  const { summary, weights } = props;
  return (
    <div className={styles.groups}>
      <div className={styles.group}>
        <span aria-hidden className={`${styles.swatch} ${styles.canary}`} />
        <b>
          {t('canary.serves.canary')} {summary.canary.version}
        </b>
        <div className={styles.muted}>
          <Pods revision={summary.canary} />
        </div>
        <div className={styles.conditions}>
          <span className={styles.muted}>{t('canary.serves.testGroup')}</span>
          {weights.conditions.map((condition, index) => (
            <Fragment key={condition}>
              {index > 0 && (
                <span className={styles.muted}>{t('routing.match.or')}</span>
              )}
              <code className={styles.condition}>{condition}</code>
            </Fragment>
          ))}
        </div>
      </div>
      <div className={styles.group}>
        <span aria-hidden className={styles.swatch} />
        <b>
          {t('canary.serves.primary')} {summary.primary.version}
        </b>
        <div className={styles.muted}>
          {t('canary.serves.everybodyElse')} ·{' '}
          <Pods revision={summary.primary} />
        </div>
      </div>
    </div>
  );
}

/** Flagger's status and the mesh do not always agree; the mesh is right. */
function StatusDiffers(props: {
  summary: CanarySummary;
  weights: KnownWeights;
}): JSX.Element | null {
  const { t } = useMeshTranslation();
  const { statusWeight, canary, source, by } = props.weights;
  // the status counts no share of an A/B test
  if (by === 'match' || statusWeight === undefined || statusWeight === canary) {
    return null;
  }
  const waits =
    props.summary.phase === 'WaitingPromotion' && statusWeight === 0;
  return (
    <div className={styles.notice}>
      <Notice
        kind="info"
        title={t('canary.serves.statusDiffers', {
          status: formatPercent(statusWeight),
          kind: source.ref.kind,
          live: formatPercent(canary),
        })}
      >
        {t(
          waits ? 'canary.serves.statusWhyWaiting' : 'canary.serves.statusWhy',
        )}
      </Notice>
    </div>
  );
}
