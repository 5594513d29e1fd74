import type { CanaryDetail, CanaryEvent } from '@fairway/mesh-core';
import {
  Panel,
  useMeshTranslation,
  useTimes,
} from '@fairway/backstage-plugin-mesh-react';
import {
  RiAddLine,
  RiArrowGoBackLine,
  RiCheckboxCircleLine,
  RiCloseCircleLine,
  RiErrorWarningLine,
  RiInformationLine,
  RiLoopLeftLine,
  RiPauseMiniLine,
  RiPlayMiniLine,
  RiSkipForwardLine,
  type RemixiconComponentType,
} from '@remixicon/react';
import styles from './EventsPanel.module.css';

const LOOK: Record<CanaryEvent['kind'], [RemixiconComponentType, string]> = {
  initialized: [RiCheckboxCircleLine, styles.neutral],
  'new-revision': [RiAddLine, styles.neutral],
  started: [RiPlayMiniLine, styles.move],
  advanced: [RiSkipForwardLine, styles.move],
  halted: [RiErrorWarningLine, styles.bad],
  waiting: [RiPauseMiniLine, styles.wait],
  'gate-passed': [RiCheckboxCircleLine, styles.good],
  'rolled-back': [RiArrowGoBackLine, styles.bad],
  failed: [RiCloseCircleLine, styles.bad],
  promoting: [RiSkipForwardLine, styles.move],
  promoted: [RiCheckboxCircleLine, styles.good],
  restarted: [RiLoopLeftLine, styles.neutral],
  suspended: [RiPauseMiniLine, styles.wait],
  other: [RiInformationLine, styles.neutral],
};

/** What Flagger said, the newest first, in its own words. */
export function EventsPanel(props: { canary: CanaryDetail }): JSX.Element {
  const { t } = useMeshTranslation();
  const { events, eventsMayLack } = props.canary;
  return (
    <Panel
      title={t('canary.events.title')}
      aside={eventsMayLack && t('canary.events.mayLack')}
    >
      {events.length === 0 ? (
        <p className={styles.foot}>{t('canary.events.none')}</p>
      ) : (
        <ul className={styles.events}>
          {events.map((event, index) => (
            <EventItem key={`${event.at} ${index}`} event={event} />
          ))}
        </ul>
      )}
      {eventsMayLack && <p className={styles.foot}>{eventsMayLack}</p>}
    </Panel>
  );
}

function EventItem({ event }: { event: CanaryEvent }): JSX.Element {
  const { t } = useMeshTranslation();
  const times = useTimes();
  const [Icon, className] = LOOK[event.kind];
  const moment = times.moment(event.at);
  const today = moment === times.clock(event.at);
  return (
    <li>
      <time className={styles.time} dateTime={event.at} title={moment}>
        {today ? times.seconds(event.at) : moment}
      </time>
      <Icon size={14} className={className} aria-hidden />
      <span>
        {event.message}
        {event.count > 1 && (
          <span className={styles.count}>
            {' '}
            {t('canary.events.times', { count: event.count })}
          </span>
        )}
      </span>
    </li>
  );
}
