import { labelSetKey } from '../labelSetKey';
import type { Labels } from '../SeriesStore';
import { parseNumber } from './literals';
import type { VectorElement } from './Value';

interface Bucket {
  readonly upperBound: number;
  count: number;
}

interface Histogram {
  readonly labels: Labels;
  readonly buckets: Bucket[];
}

/**
 * φ-quantile of classic histograms: buckets are cumulative counters with the label `le`; inside a bucket the
 * observations are taken as evenly spread. Histograms without a `+Inf` bucket or without observations give NaN.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile
 */
export function histogramQuantile(
  quantile: number,
  elements: readonly VectorElement[],
): VectorElement[] {
  const histograms = new Map<string, Histogram>();
  for (const element of elements) {
    const upperBound = parseBound(element.labels.le);
    if (Number.isNaN(upperBound)) {
      continue;
    }
    const { key, labels } = withoutLe(element.labels);
    let histogram = histograms.get(key);
    if (!histogram) {
      histogram = { labels, buckets: [] };
      histograms.set(key, histogram);
    }
    histogram.buckets.push({ upperBound, count: element.value });
  }
  return [...histograms.values()].map(({ labels, buckets }) => ({
    name: undefined,
    labels,
    value: bucketQuantile(quantile, buckets),
  }));
}

interface KeyedLabels {
  readonly key: string;
  readonly labels: Labels;
}

const known = new WeakMap<Labels, KeyedLabels>();

/** The labels of a bucket's histogram, with their key; built once per label object. */
function withoutLe(bucket: Labels): KeyedLabels {
  let found = known.get(bucket);
  if (!found) {
    const { le: _le, ...labels } = bucket;
    found = { key: labelSetKey(labels), labels };
    known.set(bucket, found);
  }
  return found;
}

/** The quantile of one histogram; `buckets` is sorted in place. */
export function bucketQuantile(quantile: number, buckets: Bucket[]): number {
  if (Number.isNaN(quantile)) {
    return NaN;
  }
  if (quantile < 0 || quantile > 1) {
    return quantile < 0 ? -Infinity : Infinity;
  }
  const merged = mergeBuckets(buckets);
  const last = merged.length - 1;
  const observations = merged[last]?.count ?? 0;
  if (
    merged.length < 2 ||
    merged[last].upperBound !== Infinity ||
    observations === 0
  ) {
    return NaN;
  }
  const rank = quantile * observations;
  const found = merged.findIndex(bucket => bucket.count >= rank);
  const index = found < 0 ? last : Math.min(found, last);
  if (index === last) {
    return merged[last - 1].upperBound;
  }
  return interpolate(merged, index, rank);
}

function interpolate(
  buckets: readonly Bucket[],
  index: number,
  rank: number,
): number {
  const { upperBound, count } = buckets[index];
  if (index === 0) {
    return upperBound <= 0 ? upperBound : upperBound * (rank / count);
  }
  const below = buckets[index - 1];
  return (
    below.upperBound +
    (upperBound - below.upperBound) *
      ((rank - below.count) / (count - below.count))
  );
}

/** Sorted by bound, equal bounds added, counts made monotonic. */
function mergeBuckets(buckets: Bucket[]): Bucket[] {
  const merged: Bucket[] = [];
  for (const bucket of buckets.sort((a, b) => order(a, b))) {
    const last = merged[merged.length - 1];
    if (last?.upperBound === bucket.upperBound) {
      last.count += bucket.count;
    } else {
      merged.push({ ...bucket });
    }
  }
  let highest = -Infinity;
  for (const bucket of merged) {
    highest = Math.max(highest, bucket.count);
    bucket.count = highest;
  }
  return merged;
}

function order(a: Bucket, b: Bucket): number {
  if (a.upperBound === b.upperBound) {
    return 0;
  }
  return a.upperBound < b.upperBound ? -1 : 1;
}

function parseBound(le: string | undefined): number {
  const match = /^([-+]?)(.+)$/.exec(le ?? '');
  if (!match) {
    return NaN;
  }
  const size = parseNumber(match[2]);
  return match[1] === '-' ? -size : size;
}
