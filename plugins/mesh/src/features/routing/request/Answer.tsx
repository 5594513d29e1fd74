import type {
  CallerOption,
  SimulationResult,
  SimulationView,
} from '@fairway/backstage-plugin-mesh-common';
import {
  dataOf,
  Lead,
  Notice,
  NoticeStack,
  Panel,
  Tag,
  useMeshTranslation,
  useSimulation,
  useTimes,
  type RowPlace,
} from '@fairway/backstage-plugin-mesh-react';
import { Button, Skeleton } from '@backstage/ui';
import { useEffect, useRef } from 'react';
import { AccessOnTheWay } from './AccessOnTheWay';
import { EndsPanel } from './EndsPanel';
import { requestLine } from './answerDetail';
import { requestLead } from './requestLead';
import styles from './Request.module.css';
import { TraceSteps } from './TraceSteps';
import type { TryRun } from './TryState';

interface AnswerProps {
  entityRef: string;
  cluster: string;
  caller: CallerOption;
  /** Hosts of it go without it. */
  namespace?: string;
  run: TryRun;
  onAnswered: (result: SimulationResult) => void;
  onOpen: (place: RowPlace) => void;
}

type OkView = Extract<SimulationView, { status: 'ok' }>;

/** What becomes of a request; asked again as long as it is looked at, as weights move. The keyboard goes to it when it comes. */
export function Answer(props: AnswerProps): JSX.Element {
  const { t } = useMeshTranslation();
  const { cluster, caller, run } = props;
  const { query, refetch } = useSimulation(props.entityRef, {
    cluster,
    caller: caller.caller,
    requests: [run.request],
  });
  const view = dataOf(query);
  const result = view?.status === 'ok' ? view.results[0] : undefined;
  const place = useFirstAnswer(run, result, props.onAnswered);
  return (
    <section
      ref={place}
      tabIndex={-1}
      className={styles.answer}
      aria-label={t('routing.request.answer')}
      aria-busy={query.state === 'loading'}
    >
      {query.state === 'loading' && (
        <Waiting
          text={t('routing.request.asking', {
            request: requestLine(run.request),
          })}
        />
      )}
      {query.state === 'failed' && (
        <div role="alert">
          <Notice
            kind="missing"
            title={t('routing.request.failed')}
            action={
              <Button size="small" variant="secondary" onPress={refetch}>
                {t('state.retry')}
              </Button>
            }
          >
            {query.failure.message}
          </Notice>
        </div>
      )}
      {view && view.status !== 'ok' && (
        <div role="alert">
          <Notice kind="missing" title={t('routing.request.failed')}>
            {view.reason}
          </Notice>
        </div>
      )}
      {view?.status === 'ok' && result && (
        <Answered {...props} view={view} result={result} />
      )}
    </section>
  );
}

/** Tells of the first answer to a run, and takes the keyboard there if the reader asked for it. */
function useFirstAnswer(
  run: TryRun,
  result: SimulationResult | undefined,
  onAnswered: (result: SimulationResult) => void,
) {
  const place = useRef<HTMLElement>(null);
  const answered = useRef<number>();
  useEffect(() => {
    if (result && answered.current !== run.id) {
      answered.current = run.id;
      onAnswered(result);
      if (run.isByReader) {
        place.current?.focus();
      }
    }
  }, [run, result, onAnswered]);
  return place;
}

function Waiting(props: { text: string }): JSX.Element {
  return (
    <div>
      <p role="status" className={styles.muted}>
        {props.text}
      </p>
      <div aria-hidden>
        <Skeleton width="60%" height={28} />
      </div>
    </div>
  );
}

function Answered(
  props: AnswerProps & { view: OkView; result: SimulationResult },
): JSX.Element {
  const { t } = useMeshTranslation();
  const times = useTimes();
  const { result, view, namespace, onOpen } = props;
  const lead = requestLead(t, result, {
    caller: props.caller.title,
    namespace,
  });
  return (
    <>
      <Lead
        sentence={lead.sentence}
        detail={lead.detail}
        aside={<Tag tone={lead.state.tone}>{lead.state.words}</Tag>}
      />
      <div className={styles.columns}>
        <Panel
          title={t('routing.request.trace.title')}
          aside={t('routing.request.trace.aside', {
            time: times.seconds(view.freshness.observedAt),
          })}
        >
          <TraceSteps result={result} onOpen={onOpen} />
        </Panel>
        <div className={styles.stack}>
          <EndsPanel result={result} namespace={namespace} onOpen={onOpen} />
          {result.access && (
            <AccessOnTheWay
              access={result.access}
              namespace={namespace}
              onOpen={onOpen}
            />
          )}
          {view.caveats.length > 0 && (
            <NoticeStack>
              <Notice kind="info" title={t('routing.calls.caveats')}>
                {view.caveats.map(({ message }) => message).join(' ')}
              </Notice>
            </NoticeStack>
          )}
        </div>
      </div>
    </>
  );
}
