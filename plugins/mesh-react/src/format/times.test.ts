import { ageOf, dayWord, formatClock } from './times';

const now = Date.parse('2026-11-25T14:25:20Z');

describe('times', () => {
  it('writes clock times in the zone of the reader', () => {
    expect(formatClock('2026-11-25T14:32:10Z', { timeZone: 'UTC' })).toBe(
      '14:32',
    );
    expect(
      formatClock('2026-11-25T14:32:10Z', {
        timeZone: 'Europe/Berlin',
        seconds: true,
      }),
    ).toBe('15:32:10');
  });

  it('shows what is no time as it came', () => {
    expect(formatClock('soon')).toBe('soon');
  });

  it.each([
    ['2026-11-25T00:01:00Z', { word: 'today' }],
    ['2026-11-24T10:02:00Z', { word: 'yesterday' }],
    ['2026-11-23T16:40:00Z', { word: 'date', date: '23 Nov' }],
  ])('says on which day %p lies', (iso, expected) => {
    expect(dayWord(iso, { now, timeZone: 'UTC' })).toEqual(expected);
  });

  it.each([
    ['2026-11-25T14:25:19.500Z', { count: 0, unit: 'second' }],
    ['2026-11-25T14:25:40Z', { count: 0, unit: 'second' }],
    ['2026-11-25T14:18:00Z', { count: 7, unit: 'minute' }],
    ['2026-11-25T11:18:00Z', { count: 3, unit: 'hour' }],
    ['2026-11-22T14:25:00Z', { count: 3, unit: 'day' }],
    ['never', undefined],
  ])('says how long ago %p was', (iso, expected) => {
    expect(ageOf(iso, now)).toEqual(expected);
  });
});
