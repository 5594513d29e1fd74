import { describeDuration } from './describeDuration';

describe('describeDuration', () => {
  it.each([
    [0, '0ms'],
    [500, '500ms'],
    [1000, '1s'],
    [1500, '1.5s'],
    [1250, '1250ms'],
    [60_000, '60s'],
  ])('reads %d ms as %s', (ms, expected) => {
    expect(describeDuration(ms)).toBe(expected);
  });
});
