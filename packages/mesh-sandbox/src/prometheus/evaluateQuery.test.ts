import fc from 'fast-check';
import { createSeriesStore } from './createSeriesStore';
import { evaluateInstant, evaluateRange } from './evaluateQuery';
import { PromqlError } from './promql/PromqlError';
import type { Sample, SeriesStore } from './SeriesStore';

const STEP_MS = 5000;

function storeOf(samples: Sample[]): SeriesStore {
  const store = createSeriesStore();
  store.append(samples);
  return store;
}

/** One series `c{i="<index>"}` per list of values, one value per 5 s from 0. */
function counters(lists: readonly (readonly number[])[]): SeriesStore {
  return storeOf(
    lists.flatMap((values, index) =>
      values.map((value, n) => ({
        metric: 'c',
        labels: { i: String(index), half: String(index % 2) },
        value,
        timestampMs: n * STEP_MS,
      })),
    ),
  );
}

function numbers(store: SeriesStore, query: string, timeMs: number): number[] {
  const result = evaluateInstant(store, query, timeMs);
  if (result.type === 'vector') {
    return result.series.map(({ points }) => points[0][1]);
  }
  return result.type === 'scalar' ? [result.point[1]] : [];
}

const increments = fc.array(fc.nat({ max: 1000 }), {
  minLength: 13,
  maxLength: 13,
});
const rising = increments.map(list => {
  let total = 0;
  return list.map(step => (total += step));
});
const several = fc.array(rising, { minLength: 1, maxLength: 8 });

/** Pairs that differ by more than 1e-9 of their size, or everything when the lengths differ. */
function farApart(
  actual: readonly number[],
  expected: readonly number[],
): unknown {
  return actual.length === expected.length
    ? actual
        .map((value, i) => [value, expected[i]])
        .filter(([a, b]) => Math.abs(a - b) > 1e-9 * Math.max(1, Math.abs(b)))
    : { actual, expected };
}

describe('invariants of the engine', () => {
  it('rate is increase per second, and never negative', () => {
    fc.assert(
      fc.property(several, lists => {
        const store = counters(lists);
        const rates = numbers(store, 'rate(c[40s])', 50_000);
        expect(
          farApart(
            rates.map(rate => rate * 40),
            numbers(store, 'increase(c[40s])', 50_000),
          ),
        ).toEqual([]);
        expect(rates.every(rate => rate >= 0)).toBe(true);
      }),
    );
  });

  it('a steady counter has its own rate, wherever the window lies', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: 40_000, max: 60_000 }),
        fc.integer({ min: 11, max: 30 }),
        (perStep, timeMs, windowS) => {
          const values = Array.from(
            { length: 13 },
            (_, n) => 1e6 + n * perStep,
          );
          expect(
            farApart(
              numbers(counters([values]), `rate(c[${windowS}s])`, timeMs),
              [perStep / 5],
            ),
          ).toEqual([]);
        },
      ),
    );
  });

  it('a reset loses nothing but what came between the samples', () => {
    fc.assert(
      fc.property(increments, fc.integer({ min: 1, max: 12 }), (list, at) => {
        let total = 0;
        const values = list.map((step, n) => {
          total = n === at ? step : total + step;
          return total;
        });
        // A counter that restarts above where it was cannot be told from one that went on.
        fc.pre(values[at] < values[at - 1]);
        const seen = list.slice(1).reduce((sum, step) => sum + step, 0);
        const [increase] = numbers(counters([values]), 'increase(c[60s])', 6e4);
        expect(farApart([increase], [seen])).toEqual([]);
      }),
    );
  });

  it('a sum does not depend on how it is grouped in between', () => {
    fc.assert(
      fc.property(several, lists => {
        const store = counters(lists);
        const whole = numbers(store, 'sum(c)', 60_000);
        for (const query of [
          'sum(sum by (half) (c))',
          'sum(sum without (i) (c))',
          'sum(c{half="0"} or c{half="1"})',
          'sum(c and c) + 0',
          'avg(c) * count(c)',
          '- sum(- c)',
        ]) {
          expect(farApart(numbers(store, query, 60_000), whole)).toEqual([]);
        }
      }),
    );
  });

  it('min ≤ every quantile ≤ max, and quantiles rise', () => {
    fc.assert(
      fc.property(
        several,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (lists, p, q) => {
          const store = counters(lists);
          const [least] = numbers(store, 'min(c)', 60_000);
          const [most] = numbers(store, 'max(c)', 60_000);
          const [low, high] = [Math.min(p, q), Math.max(p, q)].map(
            phi => numbers(store, `quantile(${phi.toFixed(6)}, c)`, 60_000)[0],
          );
          expect(low).toBeGreaterThanOrEqual(least - 1e-6);
          expect(high).toBeLessThanOrEqual(most + 1e-6);
          expect(low).toBeLessThanOrEqual(high + 1e-6);
        },
      ),
    );
  });

  it('histogram quantiles rise and stay within the bounds', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 50 }), { minLength: 4, maxLength: 4 }),
        fc.array(fc.integer({ min: 1, max: 100 }), {
          minLength: 2,
          maxLength: 5,
        }),
        (shares, percents) => {
          let total = 0;
          const bounds = ['10', '20', '50', '+Inf'];
          const store = storeOf(
            shares.map((share, i) => ({
              metric: 'h_bucket',
              labels: { le: bounds[i] },
              value: (total += share),
              timestampMs: 0,
            })),
          );
          const found = [...percents]
            .sort((a, b) => a - b)
            .map(
              p =>
                numbers(
                  store,
                  `histogram_quantile(${p / 100}, h_bucket)`,
                  0,
                )[0],
            );
          fc.pre(total > 0);
          expect(found.every(value => value >= 0 && value <= 50)).toBe(true);
          const fallen = found.filter(
            (value, i) => i > 0 && value < found[i - 1] - 1e-9,
          );
          expect(fallen).toEqual([]);
        },
      ),
    );
  });

  it('a set splits into what the other side has and what it has not', () => {
    fc.assert(
      fc.property(several, fc.nat({ max: 10_000 }), (lists, limit) => {
        const store = counters(lists);
        const [whole] = numbers(store, 'count(c)', 60_000);
        const counted = (query: string) =>
          numbers(store, `count(${query}) or vector(0)`, 60_000)[0];
        expect(
          counted(`c and c > ${limit}`) + counted(`c unless c > ${limit}`),
        ).toBe(whole);
        expect(counted(`c > ${limit} or c <= ${limit}`)).toBe(whole);
        expect(numbers(store, `sum(c > bool ${limit})`, 60_000)[0]).toBe(
          counted(`c > ${limit}`),
        );
      }),
    );
  });

  it('a range query is the instant query at every step', () => {
    const queries = ['c', 'sum by (half) (rate(c[20s]))', 'c > 500', 'c and c'];
    fc.assert(
      fc.property(
        several,
        fc.constantFrom(...queries),
        fc.integer({ min: 1000, max: 9000 }),
        (lists, query, stepMs) => {
          const store = counters(lists);
          const range = { startMs: 1500, endMs: 70_000, stepMs };
          const result = evaluateRange(store, query, range);
          const found = result.type === 'matrix' ? result.series : [];
          const expected = new Map<string, [number, number][]>();
          for (let time = 1500; time <= 70_000; time += stepMs) {
            const instant = evaluateInstant(store, query, time);
            for (const one of instant.type === 'vector' ? instant.series : []) {
              const key = JSON.stringify(one.metric);
              const points = expected.get(key) ?? [];
              points.push([time, one.points[0][1]]);
              expected.set(key, points);
            }
          }
          expect(
            new Map(found.map(one => [JSON.stringify(one.metric), one.points])),
          ).toEqual(expected);
        },
      ),
    );
  });
});

describe('subqueries', () => {
  it('have at every step of a range what they have at that time', () => {
    fc.assert(
      fc.property(
        several,
        fc.constantFrom('10s', '7s', '15s'),
        fc.integer({ min: 0, max: 20_000 }),
        (lists, step, startMs) => {
          const store = counters(lists);
          const query = `max_over_time(rate(c[20s])[30s:${step}])`;
          const range = { startMs, endMs: startMs + 40_000, stepMs: 4_000 };
          const result = evaluateRange(store, query, range);
          const points =
            result.type === 'matrix'
              ? result.series.flatMap(series => series.points)
              : [];
          const times = Array.from({ length: 11 }, (_, n) => startMs + n * 4e3);
          expect(points.map(([, value]) => value).sort()).toEqual(
            times.flatMap(timeMs => numbers(store, query, timeMs)).sort(),
          );
        },
      ),
    );
  });

  it('at the step of the samples are the samples', () => {
    fc.assert(
      fc.property(several, lists => {
        const store = counters(lists);
        expect(numbers(store, 'sum_over_time(c[30s:5s])', 50_000)).toEqual(
          numbers(store, 'sum_over_time(c[30s])', 50_000),
        );
      }),
    );
  });

  it('with more steps than a server would take are refused', () => {
    expect(() =>
      evaluateInstant(counters([[1]]), 'sum_over_time(c[10y:1ms])', 0),
    ).toThrow(expect.objectContaining({ errorType: 'execution' }));
  });
});

describe('what the engine does not evaluate', () => {
  it.each([
    'c @ 5',
    'c @ start()',
    'c offset (1m + 1m)',
    '5m',
    '1_000',
    'stddev(c)',
    'count_values("v", c)',
    'label_replace(c, "a", "$1", "b", "(.*)")',
    'deriv(c[5m])',
    'predict_linear(c[5m], 60)',
    'hour()',
    'c + fill(0) c',
  ])('%s is valid, and says that it is not supported', query => {
    expect(() => evaluateInstant(storeOf([]), query, 0)).toThrow(
      expect.objectContaining({
        errorType: 'execution',
        message: expect.stringContaining('not supported by the mesh sandbox'),
      }),
    );
  });

  it('still refuses wrong arguments of such functions', () => {
    expect(() => evaluateInstant(storeOf([]), 'deriv(c)', 0)).toThrow(
      expect.objectContaining({ errorType: 'bad_data' }),
    );
  });

  it('says where in the text an error is', () => {
    expect(() => evaluateInstant(storeOf([]), 'c +\n  rate(c)', 0)).toThrow(
      new PromqlError(
        'bad_data',
        '2:8: parse error: expected type range vector in call to function "rate", got instant vector',
      ),
    );
  });
});

describe('patterns', () => {
  it('answers at once where a backtracking engine would hang', () => {
    const store = storeOf([
      {
        metric: 'c',
        labels: { l: `${'a'.repeat(200)}!` },
        value: 1,
        timestampMs: 0,
      },
    ]);
    const before = performance.now();
    expect(numbers(store, 'c{l=~"(a+)+b"}', 0)).toEqual([]);
    expect(performance.now() - before).toBeLessThan(500);
  });
});
