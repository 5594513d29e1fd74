/**
 * How times are written: the zone of the reader (the browser's when absent) and the present moment in ms since the epoch.
 *
 * @public
 */
export interface TimeContext {
  now: number;
  timeZone?: string;
}

/**
 * Writes the time of the day.
 *
 * @param iso - ISO 8601
 * @returns as in `14:32`, with seconds `14:32:10`; the text itself when it is not a time
 * @public
 */
export function formatClock(
  iso: string,
  options: { timeZone?: string; seconds?: boolean } = {},
): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) {
    return iso;
  }
  return new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    ...(options.seconds ? { second: '2-digit' } : {}),
    timeZone: options.timeZone,
  }).format(date);
}

/** Calendar day in the reader's zone, as in `2026-11-25`. */
function dayOf(milliseconds: number, timeZone?: string): string {
  return new Intl.DateTimeFormat('en-CA', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    timeZone,
  }).format(milliseconds);
}

/**
 * Which day a time lies on, as a reader says it.
 *
 * @returns `today`, `yesterday`, or a date as in `23 Nov`
 * @public
 */
export function dayWord(
  iso: string,
  context: TimeContext,
): { word: 'today' | 'yesterday' } | { word: 'date'; date: string } {
  const time = Date.parse(iso);
  const day = dayOf(time, context.timeZone);
  if (day === dayOf(context.now, context.timeZone)) {
    return { word: 'today' };
  }
  if (day === dayOf(context.now - 86_400_000, context.timeZone)) {
    return { word: 'yesterday' };
  }
  const date = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    timeZone: context.timeZone,
  }).format(time);
  return { word: 'date', date };
}

/**
 * How long ago a time was, in one whole unit.
 *
 * @returns `undefined` for a time that cannot be read; less than a second and times to come count as 0 seconds
 * @public
 */
export function ageOf(
  iso: string,
  now: number,
): { count: number; unit: 'second' | 'minute' | 'hour' | 'day' } | undefined {
  const milliseconds = now - Date.parse(iso);
  if (Number.isNaN(milliseconds)) {
    return undefined;
  }
  const seconds = Math.max(0, Math.floor(milliseconds / 1_000));
  if (seconds < 60) {
    return { count: seconds, unit: 'second' };
  }
  if (seconds < 3_600) {
    return { count: Math.floor(seconds / 60), unit: 'minute' };
  }
  if (seconds < 86_400) {
    return { count: Math.floor(seconds / 3_600), unit: 'hour' };
  }
  return { count: Math.floor(seconds / 86_400), unit: 'day' };
}
