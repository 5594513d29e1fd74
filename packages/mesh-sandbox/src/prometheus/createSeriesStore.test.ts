import fc from 'fast-check';
import { createLabelMatcher } from './createLabelMatcher';
import { createSeriesStore } from './createSeriesStore';
import type { Labels, Sample } from './SeriesStore';

const all = [createLabelMatcher('__name__', '=~', '.+')];

function sample(
  timestampMs: number,
  value = timestampMs,
  labels: Labels = {},
): Sample {
  return { metric: 'm', labels, value, timestampMs };
}

function timesOf(store: ReturnType<typeof createSeriesStore>): number[][] {
  return store
    .select(all, -Infinity, Infinity)
    .map(series => [...series.timestampsMs]);
}

describe('createSeriesStore', () => {
  it('treats label order and empty labels as nothing', () => {
    const store = createSeriesStore();
    store.append([
      sample(1, 1, { a: '1', b: '2' }),
      sample(2, 2, { b: '2', a: '1', c: '' }),
    ]);
    const [series, ...others] = store.select(all, 0, 10);
    expect(others).toEqual([]);
    expect(series.labels).toEqual({ a: '1', b: '2' });
    expect([...series.values]).toEqual([1, 2]);
  });

  it('refuses and counts what is not newer', () => {
    const store = createSeriesStore();
    store.append([sample(5), sample(5), sample(4), sample(NaN), sample(6)]);
    expect(timesOf(store)).toEqual([[5, 6]]);
    expect(store.stats()).toEqual({ series: 1, samples: 2, refused: 3 });
  });

  it('selects a closed interval', () => {
    const store = createSeriesStore();
    store.append([1, 2, 3, 4].map(time => sample(time)));
    expect([...store.select(all, 2, 3)[0].timestampsMs]).toEqual([2, 3]);
    expect(store.select(all, 4.5, 9)).toEqual([]);
  });

  it.each([
    ['=', '1', ['1']],
    ['!=', '1', ['12', undefined]],
    ['=', '', [undefined]],
    ['=~', '1', ['1']],
    ['=~', '1.?', ['1', '12']],
    ['=~', '', [undefined]],
    ['!~', '1.*', [undefined]],
  ] as const)('matches a%s"%s"', (type, value, expected) => {
    const store = createSeriesStore();
    store.append([sample(1, 1, { a: '1' }), sample(1, 1, { a: '12' })]);
    store.append([sample(1, 1, {})]);
    const found = store.select([createLabelMatcher('a', type, value)], 0, 9);
    expect(found.map(({ labels }) => labels.a)).toEqual(expected);
  });

  it('forgets samples beyond the retention and series without samples', () => {
    const store = createSeriesStore({ retentionMs: 100 });
    store.append([sample(0, 0, { gone: 'yes' }), sample(0), sample(50)]);
    store.append([sample(120)]);
    expect(timesOf(store)).toEqual([[50, 120]]);
    expect(store.stats().series).toBe(1);
    expect(store.labelNames()).toEqual(['__name__']);
    store.append([sample(10, 1, { late: 'yes' })]);
    expect(store.labelNames()).toEqual(['__name__']);
  });

  it('keeps views of a query unchanged while samples arrive and go', () => {
    const store = createSeriesStore({ retentionMs: 20 });
    const times = Array.from({ length: 20 }, (_, i) => i);
    store.append(times.map(time => sample(time)));
    const [view] = store.select(all, 0, 100);
    store.append(Array.from({ length: 500 }, (_, i) => sample(20 + i)));
    expect([...view.timestampsMs]).toEqual(times);
    expect([...view.values]).toEqual(times);
  });

  it('lists names and values sorted', () => {
    const store = createSeriesStore();
    store.append([sample(1, 1, { b: 'y' }), sample(1, 1, { a: 'z', b: 'x' })]);
    expect(store.labelNames()).toEqual(['__name__', 'a', 'b']);
    expect(store.labelValues('b')).toEqual(['x', 'y']);
    expect(store.labelValues('__name__')).toEqual(['m']);
    expect(store.labelValues('toString')).toEqual([]);
    expect(store.newestMs()).toBe(1);
  });

  it('holds exactly the newest ascending samples inside retention and count', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 400 }), { maxLength: 120 }),
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 1, max: 30 }),
        (times, retentionMs, maxSamplesPerSeries) => {
          const store = createSeriesStore({ retentionMs, maxSamplesPerSeries });
          times.forEach(time => store.append([sample(time)]));
          const rising = times.filter((time, i) =>
            times.slice(0, i).every(earlier => earlier < time),
          );
          const newest = rising.at(-1) ?? 0;
          const expected = rising
            .filter(time => time >= newest - retentionMs)
            .slice(-maxSamplesPerSeries);
          expect(timesOf(store)).toEqual(expected.length ? [expected] : []);
          expect(store.stats().samples).toBe(expected.length);
        },
      ),
    );
  });
});
