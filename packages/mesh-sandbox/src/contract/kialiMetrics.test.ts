import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Labels } from '../prometheus';
import { answerMetrics } from '../kiali/metrics/answerMetrics';
import type { MetricsTarget } from '../kiali/metrics/MetricsOptions';
import { readMetricsOptions } from '../kiali/metrics/readMetricsOptions';

interface Recording {
  readonly path: string;
  readonly queries: readonly {
    readonly query: string;
    readonly start: number;
    readonly end: number;
    readonly step: number;
    readonly result: readonly {
      readonly metric: Labels;
      readonly values: readonly (readonly [timeS: number, value: string])[];
    }[];
  }[];
  readonly body: unknown;
}

const CLUSTER = 'Kubernetes';
const CREATED_AT_MS = 1_795_495_536_000;

const recordings = readFileSync(
  join(__dirname, '__fixtures__', 'kiali-metrics-2.31.jsonl'),
  'utf8',
)
  .trim()
  .split('\n')
  .map(line => JSON.parse(line) as Recording);

const kinds: Readonly<Record<string, MetricsTarget['kind']>> = {
  apps: 'app',
  services: 'service',
  workloads: 'workload',
};

function optionsOf(path: string) {
  const { pathname, searchParams } = new URL(path, 'http://kiali');
  const [, , , namespace, kind, name] = pathname.split('/');
  return readMetricsOptions(
    searchParams,
    { kind: kinds[kind], namespace, name },
    { name: namespace, labels: {}, createdAtMs: CREATED_AT_MS },
    0,
  );
}

describe('metrics of Kiali 2.31', () => {
  it.each(recordings)('$path', ({ path, queries, body }) => {
    const options = optionsOf(path);
    const asked: string[] = [];
    const answer = answerMetrics(options, CLUSTER, query => {
      asked.push(query);
      const found = queries.find(one => one.query === query);
      return (found?.result ?? []).map(({ metric, values }) => ({
        labels: metric,
        points: values,
      }));
    });
    expect(asked.sort()).toEqual(queries.map(({ query }) => query).sort());
    expect(answer).toEqual(body);
    expect(options).toMatchObject({
      startS: queries[0].start,
      endS: queries[0].end,
      stepS: queries[0].step,
    });
  });
});

describe('parameters of metrics', () => {
  const read = (query: string) =>
    readMetricsOptions(
      new URLSearchParams(query),
      { kind: 'workload', namespace: 'shop', name: 'cart' },
      { name: 'shop', labels: {}, createdAtMs: 1_000_000 },
      10_000,
    );

  it('have Kiali’s defaults', () => {
    expect(read('')).toMatchObject({
      startS: 8190,
      endS: 10_000,
      stepS: 15,
      rateInterval: '1m',
      rateFunction: 'rate',
      direction: 'outbound',
      reporters: ['source'],
      average: true,
      quantiles: [],
    });
  });

  it('never look further back than the namespace exists', () => {
    expect(read('queryTime=1500&duration=3600&rateInterval=1m')).toMatchObject({
      startS: 1050,
      rateInterval: '1m',
    });
    expect(read('queryTime=1030&duration=60&rateInterval=10m')).toMatchObject({
      startS: 1020,
      endS: 1030,
      rateInterval: '30s',
    });
  });

  it.each([
    ['duration=banana', "cannot parse query parameter 'duration'"],
    ['step=1.5', "cannot parse query parameter 'step'"],
    ['queryTime=now', "cannot parse query parameter 'queryTime'"],
    ['avg=perhaps', "cannot parse query parameter 'avg'"],
    [
      'direction=up',
      "query parameter 'direction' must be either 'inbound' or 'outbound'",
    ],
    [
      'rateFunc=sum',
      "query parameter 'rateFunc' must be either 'rate' or 'irate'",
    ],
    [
      'quantiles[]=half',
      "cannot parse query parameter 'quantiles', float expected",
    ],
    ['quantiles[]=2', 'invalid quantile(s): should be between 0 and 1'],
  ])('%s is refused', (query, problem) => {
    expect(() => read(query)).toThrow(
      expect.objectContaining({
        status: 400,
        message: `bad request, ${problem}`,
      }),
    );
  });

  it('are refused when no time is left since the namespace was made', () => {
    expect(() => read('queryTime=900')).toThrow(
      'after checks, query start time is after end time',
    );
  });
});
