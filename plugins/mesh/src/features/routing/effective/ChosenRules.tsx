import {
  dataOf,
  Lead,
  LeadSkeleton,
  Notice,
  RulesSkeleton,
  useMeshTranslation,
  useRouteTable,
  type MeshTranslate,
} from '@fairway/backstage-plugin-mesh-react';
import { Button } from '@backstage/ui';
import { useMemo, type ReactNode } from 'react';
import { Columns } from '../Columns';
import type { ChosenRoute, RouteWish } from './chooseRoute';
import { effectiveDetail } from './effectiveDetail';
import {
  effectiveSentence,
  type OkTable,
  type SentenceSite,
} from './effectiveSentence';
import { EffectivePanel } from './EffectivePanel';
import type { RoutesFrame } from './RoutesFrame';
import { ToHost } from './ToHost';
import { useKept } from './useKept';

function leadOf(
  t: MeshTranslate,
  { table, site }: { table: OkTable; site: SentenceSite },
): { sentence: string; detail: string } {
  return {
    sentence: effectiveSentence(t, table, site),
    detail: effectiveDetail(t, table),
  };
}

function wordsOf({ written: { sentence, detail } }: RoutesFrame): {
  sentence: string;
  detail: string;
} {
  return { sentence, detail };
}

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
          {...(shown ? leadOf(t, shown) : wordsOf(frame))}
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
          <RulesFailed
            message={query.failure.message}
            onRetry={refetch}
            written={frame.written.rules}
          />
        )}
        {frame.below}
      </Columns>
    </>
  );
}

/** Why there are no rules of this caller, and the objects as they are written. */
function RulesFailed(props: {
  message: string;
  onRetry: () => void;
  written: ReactNode;
}): JSX.Element {
  const { t } = useMeshTranslation();
  return (
    <>
      <Notice
        kind="missing"
        action={
          <Button size="small" variant="secondary" onPress={props.onRetry}>
            {t('state.retry')}
          </Button>
        }
      >
        {t('routing.calls.tableFailed', { message: props.message })}
      </Notice>
      {props.written}
    </>
  );
}
