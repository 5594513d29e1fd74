import { useMemo } from 'react';
import { useMeshClock, useNow } from '../MeshClock';
import { useMeshTranslation, type MeshTranslate } from '../meshTranslationRef';
import { ageOf, dayWord, formatClock, type TimeContext } from './times';

/**
 * Times in the reader's words.
 *
 * @public
 */
export interface Times {
  /** As in `14:32`. */
  clock(iso: string): string;
  /** As in `14:32:10`, for events. */
  seconds(iso: string): string;
  /** As in `14:32` for today, else `yesterday 10:02`, `23 Nov 16:40`. */
  moment(iso: string): string;
  /** As in `7 minutes ago`. */
  age(iso: string): string;
  /** As in `in 20 seconds`, for a time (ms since the epoch) to come. */
  until(time: number): string;
}

/**
 * Binds the words to a moment.
 *
 * @public
 */
export function timesIn(t: MeshTranslate, context: TimeContext): Times {
  const { timeZone, now } = context;
  const clock = (iso: string) => formatClock(iso, { timeZone });
  return {
    clock,
    seconds: iso => formatClock(iso, { timeZone, seconds: true }),
    moment: iso => momentIn(t, context, iso, clock(iso)),
    age: iso => ageIn(t, iso, now),
    until: time => {
      const count = Math.ceil((time - now) / 1_000);
      return count > 0 ? t('time.inSeconds', { count }) : t('time.now');
    },
  };
}

function momentIn(
  t: MeshTranslate,
  context: TimeContext,
  iso: string,
  clock: string,
): string {
  if (Number.isNaN(Date.parse(iso))) {
    return iso;
  }
  const day = dayWord(iso, context);
  switch (day.word) {
    case 'today':
      return clock;
    case 'yesterday':
      return t('time.yesterday', { clock });
    default:
      return t('time.date', { date: day.date, clock });
  }
}

function ageIn(t: MeshTranslate, iso: string, now: number): string {
  const age = ageOf(iso, now);
  if (!age) {
    return iso;
  }
  const { count } = age;
  switch (age.unit) {
    case 'second':
      return t('time.second', { count });
    case 'minute':
      return t('time.minute', { count });
    case 'hour':
      return t('time.hour', { count });
    default:
      return t('time.day', { count });
  }
}

/** Times in the reader's language and zone, kept up to date. @public */
export function useTimes(): Times {
  const { t } = useMeshTranslation();
  const { timeZone } = useMeshClock();
  const now = useNow();
  return useMemo(() => timesIn(t, { now, timeZone }), [t, now, timeZone]);
}
