import type {
  ClusterCallers,
  RouteCallersView,
} from '@fairway/backstage-plugin-mesh-common';
import {
  CallersSkeleton,
  Lead,
  LeadSkeleton,
  Notice,
  NoticeStack,
  RulesSkeleton,
  useMeshTranslation,
  type MeshQueryResult,
} from '@fairway/backstage-plugin-mesh-react';
import { Button } from '@backstage/ui';
import type { ReactNode } from 'react';
import { Columns } from '../Columns';
import { chooseRoute, wishForCaller, type RouteWish } from './chooseRoute';
import { ChosenRules } from './ChosenRules';
import styles from './Effective.module.css';
import type { RoutesFrame } from './RoutesFrame';
import { useRouteWish } from './useRouteWish';
import { WhoCalls } from './WhoCalls';

interface CallerRoutesProps {
  entityRef: string;
  cluster: string;
  callers: MeshQueryResult<RouteCallersView>;
  /** Hosts of it go without it. */
  namespace?: string;
  pollMs?: number;
  frame: RoutesFrame;
}

/** Who calls, on which host and port, and the rules that this caller has. Where that is not known, the objects as they are written. */
export function CallerRoutes(props: CallerRoutesProps): JSX.Element {
  const { t } = useMeshTranslation();
  const { query, refetch } = props.callers;
  switch (query.state) {
    case 'loading':
      return (
        <>
          <LeadSkeleton />
          <CallersSkeleton />
          <Columns side={props.frame.side}>
            <RulesSkeleton />
            {props.frame.below}
          </Columns>
        </>
      );
    case 'failed':
      return (
        <WrittenRoutes
          frame={props.frame}
          notice={
            <Notice
              kind="missing"
              title={t('routing.calls.failed.title')}
              action={
                <Button size="small" variant="secondary" onPress={refetch}>
                  {t('state.retry')}
                </Button>
              }
            >
              {t('routing.calls.failed.text', {
                message: query.failure.message,
              })}
            </Notice>
          }
        />
      );
    default:
      return <KnownCallers {...props} view={query.data} />;
  }
}

function KnownCallers(
  props: CallerRoutesProps & { view: RouteCallersView },
): JSX.Element {
  const { t } = useMeshTranslation();
  const { view, cluster, frame } = props;
  const [wish, setWish] = useRouteWish();
  const found: ClusterCallers | undefined =
    view.status === 'ok'
      ? view.clusters.find(one => one.cluster === cluster)
      : undefined;
  const { caller, chosen, missing } = chooseRoute(found?.callers ?? [], wish);
  if (!found || !caller) {
    return (
      <WrittenRoutes
        frame={frame}
        notice={
          <Notice kind="info" title={t('routing.calls.none.title')}>
            {t('routing.calls.none.text')}
          </Notice>
        }
      />
    );
  }
  const whoCalls = (
    <>
      <WhoCalls
        callers={found.callers}
        chosen={caller.id}
        windowSeconds={view.status === 'ok' ? view.windowSeconds : undefined}
        hiddenCallers={found.hiddenCallers}
        onChoose={next => setWish(wishForCaller(next, wish))}
      />
      <Gone missing={missing} />
    </>
  );
  if (!chosen) {
    return (
      <WrittenRoutes
        frame={frame}
        notice={
          <>
            {whoCalls}
            <Notice kind="info">{t('routing.calls.noHosts')}</Notice>
          </>
        }
      />
    );
  }
  return (
    <ChosenRules
      {...props}
      chosen={chosen}
      whoCalls={whoCalls}
      onChoose={setWish}
    />
  );
}

/** Which parts of the address are not there any more. */
function Gone(props: { missing: (keyof RouteWish)[] }): JSX.Element | null {
  const { t } = useMeshTranslation();
  const parts = props.missing.map(part => t(`routing.calls.part.${part}`));
  return parts.length === 0 ? null : (
    <p className={styles.gone}>
      {t('routing.calls.gone', { what: parts.join(', ') })}
    </p>
  );
}

/** The objects as they are written, under the reason why there is no more. */
function WrittenRoutes(props: {
  frame: RoutesFrame;
  notice: ReactNode;
}): JSX.Element {
  const { frame } = props;
  return (
    <>
      <Lead
        sentence={frame.written.sentence}
        detail={frame.written.detail}
        aside={frame.actions(undefined)}
      />
      {frame.chooser && <div className={styles.alone}>{frame.chooser}</div>}
      <NoticeStack>{props.notice}</NoticeStack>
      <Columns side={frame.side}>
        {frame.written.rules}
        {frame.below}
      </Columns>
    </>
  );
}
