import {
  dataOf,
  Lead,
  LeadSkeleton,
  Notice,
  RulesSkeleton,
  useMeshTranslation,
  useRouteTable,
} from '@fairway/backstage-plugin-mesh-react';
import { Button } from '@backstage/ui';
import { useMemo, type ReactNode } from 'react';
import { Columns } from '../Columns';
import type { ChosenRoute, RouteWish } from './chooseRoute';
import { effectiveDetail, effectiveSentence } from './effectiveSentence';
import { EffectivePanel } from './EffectivePanel';
import type { RoutesFrame } from './RoutesFrame';
import { ToHost } from './ToHost';
import { useKept } from './useKept';

/** The rules of the chosen caller for the chosen host and port. */
export function ChosenRules(props: {
  entityRef: string;
  cluster: string;
  namespace?: string;
  pollMs?: number;
  frame: RoutesFrame;
  chosen: ChosenRoute;
  whoCalls: ReactNode;
  onChoose: (wish: RouteWish) => void;
}): JSX.Element {
  const { t } = useMeshTranslation();
  const { entityRef, cluster, namespace, frame, chosen } = props;
  const { caller, host, port } = chosen;
  const { query, refetch } = useRouteTable(
    entityRef,
    { cluster, caller: caller.caller, host, port },
    { pollMs: props.pollMs },
  );
  const answer = dataOf(query);
  const { title } = caller;
  const present = useMemo(
    () =>
      answer?.status === 'ok'
        ? { table: answer, site: { caller: title, namespace } }
        : undefined,
    [answer, title, namespace],
  );
  const { kept, isOld } = useKept(present);
  const shown = query.state === 'failed' ? undefined : kept;
  return (
    <>
      {query.state === 'loading' && !shown ? (
        <LeadSkeleton />
      ) : (
        <Lead
          sentence={
            shown
              ? effectiveSentence(t, shown.table, shown.site)
              : frame.written.sentence
          }
          detail={
            shown ? effectiveDetail(t, shown.table) : frame.written.detail
          }
          aside={frame.actions(shown?.table.objects)}
        />
      )}
      {props.whoCalls}
      <ToHost chosen={chosen} onChoose={props.onChoose}>
        {frame.chooser}
      </ToHost>
      <Columns side={frame.side}>
        {shown && (
          <EffectivePanel
            {...shown}
            query={query}
            isOld={isOld}
            onOpen={frame.onOpen}
          />
        )}
        {!shown && query.state === 'loading' && <RulesSkeleton />}
        {query.state === 'failed' && (
          <>
            <Notice
              kind="missing"
              action={
                <Button size="small" variant="secondary" onPress={refetch}>
                  {t('state.retry')}
                </Button>
              }
            >
              {t('routing.calls.tableFailed', {
                message: query.failure.message,
              })}
            </Notice>
            {frame.written.rules}
          </>
        )}
        {frame.below}
      </Columns>
    </>
  );
}
