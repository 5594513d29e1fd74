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

function sortKey({ labels, value }: Series): string {
  const names = Object.keys(labels).sort();
  return `${names.map(name => `${name}\n${labels[name]}`).join('\n')}\n${value}`;
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
      .filter(({ value }) => Number.isFinite(value))
      .map(one => ({ one, key: sortKey(one) }))
      .sort((a, b) => (a.key < b.key ? -1 : 1))
      .map(({ one }) => one);
    byQuery.set(squeezed(query), series);
  }
  return promql => byQuery.get(squeezed(promql)) ?? [];
}
