import type {
  RouteDifferenceView,
  RouteOutcome,
  RouteRequest,
} from '@fairway/backstage-plugin-mesh-common';
import {
  SplitBar,
  SplitLegend,
  useMeshTranslation,
} from '@fairway/backstage-plugin-mesh-react';
import {
  RiArrowRightLine,
  RiCheckLine,
  RiCloseLine,
  RiForbidLine,
  RiShareForwardLine,
  RiShuffleLine,
  RiTimerLine,
} from '@remixicon/react';
import { outcomeNotes } from './outcomeNotes';
import { outcomePicture, shortHost } from './outcomeWords';
import styles from './WhatIf.module.css';

const ICONS = {
  breaks: RiCloseLine,
  repairs: RiCheckLine,
  moves: RiShuffleLine,
  changes: RiTimerLine,
} as const;

/** A request as people write it: its line, and what else matters. */
function requestParts(request: RouteRequest): string[] {
  const headers = request.headers.map(([name, value]) =>
    value === '' ? name : `${name}: ${value}`,
  );
  return [`${request.method} ${request.path}`, ...headers];
}

/** A kind of request whose outcome changes: before, after, and an example. */
export function Difference(props: {
  difference: RouteDifferenceView;
  /** Titles of the callers for which it holds. */
  callers: readonly string[];
  isForAll: boolean;
}): JSX.Element {
  const { t } = useMeshTranslation();
  const { difference, callers } = props;
  const { kind, example, host, port, requests } = difference;
  const Icon = ICONS[kind];
  return (
    <li className={styles.difference} data-kind={kind}>
      <span className={`${styles.kind} ${styles[kind]}`} aria-hidden>
        <Icon size={16} />
      </span>
      <div className={styles.body}>
        <h4 className={kind === 'breaks' ? styles.error : undefined}>
          <span className={styles.hidden}>
            {t(`whatIf.differences.kind.${kind}`)}:{' '}
          </span>
          {difference.sentence}
        </h4>
        <BeforeAfter difference={difference} />
        <Notes difference={difference} />
        <p className={styles.example}>
          <span className={styles.hidden}>
            {t('whatIf.differences.example')}:{' '}
          </span>
          {requestParts(example).map(part => (
            <code key={part} className={styles.part}>
              {part}
            </code>
          ))}{' '}
          <span className={styles.muted}>
            {shortHost(host)}:{port}
          </span>
        </p>
        <p className={styles.muted}>
          {t('whatIf.differences.requests', { count: requests })}
          {!props.isForAll &&
            `, ${t('whatIf.differences.by', { callers: callers.join(', ') })}`}
        </p>
      </div>
    </li>
  );
}

function BeforeAfter(props: { difference: RouteDifferenceView }): JSX.Element {
  const { t } = useMeshTranslation();
  const { before, after } = props.difference;
  return (
    <div className={styles.beforeAfter}>
      <Outcome label={t('whatIf.differences.before')} outcome={before} />
      <RiArrowRightLine size={16} aria-hidden className={styles.arrow} />
      <Outcome label={t('whatIf.differences.after')} outcome={after} />
    </div>
  );
}

function Outcome(props: { label: string; outcome: RouteOutcome }): JSX.Element {
  const { t } = useMeshTranslation();
  const shown = outcomePicture(t, props.outcome);
  return (
    <div className={styles.outcome}>
      <span className={styles.hidden}>{props.label}: </span>
      {shown.kind === 'split' ? (
        <>
          <SplitBar segments={shown.segments} />
          <SplitLegend segments={shown.segments} />
          {shown.words && <p className={styles.error}>{shown.words}</p>}
        </>
      ) : (
        <span
          className={`${styles.words} ${shown.tone === 'bad' ? styles.error : ''}`}
        >
          {shown.tone === 'bad' ? (
            <RiForbidLine size={16} aria-hidden />
          ) : (
            <RiShareForwardLine size={16} aria-hidden />
          )}
          {shown.words}
        </span>
      )}
    </div>
  );
}

function Notes(props: { difference: RouteDifferenceView }): JSX.Element | null {
  const { t } = useMeshTranslation();
  const { before, after } = props.difference;
  const notes = outcomeNotes(t, before, after);
  return notes.length > 0 ? (
    <ul className={styles.notes}>
      {notes.map(note => (
        <li key={note.what}>
          {note.what}: {note.before} → <b>{note.after}</b>
        </li>
      ))}
    </ul>
  ) : null;
}
