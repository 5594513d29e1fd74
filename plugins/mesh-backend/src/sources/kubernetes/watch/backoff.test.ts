import * as fc from 'fast-check';
import { backoffMs } from './backoff';

describe('backoffMs', () => {
  it.each([
    [1, 500],
    [2, 1_000],
    [4, 4_000],
    [7, 32_000],
    [8, 60_000],
    [1_000, 60_000],
  ])(
    'waits up to the ceiling after %d failures: %d ms',
    (failures, ceiling) => {
      expect(backoffMs(failures, 0.999999)).toBeCloseTo(ceiling, -1);
      expect(backoffMs(failures, 0)).toBe(100);
    },
  );

  it('stays between a tenth of a second and a minute', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (failures, random) => {
          const wait = backoffMs(failures, random);
          expect(wait).toBeGreaterThanOrEqual(100);
          expect(wait).toBeLessThanOrEqual(60_000);
        },
      ),
    );
  });
});
