import type { CanarySummary } from '@fairway/mesh-core';
import {
  dataOf,
  FreshnessMark,
  Lead,
  Notice,
  Panel,
  PhaseBadge,
  useCanary,
  useMeshTranslation,
  useTimes,
  type MeshQuery,
} from '@fairway/backstage-plugin-mesh-react';
import type { Freshness } from '@fairway/backstage-plugin-mesh-common';
import { Skeleton } from '@backstage/ui';
import styles from './Canary.module.css';
import { ChecksPanel } from './ChecksPanel';
import { EventsPanel } from './EventsPanel';
import { canaryDetail, canarySentence } from '../../sentences/canarySentence';
import { ServesPanel } from './ServesPanel';
import {
  ConditionsPanel,
  FindingsPanel,
  ImagesPanel,
  RelatedPanel,
} from './SidePanels';

/**
 * One release. The summary is there at once; events, checks and conditions follow, and fail for themselves.
 */
export function CanaryRelease(props: {
  entityRef: string;
  summary: CanarySummary;
  listQuery: MeshQuery<unknown>;
  freshness: Freshness;
  pollMs?: number;
}): JSX.Element {
  const { t } = useMeshTranslation();
  const times = useTimes();
  const { entityRef, pollMs } = props;
  const { cluster, namespace = '', name } = props.summary.ref;
  const { query } = useCanary(
    entityRef,
    { cluster, namespace, name },
    { pollMs },
  );
  const detail = dataOf(query)?.canary;
  // of two answers the newer one counts
  const summary =
    detail && query.state === 'ready' && isNewer(query, props.listQuery)
      ? detail
      : props.summary;
  return (
    <>
      <Lead
        sentence={canarySentence(t, summary, times)}
        detail={canaryDetail(t, summary, times)}
        aside={
          <>
            <PhaseBadge
              phase={summary.phase}
              rawPhase={summary.rawPhase}
              suspended={summary.suspended}
            />
            <FreshnessMark
              query={props.listQuery}
              freshness={props.freshness}
            />
          </>
        }
      />
      <div className={styles.columns}>
        <div className={styles.main}>
          <ServesPanel
            summary={summary}
            stale={
              props.listQuery.state === 'stale' ||
              weightsAreOld(props.freshness)
            }
          />
          {detail && <ChecksPanel canary={detail} />}
          <ImagesPanel summary={summary} />
          {query.state === 'failed' && (
            <Notice kind="missing">
              {t('canary.detailFailed', { message: query.failure.message })}
            </Notice>
          )}
        </div>
        <div className={styles.side}>
          {query.state === 'loading' && <SidePending />}
          {detail && (
            <>
              <EventsPanel canary={detail} />
              <FindingsPanel canary={detail} />
              <ConditionsPanel canary={detail} />
              <RelatedPanel canary={detail} />
            </>
          )}
        </div>
      </div>
    </>
  );
}

/** Kinds that the weights are read from. */
const WEIGHT_KINDS = ['VirtualService', 'HTTPRoute'];

function weightsAreOld(freshness: Freshness): boolean {
  return freshness.sources.some(
    ({ kind, state }) =>
      state === 'stale' && kind !== undefined && WEIGHT_KINDS.includes(kind),
  );
}

function isNewer(
  query: { receivedAt: number },
  list: MeshQuery<unknown>,
): boolean {
  return !('receivedAt' in list) || query.receivedAt >= list.receivedAt;
}

function SidePending(): JSX.Element {
  const { t } = useMeshTranslation();
  return (
    <Panel title={t('canary.events.title')}>
      <Skeleton width="90%" height={14} />
      <br />
      <Skeleton width="70%" height={14} />
    </Panel>
  );
}
