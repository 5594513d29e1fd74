import type { Labels } from './ends';

/**
 * The answer to one instant query, as Prometheus sends it.
 *
 * @public
 */
export interface PromVector {
  query: string;
  result: readonly {
    metric: Readonly<Record<string, string>>;
    value?: readonly [number, string];
  }[];
}

/** One series with its value. */
export interface Series {
  labels: Labels;
  value: number;
}

const squeezed = (promql: string): string => promql.replace(/\s+/g, '');

/** Series in an order that depends on nothing but themselves. */
function sorted(series: readonly Series[]): Series[] {
  const names = new Set<string>();
  for (const { labels } of series) {
    for (const name of Object.keys(labels)) {
      names.add(name);
    }
  }
  const inOrder = [...names].sort();
  return series
    .map(one => {
      let key = '';
      for (const name of inOrder) {
        key += `${one.labels[name] ?? ''}\n`;
      }
      return { one, key };
    })
    .sort((a, b) => {
      if (a.key === b.key) {
        return a.one.value - b.one.value;
      }
      return a.key < b.key ? -1 : 1;
    })
    .map(({ one }) => one);
}

/** Finds the series of a query; values that are no figure are left out, the order never depends on that of the answer. */
export function vectorsByQuery(
  vectors: readonly PromVector[],
): (promql: string) => Series[] {
  const byQuery = new Map<string, Series[]>();
  for (const { query, result } of vectors) {
    const series = result
      .map(({ metric, value }) => ({
        labels: metric,
        value: Number(value?.[1] ?? NaN),
      }))
      .filter(({ value }) => Number.isFinite(value));
    byQuery.set(squeezed(query), sorted(series));
  }
  return promql => byQuery.get(squeezed(promql)) ?? [];
}
