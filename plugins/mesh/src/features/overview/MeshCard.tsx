import type { SummaryView } from '@fairway/backstage-plugin-mesh-common';
import {
  CardSkeleton,
  dataOf,
  PhaseBadge,
  segmentsOfWeights,
  SplitBar,
  SplitLegend,
  StateBoundary,
  Surface,
  useMeshSummary,
  useMeshTranslation,
  useTimes,
} from '@fairway/backstage-plugin-mesh-react';
import { ButtonLink, Card } from '@backstage/ui';
import { useMeshEntity } from '../../entity/useMeshEntity';
import { FigureLine } from './FigureLine';
import styles from './MeshCard.module.css';
import { cardSentence } from './sentence';

type OkView = Extract<SummaryView, { status: 'ok' }>;

/** Where the tabs of this entity are; absent for those that the app does not show. */
export interface MeshLinks {
  routing?: string;
  canary?: string;
  topology?: string;
}

/** How is this service, in a few lines? */
export function MeshCard(props: {
  pollMs?: number;
  links: MeshLinks;
}): JSX.Element {
  const { t } = useMeshTranslation();
  const { entityRef, owner } = useMeshEntity();
  const result = useMeshSummary(entityRef, { pollMs: props.pollMs });
  const { query } = result;
  const view = dataOf(query);
  const canary = view?.status === 'ok' ? view.canary : undefined;
  return (
    <Card className={styles.frame}>
      <Surface>
        <section className={styles.card} aria-label={t('overview.title')}>
          <div className={styles.head}>
            <h3>{t('overview.title')}</h3>
            {canary && (
              <PhaseBadge
                phase={canary.phase}
                rawPhase={canary.rawPhase}
                suspended={canary.suspended}
              />
            )}
          </div>
          <StateBoundary
            entityRef={entityRef}
            subject="summary"
            permission="mesh.*.read"
            owner={owner}
            result={result}
            skeleton={<CardSkeleton />}
            insideCard
          >
            {ok => (
              <Summary
                view={ok}
                stale={query.state === 'stale'}
                links={props.links}
              />
            )}
          </StateBoundary>
        </section>
      </Surface>
    </Card>
  );
}

function Summary(props: {
  view: OkView;
  stale: boolean;
  links: MeshLinks;
}): JSX.Element {
  const { t } = useMeshTranslation();
  const times = useTimes();
  const { view, links } = props;
  const { canary } = view;
  const failed = canary?.verdict.state === 'failed';
  return (
    <div className={styles.card}>
      <p className={styles.sentence}>{cardSentence(t, view, times)}</p>
      {canary && <CardSplit canary={canary} stale={props.stale} />}
      {view.otherCanaries > 0 && (
        <p className={styles.muted}>
          {t('overview.others', { count: view.otherCanaries })}
        </p>
      )}
      <FigureLine view={view} />
      {view.withheld.length > 0 && (
        <p className={styles.muted}>
          {t('overview.withheld', {
            parts: view.withheld
              .map(part => t(`overview.part.${part}`))
              .join(', '),
          })}
        </p>
      )}
      <nav className={styles.links} aria-label={t('overview.link')}>
        {links.canary && canary && (
          <ButtonLink size="small" variant="secondary" href={links.canary}>
            {t(failed ? 'overview.whyFailed' : 'overview.openCanary')}
          </ButtonLink>
        )}
        {links.routing && (
          <ButtonLink size="small" variant="secondary" href={links.routing}>
            {t('overview.openRouting')}
          </ButtonLink>
        )}
        {links.topology && (
          <ButtonLink size="small" variant="secondary" href={links.topology}>
            {t('overview.openTopology')}
          </ButtonLink>
        )}
      </nav>
    </div>
  );
}

function CardSplit(props: {
  canary: NonNullable<OkView['canary']>;
  stale: boolean;
}): JSX.Element | null {
  const { t } = useMeshTranslation();
  const { weights, primary, canary } = props.canary;
  if (weights.state === 'unknown' || weights.by === 'match') {
    return null;
  }
  const segments = segmentsOfWeights(
    weights,
    { primary: t('canary.serves.primary'), canary: t('canary.serves.canary') },
    { primary: primary.version, canary: canary.version },
  );
  return (
    <div>
      <SplitBar segments={segments} stale={props.stale} />
      <SplitLegend segments={segments} />
    </div>
  );
}
