import type { Labels, Sample } from '../prometheus';

/** Time of the first sample: a fixed moment, so that recorded answers stay comparable. */
export const SERIES_START_MS = Date.UTC(2026, 0, 1, 0, 0, 0);
const INTERVAL_MS = 15_000;
const SAMPLES = 121;

interface SeriesPlan {
  readonly metric: string;
  readonly labels: Labels;
  /** Value of the n-th sample, undefined where there is none. */
  readonly at: (n: number) => number | undefined;
}

/**
 * The series that the sandbox and a real Prometheus answer from: half an hour, one sample per 15 s, with counter
 * resets, gaps, series that begin and end, histograms, absent labels, and values at the edges of the number format.
 */
export function contractSamples(): Sample[] {
  return plans().flatMap(({ metric, labels, at }) =>
    Array.from({ length: SAMPLES }, (_, n) => ({
      metric,
      labels,
      value: at(n),
      timestampMs: SERIES_START_MS + n * INTERVAL_MS,
    })).filter((sample): sample is Sample => sample.value !== undefined),
  );
}

function plans(): SeriesPlan[] {
  return [...requestPlans(), ...histogramPlans(), ...gaugePlans()];
}

function requestPlans(): SeriesPlan[] {
  const request = (
    reporter: string,
    source: string,
    destination: string,
    code: string,
    at: SeriesPlan['at'],
  ): SeriesPlan => ({
    metric: 'istio_requests_total',
    labels: {
      reporter,
      source_workload: source,
      source_workload_namespace: 'storefront',
      destination_workload: destination,
      destination_workload_namespace: 'shop',
      destination_service: `${destination}.shop.svc.cluster.local`,
      response_code: code,
    },
    at,
  });
  return [
    request('source', 'web', 'checkout', '200', counter(4)),
    request('destination', 'web', 'checkout', '200', counter(4)),
    request('source', 'web', 'checkout', '503', counter(0.25)),
    request('source', 'web', 'checkout-primary', '200', counter(16.5)),
    request('destination', 'web', 'checkout-primary', '200', counter(16.5)),
    request('source', 'web', 'cart', '200', resetAt(50, counter(7))),
    request('source', 'web', 'cart', '404', from(40, counter(0.5))),
    request('source', 'web', 'cart', '500', until(30, counter(0.5))),
    request('source', 'web', 'search', '200', without(60, 75, counter(3))),
    request('source', 'web', 'idle', '200', () => 42),
    request('source', 'web', 'once', '200', n => (n === 70 ? 5 : undefined)),
    request('source', 'unknown', 'unknown', '0', n => 1e15 + n * 0.1),
  ];
}

function histogramPlans(): SeriesPlan[] {
  const bounds = ['0.5', '1', '5', '10', '25', '50', '100', '+Inf'];
  const workloads: [name: string, shares: number[]][] = [
    ['checkout', [0, 0.1, 0.3, 0.55, 0.8, 0.95, 0.99, 1]],
    ['cart', [0, 0, 0, 0, 0, 0, 0, 1]],
    ['search', [0.5, 0.6, 0.59, 0.7, 0.9, 1, 1, 1]],
    ['idle', [0, 0, 0, 0, 0, 0, 0, 0]],
  ];
  return workloads.flatMap(([workload, shares]) =>
    bounds.map((le, index) => ({
      metric: 'istio_request_duration_milliseconds_bucket',
      labels: { destination_workload: workload, le },
      at: (n: number) => Math.round(n * 60 * shares[index]),
    })),
  );
}

function gaugePlans(): SeriesPlan[] {
  const gauge = (
    value: string,
    at: SeriesPlan['at'],
    more: Labels = {},
  ): SeriesPlan => ({ metric: 'gauge', labels: { value, ...more }, at });
  const info = (workload: string, owner: string): SeriesPlan => ({
    metric: 'workload_info',
    labels: { destination_workload: workload, owner },
    at: () => 1,
  });
  return [
    gauge('wave', n => 10 * Math.sin(n / 7)),
    gauge('wave', n => 5 * Math.cos(n / 5), { zone: 'b' }),
    gauge('negative', n => -n / 8),
    gauge('half', () => 2.5),
    gauge('not a number', () => NaN),
    gauge('infinite', () => Infinity),
    gauge('tiny', () => 1.5e-7),
    gauge('huge', () => 1.25e21),
    gauge('zero', () => 0),
    gauge('two\nlines', () => 3),
    gauge('größe "x" \\', () => 4),
    { metric: 'other_gauge', labels: { value: 'half' }, at: () => 7 },
    { metric: 'other_gauge', labels: { value: 'wave' }, at: () => 2 },
    info('checkout', 'team-checkout'),
    info('cart', 'team-checkout'),
    info('search', 'team-platform'),
    { metric: 'team_info', labels: { owner: 'team-checkout' }, at: () => 3 },
    { metric: 'plain', labels: {}, at: n => n },
  ];
}

/** A counter that rises by about `perSecond`, unevenly but the same every time. */
function counter(perSecond: number): SeriesPlan['at'] {
  return n =>
    Math.floor(n * 15 * perSecond + 2 * perSecond * Math.abs(Math.sin(n)));
}

function resetAt(at: number, inner: SeriesPlan['at']): SeriesPlan['at'] {
  return n => inner(n < at ? n : n - at);
}

function from(first: number, inner: SeriesPlan['at']): SeriesPlan['at'] {
  return n => (n >= first ? inner(n - first) : undefined);
}

function until(last: number, inner: SeriesPlan['at']): SeriesPlan['at'] {
  return n => (n <= last ? inner(n) : undefined);
}

function without(
  first: number,
  last: number,
  inner: SeriesPlan['at'],
): SeriesPlan['at'] {
  return n => (n < first || n > last ? inner(n) : undefined);
}
