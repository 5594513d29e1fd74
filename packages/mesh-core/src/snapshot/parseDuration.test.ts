import fc from 'fast-check';
import { parseDurationMs } from './parseDuration';

describe('parseDurationMs', () => {
  it.each([
    ['1s', 1_000],
    ['1.5s', 1_500],
    ['.5s', 500],
    ['500ms', 500],
    ['1m30s', 90_000],
    ['2h', 7_200_000],
    ['1h0m0.5s', 3_600_500],
    ['100us', 0.1],
    ['100µs', 0.1],
    ['1ns', 0.000001],
    ['0', 0],
    ['0s', 0],
    ['-1s', -1_000],
    ['+1s', 1_000],
  ])('%s is %d ms', (text, expected) => {
    expect(parseDurationMs(text)).toBe(expected);
  });

  it.each(['', '1', 's', '5minutes', '1s ', ' 1s', '1,5s', '1s2', 'abc', '-'])(
    '%j is no duration',
    text => {
      expect(parseDurationMs(text)).toBeUndefined();
    },
  );

  it('adds up hours, minutes and seconds', () => {
    fc.assert(
      fc.property(fc.nat(99), fc.nat(59), fc.nat(59), (h, m, s) => {
        expect(parseDurationMs(`${h}h${m}m${s}s`)).toBe(
          ((h * 60 + m) * 60 + s) * 1_000,
        );
      }),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        const read = parseDurationMs(text);
        expect(read === undefined || Number.isFinite(read)).toBe(true);
      }),
    );
  });
});
