import type { SimulationResult } from '@fairway/backstage-plugin-mesh-common';
import {
  useMeshTranslation,
  type RowPlace,
} from '@fairway/backstage-plugin-mesh-react';
import {
  RiArrowRightLine,
  RiCloseLine,
  RiDoorOpenLine,
  RiForbidLine,
} from '@remixicon/react';
import type { ReactElement, ReactNode } from 'react';
import { RuleStep, WinningStep } from './RuleSteps';
import { failureWords, listenerWords, upstreamWords } from './traceWords';
import styles from './Request.module.css';

interface TraceStepsProps {
  result: SimulationResult;
  onOpen: (place: RowPlace) => void;
}

/** How an answer came about, step by step: who listens, which rules were asked, the first field that failed, what is sent on. */
export function TraceSteps(props: TraceStepsProps): JSX.Element {
  const { t } = useMeshTranslation();
  const { result } = props;
  const { trace, outcome } = result;
  const asked = trace.tried.length + trace.moreTried;
  const upstream = upstreamWords(t, result);
  return (
    <ol className={styles.steps}>
      <Step
        tone={trace.listener && !trace.listener.refused ? 'good' : 'bad'}
        mark={<RiDoorOpenLine size={16} />}
        title={t('routing.request.trace.listener')}
      >
        <Lines lines={listenerWords(t, result)} />
      </Step>
      <Asked {...props} />
      {outcome.outcome === 'no_route' && (
        <Step
          tone="bad"
          mark={<RiForbidLine size={16} />}
          title={t('routing.request.trace.noRule')}
        >
          <Lines
            lines={[t('routing.request.trace.noRuleText', { count: asked })]}
          />
        </Step>
      )}
      {trace.notAsked.map(row => (
        <RuleStep
          key={row.position}
          row={row}
          aside={t('routing.request.trace.notAsked')}
        />
      ))}
      {trace.moreNotAsked > 0 && (
        <More>
          {t('routing.request.trace.moreNotAsked', {
            count: trace.moreNotAsked,
          })}
        </More>
      )}
      {upstream.length > 0 && (
        <Step
          tone="good"
          mark={<RiArrowRightLine size={16} />}
          title={t('routing.request.trace.sent')}
        >
          <Lines lines={upstream} />
        </Step>
      )}
    </ol>
  );
}

/** The rules in the order in which they were asked, up to the one that won. */
function Asked(props: TraceStepsProps): JSX.Element {
  const { t } = useMeshTranslation();
  const { trace, request } = props.result;
  return (
    <>
      {trace.moreTried > 0 && (
        <More>
          {t('routing.request.trace.moreTried', { count: trace.moreTried })}
        </More>
      )}
      {trace.tried.map(({ row, failure }) => (
        <RuleStep
          key={row.position}
          row={row}
          aside={
            <span className={styles.failed}>
              <RiCloseLine size={14} aria-hidden />
              {failureWords(t, failure, request)}
            </span>
          }
        />
      ))}
      {trace.won && <WinningStep row={trace.won} onOpen={props.onOpen} />}
    </>
  );
}

function Lines(props: { lines: readonly string[] }): JSX.Element {
  return (
    <>
      {props.lines.map(line => (
        <span key={line} className={styles.line}>
          {line}
        </span>
      ))}
    </>
  );
}

function Step(props: {
  tone: 'good' | 'bad';
  mark: ReactElement;
  title: string;
  children: ReactNode;
}): JSX.Element {
  return (
    <li className={styles.step}>
      <span aria-hidden className={`${styles.mark} ${styles[props.tone]}`}>
        {props.mark}
      </span>
      <div className={styles.what}>
        <b>{props.title}</b>
        {props.children}
      </div>
    </li>
  );
}

function More(props: { children: ReactNode }): JSX.Element {
  return (
    <li className={styles.step}>
      <span aria-hidden className={styles.mark}>
        ⋯
      </span>
      <span className={styles.muted}>{props.children}</span>
    </li>
  );
}
