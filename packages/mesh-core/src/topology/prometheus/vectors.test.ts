import fc from 'fast-check';
import { vectorsByQuery } from './vectors';

const series = (name: string, value: string) => ({
  metric: { name },
  value: [0, value] as const,
});

describe('vectorsByQuery', () => {
  it('finds the series of a query, however it is spaced', () => {
    const find = vectorsByQuery([
      { query: 'sum( rate(x[1m]) )\n by (a)', result: [series('a', '1.5')] },
    ]);
    expect(find('sum(rate(x[1m])) by (a)')).toEqual([
      { labels: { name: 'a' }, value: 1.5 },
    ]);
    expect(find('sum(rate(y[1m])) by (a)')).toEqual([]);
  });

  it.each(['NaN', '+Inf', '-Inf', 'x'])('leaves out %s', value => {
    const find = vectorsByQuery([
      { query: 'q', result: [series('a', value), series('b', '2')] },
    ]);
    expect(find('q').map(({ labels }) => labels.name)).toEqual(['b']);
  });

  it('leaves out a series without a value', () => {
    const find = vectorsByQuery([{ query: 'q', result: [{ metric: {} }] }]);
    expect(find('q')).toEqual([]);
  });

  it('gives the same order, whatever the order of the answer', () => {
    const list = fc.array(
      fc.record({
        metric: fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.string()),
        value: fc.tuple(fc.constant(0), fc.integer().map(String)),
      }),
    );
    fc.assert(
      fc.property(
        list.chain(all =>
          fc.tuple(
            fc.constant(all),
            fc.shuffledSubarray(all, { minLength: all.length }),
          ),
        ),
        ([all, shuffled]) => {
          const find = (result: typeof all) =>
            vectorsByQuery([{ query: 'q', result }])('q');
          expect(find(shuffled)).toEqual(find(all));
        },
      ),
    );
  });
});
